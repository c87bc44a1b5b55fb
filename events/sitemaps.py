"""The public pages for search engines (sitemaps.org), each in every language of the site."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import CharField, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest, TruncMonth
from django.urls import reverse
from django.utils import translation
from reversion.models import Version

from events.addresses import absolute, for_all_others, in_languages
from events.models import CalendarEntry, Change, Event, LanguageOffer, Session, Source, Speaker, Topic
from events.session_sets import dated_months
from organisations.models import Organisation, Project


class PageSitemap(Sitemap):
    """Pages below ``/<lang>/``, each in every language of the site, with the addresses of the others."""

    # So many pages, in seven languages, are some 1.2 MB: far from the 50 MB that are read.
    limit = 200

    def lastmod(self, record: Any) -> datetime | None:
        return None

    def get_latest_lastmod(self) -> datetime | None:
        return None

    def with_changes(self, records: Any) -> Any:
        """``records``, those of one page, with what ``lastmod`` reads: to look it up for all takes long."""
        return records

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict]:
        """Those of one page of the paginator. Django's own ask for each address once a language."""
        urls = []
        for record in self.with_changes(self.paginator.page(page).object_list):
            with translation.override(settings.LANGUAGE_CODE):
                path = self.location(record)
            ways = [(one.code, one.path) for one in in_languages(path)]
            alternates = [
                {"lang_code": code, "location": absolute(way)}
                for code, way in [*ways, ("x-default", for_all_others(path))]
            ]
            lastmod = self.lastmod(record)
            urls += [
                {"location": absolute(way), "lastmod": lastmod, "alternates": alternates}
                for _code, way in ways
            ]
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
        """When anything did, which is no earlier; to ask each record would take too long."""
        return CalendarEntry.objects.aggregate(latest=Max("last_modified"))["latest"]


class EventPages(RecordPages):
    """Changed when an editor saved something of them, too: not all that a page says is told to calendars."""

    def items(self) -> QuerySet[Event]:
        return Event.objects.listed().order_by("pk").only("slug")

    def with_changes(self, records: QuerySet[Event]) -> QuerySet[Event]:
        entries = CalendarEntry.objects.filter(session__event=OuterRef("pk"), language=settings.LANGUAGE_CODE)
        told = entries.order_by("-last_modified").values("last_modified")[:1]
        changes = Change.objects.filter(session__event=OuterRef("pk")).order_by("-at").values("at")[:1]
        kept = Version.objects.filter(
            content_type__app_label="events",
            content_type__model="event",
            object_id=Cast(OuterRef("pk"), CharField()),
        )
        edits = kept.order_by("-revision__date_created").values("revision__date_created")[:1]
        changed_at = Greatest(*(Coalesce(Subquery(one), F("created_at")) for one in (told, changes, edits)))
        return records.annotate(changed_at=changed_at)


class PagesWithSessions(RecordPages):
    """Changed when calendars were last told something else of their sessions."""

    sessions: ClassVar[str]
    """The way from a record to its sessions."""

    def with_changes(self, records: QuerySet) -> QuerySet:
        entries = f"{self.sessions}__calendar_entries"
        condition = Q(**{f"{entries}__language": settings.LANGUAGE_CODE})
        related = records.annotate(told=FilteredRelation(entries, condition=condition))
        return related.annotate(changed_at=Max("told__last_modified"))


class SpeakerPages(PagesWithSessions):
    sessions = "appearances__session"

    def items(self) -> QuerySet[Speaker]:
        return Speaker.objects.listed().order_by("pk").only("slug")


class OrganisationPages(PagesWithSessions):
    sessions = "involvements__event__sessions"

    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.order_by("pk").only("slug")


class TopicPages(PagesWithSessions):
    sessions = "events__sessions"

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.order_by("pk").only("slug")


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
    """Months in which something takes place; changed with what begins in them."""

    def items(self) -> list[date]:
        return dated_months()

    def with_changes(self, months: list[date]) -> list[tuple[date, datetime | None]]:
        entries = CalendarEntry.objects.filter(language=settings.LANGUAGE_CODE, withdrawn_at=None)
        begun = entries.order_by().values(month=TruncMonth("session__first_local_day"))
        told = dict(begun.annotate(changed_at=Max("last_modified")).values_list("month", "changed_at"))
        return [(month, told.get(month)) for month in months]

    def location(self, one: tuple[date, datetime | None]) -> str:
        return reverse("month", args=[one[0].year, one[0].month])

    def lastmod(self, one: tuple[date, datetime | None]) -> datetime | None:
        return one[1]


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
