"""Which sessions, in which order, with what beside them. Chain them; each returns a queryset."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Mod
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from events.choices import EventState, OfferMode, Precision, ResourceKind, SessionStatus
from events.search_questions import search_query
from events.timezones import WAKING_HOURS, day_end, day_start, offsets
from organisations.natural_keys import NaturalKeyQuerySet

MINUTES_OF_DAY = 24 * 60
FEED_MEMORY = timedelta(days=365)
"""How far back a feed reaches where it is not told (``when``)."""


def in_languages(languages: Iterable[str]) -> Q:
    """Offered in one of these languages or in a variety of it: ``zh`` finds zh-hans (RFC 4647 §3.3.1)."""
    varieties = (Q(language_offers__language__startswith=f"{language}-") for language in languages)
    return reduce(or_, varieties, Q(language_offers__language__in=languages))


def awake(offset: int, *, gained: int = 0) -> Q:
    """In waking hours on clocks ``offset`` minutes ahead of UTC, which are put on by ``gained`` meanwhile."""
    start = Mod(F("start_minute") + offset + MINUTES_OF_DAY, MINUTES_OF_DAY)
    first, last = (hour * 60 for hour in WAKING_HOURS)
    return Q(GreaterThanOrEqual(start, first), LessThanOrEqual(start + F("length_minutes") + gained, last))


class SessionQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        """Sessions that the public may see."""
        return self.filter(event__state=EventState.PUBLISHED, withdrawn=False)

    def announced(self) -> Self:
        """Sessions that the public has been told of, those since withdrawn too."""
        changes = self.model._meta.get_field("changes").related_model.objects
        return self.filter(Exists(changes.filter(session=OuterRef("pk"))))

    def public_once(self) -> Self:
        """Sessions that the public may see, or once could."""
        changes = self.model._meta.get_field("changes").related_model.objects
        return self.filter(~Q(event__state=EventState.DRAFT) | Exists(changes.filter(session=OuterRef("pk"))))

    # What a session's date says. `now` is an aware instant.

    def upcoming(self, now: datetime) -> Self:
        """Not over yet; a session with a window counts until its window has passed."""
        return self.filter(span_end__gt=now)

    def past(self, now: datetime) -> Self:
        return self.filter(span_end__lte=now)

    def undated(self) -> Self:
        return self.filter(precision=Precision.UNKNOWN)

    def dated(self) -> Self:
        """Sessions that a calendar can hold."""
        return self.filter(precision__in=[Precision.TIME, Precision.DAY])

    def going_ahead(self) -> Self:
        """Neither cancelled nor postponed."""
        return self.exclude(status__in=[SessionStatus.CANCELLED, SessionStatus.POSTPONED])

    def in_feed_memory(self, now: datetime) -> Self:
        """Nor are those left out whose date was taken back: a feed tells so."""
        return self.filter(Q(span_end__gt=now - FEED_MEMORY) | Q(precision=Precision.UNKNOWN))

    def from_day(self, first_day: date, zone: str) -> Self:
        """Not over before ``first_day`` begins: on the clocks of ``zone``, else on the organiser’s."""
        if not zone:
            return self.filter(last_local_day__gte=first_day)
        return self.filter(
            Q(precision=Precision.TIME, ends_at__gt=day_start(first_day, zone)) | Q(last_day__gte=first_day)
        )

    def to_day(self, last_day: date, zone: str) -> Self:
        """Begun when ``last_day`` is over: on the clocks of ``zone``, else on the organiser’s."""
        if not zone:
            return self.filter(first_local_day__lte=last_day)
        return self.filter(
            Q(precision=Precision.TIME, starts_at__lt=day_end(last_day, zone)) | Q(first_day__lte=last_day)
        )

    def reaching_into(self, first_day: date, last_day: date) -> Self:
        """Held, or possibly held, between these days on the organiser's clock; soonest first."""
        return self.from_day(first_day, "").to_day(last_day, "").soonest_first()

    def in_waking_hours(self, zone: str) -> Self:
        """From 07:00 to 21:00 of one day on the clocks of ``zone``; nothing whose hours are not stated."""
        # Each by the index of the order, which a minimum and a maximum in one query would not use.
        dated = self.model.objects.filter(span_start__isnull=False).values_list("span_start", flat=True)
        first, last = (dated.order_by(order).first() for order in ("span_start", "-span_start"))
        if first is None:
            return self.none()
        # A year more on either side: a time in UTC may be of another year than on the clocks.
        periods = offsets(zone, first.year - 1, last.year + 1)
        later = [*(period.minutes for period in periods[1:]), periods[-1].minutes]
        waking = (
            Q(starts_at__gte=period.start, starts_at__lt=period.end)
            & (
                Q(ends_at__lte=period.end) & awake(period.minutes)
                | Q(ends_at__gt=period.end) & awake(period.minutes, gained=after - period.minutes)
            )
            for period, after in zip(periods, later, strict=True)
        )
        return self.filter(reduce(or_, waking))

    # What can be asked of a session. Each condition over a to-many relation is a subquery, so that no
    # join doubles a row.

    def _with_any(self, condition: Q) -> Self:
        return self.filter(pk__in=self.model.objects.filter(condition).order_by().values("pk"))

    def followable_in(self, languages: Iterable[str]) -> Self:
        return self._with_any(in_languages(languages))

    def interpreted_into(self, languages: Iterable[str]) -> Self:
        return self._with_any(in_languages(languages) & Q(language_offers__mode=OfferMode.INTERPRETATION))

    def about(self, topics: Iterable) -> Self:
        return self._with_any(Q(event__topics__in=topics))

    def involving(self, organisation_ids: Iterable[int]) -> Self:
        return self._with_any(Q(event__involvements__organisation__in=organisation_ids))

    def with_speakers(self, speakers: Iterable) -> Self:
        return self._with_any(Q(appearances__speaker__in=speakers))

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        return self.filter(event__kind__in=kinds)

    def attended(self, attendances: Iterable[str]) -> Self:
        """Stated so anywhere: an event whose source contradicts itself is found by either side."""
        return self.filter(Q(event__attendance__in=attendances) | Q(event__other_attendance__in=attendances))

    def with_recording(self) -> Self:
        """With a recording of their own or of the whole event, also where the source gives no link to it."""
        resources = self.model._meta.get_field("resources").related_model.objects
        recordings = resources.filter(kind=ResourceKind.RECORDING)
        return self.filter(
            Q(pk__in=recordings.exclude(session=None).values("session"))
            | Q(event__in=recordings.filter(session=None).values("event"))
        )

    def matching(self, question: str) -> Self:
        """Found by what a person typed into the search box, which must hold a word."""
        return self.filter(pk__in=self._found_by(question))

    def _found_by(self, question: str, *, in_title: bool = False) -> QuerySet:
        documents = self.model._meta.get_field("search_document").related_model.objects
        return documents.found_by(search_query(question, in_title=in_title)).values("pk")

    # Orders: total, so that pages do not shift while rows share a date.

    def soonest_first(self) -> Self:
        return self.order_by(F("span_start").asc(nulls_last=True), "pk")

    def latest_first(self) -> Self:
        return self.order_by(F("span_start").desc(nulls_last=True), "-pk")

    def best_first(self, question: str) -> Self:
        """Those whose title holds all that was asked for, then the others; each latest first."""
        in_title = Case(When(pk__in=self._found_by(question, in_title=True), then=0), default=1)
        return self.order_by(in_title, F("span_start").desc(nulls_last=True), "-pk")

    # Joins that renderers need, declared once.

    def with_session_count(self) -> Self:
        """With ``session_count``, how many sessions the event has: for "session 7 of 9"."""
        siblings = self.model.objects.filter(event=OuterRef("event")).order_by().values("event")
        return self.annotate(session_count=Subquery(siblings.annotate(count=Count("pk")).values("count")))

    def for_cards(self) -> Self:
        return (
            self.with_session_count()
            .select_related("event")
            .prefetch_related(
                "language_offers__provider", "event__involvements__organisation", "event__resources"
            )
        )

    def for_detail(self) -> Self:
        return self.select_related("event").prefetch_related(
            "changes", "language_offers__provider", "appearances__speaker", "appearances__affiliation"
        )

    def with_last_told(self) -> Self:
        """With ``last_told``, the facts after its last change, and ``changes_told``, how many there are."""
        changes = self.model._meta.get_field("changes").related_model.objects
        last = changes.filter(session=OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_told=Subquery(last.values("after")[:1]), changes_told=Subquery(last.values("number")[:1])
        )

    def for_upkeep(self) -> Self:
        """All that depends on a session, and what that is made of."""
        sessions = self.with_last_told().for_calendar().select_related("search_document")
        return sessions.prefetch_related("event__other_names")

    def for_calendar(self) -> Self:
        return self.with_session_count().prefetch_related(
            "calendar_entries",
            "event",  # not joined: the sessions of a series share one, and what is prefetched for it
            "language_offers__provider",
            "appearances__speaker",
            "appearances__affiliation",
            "event__involvements__organisation",
            "event__topics",
            "event__resources",
        )
