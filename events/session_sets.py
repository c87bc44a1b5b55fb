"""Sets of sessions, kept for each value of a filter, and their order in time.

How many a choice would leave is then a matter of intersecting sets, and a page of a list one of walking along
the timeline, where counting and sorting rows would take longer with every session there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyroaring import BitMap

from events.choices import OfferMode, Precision
from events.models import Session, SessionSet, Timeline
from events.models.timeline import Placed, microseconds

type Choice = tuple[str, str]
"""The name of a filter and a value of it."""

ALL: Choice = ("listed", "")
"""The set of all public sessions."""

NOTHING = BitMap().serialize()
LONGEST_SPAN = 24
"""Months in which a session is counted at most, from its first."""


def months(session: Session) -> Iterator[str]:
    """The months that it takes place or may take place in, by the organiser's clock: ``2024-09``."""
    if session.first_local_day is None:
        return
    first, last = (day.year * 12 + day.month - 1 for day in (session.first_local_day, session.last_local_day))
    for month in range(first, min(last, first + LONGEST_SPAN - 1) + 1):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def choices_of(session: Session) -> Iterator[Choice]:
    """Every choice that ``session`` belongs to. Expects for_calendar()."""
    event = session.event
    yield ALL
    yield "kind", event.kind
    yield "attendance", event.attendance
    if event.other_attendance:
        yield "attendance", event.other_attendance
    for offer in session.language_offers.all():
        yield "language", offer.language
        yield "mode", f"{offer.language} {offer.mode}"
        if offer.provider_id:
            yield "provider", f"{offer.language} {offer.provider_id}"
        if offer.mode == OfferMode.INTERPRETATION:
            yield "interpretation", offer.language
    for topic in event.topics.all():
        yield "topic", str(topic.pk)
    for involvement in event.involvements.all():
        yield "organisation", str(involvement.organisation_id)
    for appearance in session.appearances.all():
        yield "speaker", str(appearance.speaker_id)
    if session.recordings:
        yield "recording", "yes"
    if session.is_off:
        yield "off", ""
    if session.precision == Precision.UNKNOWN:
        yield "when", "undated"
    if session.precision == Precision.WINDOW:
        yield "window", ""
    for month in months(session):
        yield "month", month


class Sorting:
    """Sessions on their way into the sets that they belong to, and to their places in time."""

    def __init__(self) -> None:
        self.seen = BitMap()
        self.found: dict[Choice, BitMap] = defaultdict(BitMap)
        self.placed: list[Placed] = []

    def add(self, sessions: Iterable[Session]) -> None:
        """Expects for_calendar(). What is not public belongs nowhere."""
        for session in sessions:
            self.seen.add(session.pk)
            if session.is_public:
                span = (at and microseconds(at) for at in (session.span_start, session.span_end))
                self.placed.append(Placed(session.pk, *span))
                for choice in choices_of(session):
                    self.found[choice].add(session.pk)

    def look_for_strays(self) -> None:
        """Count as seen what is kept of sessions that are public no more, or never were."""
        kept = [one.keys for one in SessionSet.objects.all()]
        kept.append(Timeline.current().keys)
        self.seen |= BitMap().union(*kept) - BitMap(Session.objects.listed().values_list("pk", flat=True))

    def due(self) -> list[SessionSet]:
        """The sets that do not hold what they should, as they must be stored; an empty one is to go."""
        kept = {(one.filter, one.value): one for one in SessionSet.objects.all()}
        sets = []
        for choice in {**kept, **self.found}:
            old = kept[choice].keys if choice in kept else BitMap()
            new = (old - self.seen) | self.found[choice]
            if new != old:
                new.run_optimize()
                sets.append(SessionSet(filter=choice[0], value=choice[1], content=new.serialize()))
        return sets

    def timeline_due(self) -> Timeline | None:
        """The order in time as it must be stored; None where the stored one will do."""
        kept = Timeline.current()
        new = kept.replaced(self.seen, self.placed)
        return None if new.is_like(kept) else new


def dated_months() -> list[date]:
    """The first of each month in which something takes place on a day that is known."""
    kept = {one.value: one.keys for one in SessionSet.objects.filter(filter__in=["month", "window"])}
    windows = kept.pop("", BitMap())
    return [date.fromisoformat(f"{month}-01") for month, keys in sorted(kept.items()) if keys - windows]


def forget() -> None:
    """Drop all sets and the order, so that they are made from nothing."""
    SessionSet.objects.all().delete()
    Timeline.objects.all().delete()


def store(sorting: Sorting) -> None:
    sets = sorting.due()
    SessionSet.objects.bulk_create(
        sets, update_conflicts=True, unique_fields=["filter", "value"], update_fields=["content"]
    )
    if any(one.content == NOTHING for one in sets):
        SessionSet.objects.filter(content=NOTHING).delete()
    if timeline := sorting.timeline_due():
        timeline.save()
