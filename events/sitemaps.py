"""The public pages for search engines (sitemaps.org), each in every language of the site."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import CharField, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest, TruncMonth
from django.urls import reverse
from reversion.models import Version

from events.addresses import absolute, for_all_others
from events.models import CalendarEntry, Change, Event, LanguageOffer, Session, Source, Speaker, Topic
from organisations.models import Organisation, Project

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LAST_MODIFIED = "calendar_entries__last_modified"
"""When what calendars are told of a session last changed: the pages that show it changed then."""


@dataclass(frozen=True)
class InEachLanguage:
    """(record, language) of all ``records``, of which a page of the paginator loads only its own."""

    records: QuerySet | list

    def __len__(self) -> int:
        count = len(self.records) if isinstance(self.records, list) else self.records.count()
        return count * len(LANGUAGES)

    def __getitem__(self, wanted: slice) -> list[tuple[Any, str]]:
        first, last = wanted.start // len(LANGUAGES), -(-wanted.stop // len(LANGUAGES))
        pairs = [(record, code) for record in self.records[first:last] for code in LANGUAGES]
        before = first * len(LANGUAGES)
        return pairs[wanted.start - before : wanted.stop - before]


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

    @property
    def paginator(self) -> Paginator:
        """Django's own would load every record for each of its pages."""
        return Paginator(InEachLanguage(self.items()), self.limit)

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict]:
        """With the page for all other languages; Django's own would be without one in its address."""
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            english = next(a for a in url["alternates"] if a["lang_code"] == settings.LANGUAGE_CODE)
            path = english["location"].removeprefix(settings.SITE_URL)
            url["alternates"].append({"lang_code": "x-default", "location": absolute(for_all_others(path))})
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

    def get_latest_lastmod(self) -> datetime | None:
        return self.items().aggregate(latest=Max("changed_at"))["latest"]


class EventPages(RecordPages):
    """Changed when an editor saved something of them, too: not all that a page says is told to calendars."""

    def items(self) -> QuerySet[Event]:
        told = Change.objects.filter(session__event=OuterRef("pk")).order_by("-at").values("at")[:1]
        kept = Version.objects.filter(
            content_type__app_label="events",
            content_type__model="event",
            object_id=Cast(OuterRef("pk"), CharField()),
        )
        edited = kept.order_by("-revision__date_created").values("revision__date_created")[:1]
        moments = (Max(f"sessions__{LAST_MODIFIED}"), Subquery(told), Subquery(edited))
        changed_at = Greatest(*(Coalesce(moment, F("created_at")) for moment in moments))
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


class MonthPages(RecordPages):
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
