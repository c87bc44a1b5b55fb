"""The public pages for search engines (sitemaps.org), each in every language of the site."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce, TruncMonth
from django.urls import reverse

from events.models import CalendarEntry, Event, LanguageOffer, Session, Source, Speaker, Topic
from organisations.models import Organisation, Project

LAST_MODIFIED = "calendar_entries__last_modified"
"""When what is said of a session last changed: the page that shows it changed then."""


class PageSitemap(Sitemap):
    """Pages below ``/<lang>/``, with their translations."""

    i18n = True
    alternates = True
    # Each page stands in it once a language, with the addresses of all: some 1.2 kB, of at most 50 MB.
    limit = 7_000

    def get_protocol(self, protocol: str | None = None) -> str:
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site: Any = None) -> str:
        return settings.SITE_URL.partition("://")[2]

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict]:
        """With the page for all other languages; Django's own would be without one in its address."""
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            default = next(a for a in url["alternates"] if a["lang_code"] == settings.LANGUAGE_CODE)
            url["alternates"].append({"lang_code": "x-default", "location": default["location"]})
        return urls


class NamedPages(PageSitemap):
    """Pages that there is one of, by the names of their addresses."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> list[str]:
        return list(self.names)

    def location(self, name: str) -> str:
        return reverse(name)


class RecordPages(PageSitemap):
    """Pages of records that tell when they last changed, as ``changed_at``."""

    def lastmod(self, record: Any) -> datetime | None:
        return record.changed_at


class EventPages(RecordPages):
    def items(self) -> QuerySet[Event]:
        changed_at = Coalesce(Max(f"sessions__{LAST_MODIFIED}"), F("created_at"))
        return Event.objects.listed().order_by("pk").only("slug").annotate(changed_at=changed_at)


class SpeakerPages(RecordPages):
    def items(self) -> QuerySet[Speaker]:
        changed_at = Max(f"appearances__session__{LAST_MODIFIED}")
        return Speaker.objects.listed().order_by("pk").only("slug").annotate(changed_at=changed_at)


class OrganisationPages(RecordPages):
    def items(self) -> QuerySet[Organisation]:
        changed_at = Max(f"involvements__event__sessions__{LAST_MODIFIED}")
        return Organisation.objects.order_by("pk").only("slug").annotate(changed_at=changed_at)


class TopicPages(RecordPages):
    def items(self) -> QuerySet[Topic]:
        changed_at = Max(f"events__sessions__{LAST_MODIFIED}")
        return Topic.objects.order_by("pk").only("slug").annotate(changed_at=changed_at)


class ProjectPages(PageSitemap):
    def items(self) -> QuerySet[Project]:
        return Project.objects.order_by("pk")


class SourcePages(PageSitemap):
    def items(self) -> QuerySet[Source]:
        return Source.objects.order_by("pk")


class LanguagePages(PageSitemap):
    def items(self) -> list[str]:
        offers = LanguageOffer.objects.filter(session__in=Session.objects.listed())
        return sorted(offers.order_by().values_list("language", flat=True).distinct())

    def location(self, code: str) -> str:
        return reverse("language", args=[code])


class MonthPages(PageSitemap):
    """Months that hold something, each with when that last changed."""

    def items(self) -> QuerySet[CalendarEntry]:
        entries = CalendarEntry.objects.filter(language=settings.LANGUAGE_CODE, withdrawn_at=None)
        months = entries.order_by().values(month=TruncMonth("session__first_local_day"))
        return months.annotate(changed_at=Max("last_modified")).order_by("month")

    def location(self, one: dict[str, date]) -> str:
        return reverse("month", args=[one["month"].year, one["month"].month])

    def lastmod(self, one: dict[str, datetime]) -> datetime:
        return one["changed_at"]


SITEMAPS: dict[str, Sitemap] = {
    "events": EventPages(),
    "months": MonthPages(),
    "speakers": SpeakerPages(),
    "organisations": OrganisationPages(),
    "projects": ProjectPages(),
    "topics": TopicPages(),
    "languages": LanguagePages(),
    "sources": SourcePages(),
    "lists": NamedPages(
        "sessions", "subscribe", "languages", "topics", "speakers", "organisations", "sources"
    ),
}
