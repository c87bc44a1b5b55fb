"""Which sessions, in which order, with what beside them. Chain them; each returns a queryset."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When

from events.choices import EventState, OfferMode, Precision, SessionStatus
from events.timezones import day_end, day_start
from organisations.natural_keys import NaturalKeyQuerySet

FEED_MEMORY = timedelta(days=365)
"""How far back a feed reaches where it is not told (``when``)."""


def in_languages(languages: Iterable[str]) -> Q:
    """Offered in one of these languages or in a variety of it: ``zh`` finds zh-hans (RFC 4647 §3.3.1)."""
    varieties = (Q(language_offers__language__startswith=f"{language}-") for language in languages)
    return reduce(or_, varieties, Q(language_offers__language__in=languages))


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
        """Not over before ``first_day`` begins; what has a time goes by the clocks of ``zone``."""
        return self.filter(
            Q(precision=Precision.TIME, ends_at__gt=day_start(first_day, zone)) | Q(last_day__gte=first_day)
        )

    def to_day(self, last_day: date, zone: str) -> Self:
        """Begun when ``last_day`` is over; what has a time goes by the clocks of ``zone``."""
        return self.filter(
            Q(precision=Precision.TIME, starts_at__lt=day_end(last_day, zone)) | Q(first_day__lte=last_day)
        )

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

    # Orders: total, so that pages do not shift while rows share a date.

    def soonest_first(self) -> Self:
        return self.order_by(F("span_start").asc(nulls_last=True), "event_id", "number")

    def exact_first(self) -> Self:
        """Sessions with a date, soonest first, then those with a window."""
        is_window = Case(When(precision=Precision.WINDOW, then=1), default=0)
        return self.order_by(is_window, F("span_start").asc(nulls_last=True), "event_id", "number")

    def latest_first(self) -> Self:
        return self.order_by(F("span_start").desc(nulls_last=True), "-event_id", "-number")

    # Joins that renderers need, declared once.

    def with_session_count(self) -> Self:
        """With ``session_count``, how many sessions the event has: for "session 7 of 9"."""
        siblings = self.model.objects.filter(event=OuterRef("event")).order_by().values("event")
        return self.annotate(session_count=Subquery(siblings.annotate(count=Count("pk")).values("count")))

    def for_cards(self) -> Self:
        return (
            self.with_session_count()
            .select_related("event")
            .prefetch_related("language_offers", "event__involvements__organisation", "event__resources")
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
