from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from events.choices import EventState, Precision
from events.models import Event, Session, Timeline
from events.models.timeline import Placed, microseconds
from events.upkeep import bring_up_to_date
from tests.factories import make_event, make_session

NOW = datetime(2024, 9, 1, tzinfo=UTC)

# Beside the querysets.


def dates(rng: Random) -> dict[str, object]:
    """Few different instants, so that many sessions share one."""
    day = date(2024, 9, 1) + timedelta(days=rng.randrange(-2, 3))
    start = datetime(day.year, day.month, day.day, rng.choice([0, 12]), tzinfo=UTC)
    end = start + timedelta(hours=rng.choice([12, 24]))
    match rng.choice(Precision.values):
        case Precision.TIME:
            return {"precision": Precision.TIME, "starts_at": start, "ends_at": end}
        case Precision.UNKNOWN:
            return {"precision": Precision.UNKNOWN}
        case precision:
            return {"precision": precision, "first_day": day, "last_day": day}


def make_sessions(rng: Random) -> None:
    """In an order of their own, of two events that are public and one that is not."""
    events = [make_event(), make_event(), make_event(state=EventState.DRAFT)]
    for _number in range(25):
        make_session(rng.choice(events), withdrawn=rng.random() < 0.1, **dates(rng))
    bring_up_to_date(Event.objects.all(), NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_order_is_that_of_the_querysets(seed: int) -> None:
    make_sessions(Random(seed))
    listed, timeline = Session.objects.listed(), Timeline.current()

    assert 5 < listed.count() < Session.objects.count()
    assert list(timeline.soonest_first()) == list(listed.soonest_first().values_list("pk", flat=True))
    assert list(timeline.latest_first()) == list(listed.latest_first().values_list("pk", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_upcoming_is_that_of_the_queryset(seed: int) -> None:
    make_sessions(Random(seed))
    timeline = Timeline.current()
    clocks = [
        NOW + timedelta(hours=12 * step, microseconds=jot) for step in range(-6, 9) for jot in (-1, 0, 1)
    ]
    sizes = set()

    for now in clocks:
        upcoming = set(timeline.upcoming(now))
        sizes.add(len(upcoming))
        assert upcoming == set(Session.objects.listed().upcoming(now).values_list("pk", flat=True))
    assert len(sizes) > 4


@pytest.mark.django_db
def test_order_follows_a_session_to_another_date() -> None:
    event = make_event()
    first, second = (
        make_session(event, starts_at=NOW + timedelta(days=day), ends_at=NOW + timedelta(days=day, hours=1))
        for day in (1, 2)
    )
    bring_up_to_date(Event.objects.all(), NOW)
    assert list(Timeline.current().soonest_first()) == [first.pk, second.pk]
    first.starts_at, first.ends_at = NOW + timedelta(days=3), NOW + timedelta(days=4)
    first.save()

    bring_up_to_date(Event.objects.all(), NOW)

    assert list(Timeline.current().soonest_first()) == [second.pk, first.pk]


# One row.


@pytest.mark.django_db
def test_there_is_one_timeline() -> None:
    Timeline(pk=1).save()

    with pytest.raises(IntegrityError, match="one_timeline"), transaction.atomic():
        Timeline(pk=2).save()
    assert Timeline.objects.count() == 1


@pytest.mark.django_db
def test_timeline_is_without_a_session_before_the_first_write() -> None:
    timeline = Timeline.current()

    assert (list(timeline.soonest_first()), set(timeline.upcoming(NOW))) == ([], set())
    assert not Timeline.objects.exists()


# Without a database.

INSTANTS = st.integers(microseconds(datetime(1900, 1, 1, tzinfo=UTC)), microseconds(NOW)) | st.integers(0, 3)
SPANS = st.none() | st.tuples(INSTANTS, INSTANTS)
SESSIONS = st.dictionaries(st.integers(1, 50) | st.integers(1, 2**32 - 1), SPANS, max_size=12)
type Spans = dict[int, tuple[int, int] | None]


def placed(sessions: Spans) -> list[Placed]:
    return [Placed(key, *(span or (None, None))) for key, span in sessions.items()]


def timeline_of(sessions: Spans) -> Timeline:
    return Timeline(pk=1).replaced(BitMap(), placed(sessions))


def columns(timeline: Timeline) -> dict[str, list[int]]:
    return {
        name: list(timeline.numbers(name)) for name in ("by_start", "starts", "by_end", "ends", "undated")
    }


@given(SESSIONS)
def test_columns_are_sorted_by_instant_then_key(sessions: Spans) -> None:
    by_start = sorted((span[0], key) for key, span in sessions.items() if span)
    by_end = sorted((span[1], key) for key, span in sessions.items() if span)

    assert columns(timeline_of(sessions)) == {
        "by_start": [key for _start, key in by_start],
        "starts": [start for start, _key in by_start],
        "by_end": [key for _end, key in by_end],
        "ends": [end for end, _key in by_end],
        "undated": sorted(key for key, span in sessions.items() if not span),
    }


@given(SESSIONS, SESSIONS, st.sets(st.integers(1, 50)))
def test_replaced_keeps_all_that_were_not_seen(before: Spans, after: Spans, gone: set[int]) -> None:
    old = timeline_of(before)
    kept = columns(old)

    new = old.replaced(BitMap(gone | after.keys()), placed(after))

    left = {key: span for key, span in before.items() if key not in gone}
    assert columns(new) == columns(timeline_of(left | after))
    assert columns(old) == kept
    assert new.pk == old.pk


@given(SESSIONS, SESSIONS)
def test_timelines_are_alike_where_they_hold_the_same(one: Spans, other: Spans) -> None:
    assert timeline_of(one).is_like(timeline_of(dict(reversed(one.items()))))
    assert timeline_of(one).is_like(timeline_of(other)) == (one == other)
