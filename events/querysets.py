"""Every read that the site makes of sessions, events and speakers. Chain them; each returns a queryset."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Count, F, Max, Model, OuterRef, Prefetch, Q, Subquery

from events.choices import EventState, InvolvementRole, OfferMode, Precision, SessionStatus
from events.timezones import day_end, day_start
from organisations.natural_keys import NaturalKeyQuerySet

FEED_MEMORY = timedelta(days=365)
"""How far back a feed reaches where it is not told (``when``)."""


class EventQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(state=EventState.PUBLISHED)

    def for_detail(self) -> Self:
        return self.select_related("parent").prefetch_related(
            "topics",
            "other_names",
            "involvements__organisation",
            "resources",
            Prefetch("parts", self.model.objects.listed().order_by("title", "slug")),
        )

    # Which events show a record, so that their calendar entries follow a change of it.

    def showing_organisation(self, organisation: Model) -> Self:
        """Each way on its own: three joins side by side would multiply the rows of every event."""
        return self.filter(
            Q(pk__in=organisation.involvements.values("event"))
            | Q(pk__in=organisation.language_offers.values("session__event"))
            | Q(pk__in=organisation.appearances.values("session__event"))
        )

    def showing_speaker(self, speaker: Model) -> Self:
        return self.filter(sessions__appearances__speaker=speaker).distinct()

    def showing_topic(self, topic: Model) -> Self:
        return self.filter(topics=topic)


class SessionQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        """Sessions that the public may see."""
        return self.filter(event__state=EventState.PUBLISHED)

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
        return self.filter(span_end__gt=now - FEED_MEMORY)

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
        return self._with_any(Q(language_offers__language__in=languages))

    def interpreted_into(self, languages: Iterable[str]) -> Self:
        return self._with_any(
            Q(language_offers__language__in=languages, language_offers__mode=OfferMode.INTERPRETATION)
        )

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
            .select_related("event", "event__parent")
            .prefetch_related("language_offers", "event__involvements__organisation", "event__resources")
        )

    def for_detail(self) -> Self:
        return (
            self.with_session_count()
            .select_related("event")
            .prefetch_related(
                "language_offers__provider",
                "appearances__speaker",
                "appearances__affiliation",
                "event__involvements__organisation",
            )
        )

    def for_calendar(self) -> Self:
        return (
            self.with_session_count()
            .select_related("calendar_entry")
            .prefetch_related(
                "event",  # not joined: the sessions of a series share one, and what is prefetched for it
                "language_offers__provider",
                "appearances__speaker",
                "appearances__affiliation",
                "event__involvements__organisation",
                "event__topics",
                "event__resources",
            )
        )


class LanguageOfferQuerySet(NaturalKeyQuerySet):
    def listed_codes(self) -> Self:
        """Each language that a public session can be followed in, once, with the number of sessions."""
        return (
            self.filter(session__event__state=EventState.PUBLISHED)
            .order_by()
            .values("language")
            .annotate(sessions=Count("session", distinct=True))
            .order_by("-sessions", "language")
        )


class InvolvementQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(event__state=EventState.PUBLISHED)

    def announcing(self) -> Self:
        """Who organises or hosts something."""
        return self.filter(role__in=[InvolvementRole.ORGANISER, InvolvementRole.HOST])


class AppearanceQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(session__event__state=EventState.PUBLISHED)

    def latest_first(self) -> Self:
        return self.order_by(F("session__span_start").desc(nulls_last=True), "-pk")


class TopicQuerySet(NaturalKeyQuerySet):
    def by_name(self) -> Self:
        return self.order_by("name", "slug")


class SpeakerQuerySet(NaturalKeyQuerySet):
    def by_name(self) -> Self:
        return self.order_by("name", "slug")

    def with_sessions(self) -> Self:
        """With ``session_count`` and ``last_seen``, the end of their last public session or None."""
        public = Q(appearances__session__event__state=EventState.PUBLISHED)
        return self.annotate(
            session_count=Count("appearances", filter=public),
            last_seen=Max("appearances__session__span_end", filter=public),
        )


class CitationQuerySet(NaturalKeyQuerySet):
    OWNERS = (
        "event",
        "other_name__event",
        "session__event",
        "language_offer__session__event",
        "appearance__session__event",
        "appearance__speaker",
        "involvement__event",
        "involvement__organisation",
        "resource__event",
        "speaker",
        "organisation",
        "office__organisation",
        "project",
    )

    def get_by_natural_key(self, owner_name: str, *key: Any) -> Model:
        """``key`` is the owner's natural key, then source, first line, last line and fact."""
        owner = self.model._meta.get_field(owner_name).related_model
        lookups = [f"{owner_name}__{part}" for part in owner.natural_key_lookups()]
        lookups += self.model.natural_key_lookups()
        return self.get(**dict(zip(lookups, key, strict=True)))

    def listed(self) -> Self:
        """Citations of what the public may see: of no event that is a draft, and of no part of one."""
        parts = ("event", *(owner for owner in self.OWNERS if owner.endswith("__event")))
        return self.exclude(reduce(or_, (Q(**{f"{part}__state": EventState.DRAFT}) for part in parts)))

    def in_reading_order(self) -> Self:
        return self.select_related("source").order_by("source__file_name", "first_line", "last_line", "pk")

    def with_owners(self) -> Self:
        return self.select_related(*self.OWNERS)

    def of_event(self, event: object) -> Self:
        """What the event, its sessions and all that belongs to either is taken from."""
        return self.filter(
            Q(event=event)
            | Q(other_name__event=event)
            | Q(session__event=event)
            | Q(language_offer__session__event=event)
            | Q(appearance__session__event=event)
            | Q(involvement__event=event)
            | Q(resource__event=event)
        )

    def of_organisation(self, organisation: object) -> Self:
        return self.filter(Q(organisation=organisation) | Q(office__organisation=organisation))

    def of_speaker(self, speaker: object) -> Self:
        return self.filter(Q(speaker=speaker) | Q(appearance__speaker=speaker))
