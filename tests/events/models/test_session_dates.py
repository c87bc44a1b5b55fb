"""What follows from a session's dates; the dates themselves are in test_session.py."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from events.choices import Precision
from events.models import Event, Session
from events.models.session import DERIVED
from events.upkeep import bring_up_to_date, problems
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)
from tests.refusing import assert_database_refuses

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def derived(session: Session) -> dict[str, Any]:
    """As the database holds them."""
    return Session.objects.values(*DERIVED).get(pk=session.pk)


def local_days(zone: str, start: datetime, end: datetime) -> tuple[date, date]:
    session = make_session(make_event(timezone=zone), starts_at=start, ends_at=end)
    return session.first_local_day, session.last_local_day


# What is settled.


def test_time_settles_all() -> None:
    session = make_session(starts_at=utc(2024, 9, 18, 23, 30), ends_at=utc(2024, 9, 19, 1))

    assert derived(session) == {
        "span_start": utc(2024, 9, 18, 23, 30),
        "span_end": utc(2024, 9, 19, 1),
        "first_local_day": date(2024, 9, 19),  # in Brussels
        "last_local_day": date(2024, 9, 19),
        "start_minute": 23 * 60 + 30,
        "length_minutes": 90,
    }


@pytest.mark.parametrize("make", [make_day_session, make_window_session])
def test_days_settle_the_span_of_utc_and_are_those_of_any_clock(make: Callable[..., Session]) -> None:
    session = make(make_event(timezone="Asia/Seoul"), first_day=date(2024, 9, 18), last_day=date(2024, 9, 19))

    assert derived(session) == {
        "span_start": utc(2024, 9, 18),
        "span_end": utc(2024, 9, 20),
        "first_local_day": date(2024, 9, 18),
        "last_local_day": date(2024, 9, 19),
        "start_minute": None,
        "length_minutes": None,
    }


def test_no_date_settles_nothing() -> None:
    assert derived(make_undated_session()) == dict.fromkeys(DERIVED)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("", (17, 18)),
        ("Europe/Brussels", (18, 18)),
        ("Asia/Seoul", (18, 18)),
        ("America/Lima", (17, 17)),
        ("Asia/Kathmandu", (18, 18)),
        ("Europe/London", (17, 18)),
    ],
)
def test_days_are_those_of_the_organiser_s_clock(zone: str, days: tuple[int, int]) -> None:
    found = local_days(zone, utc(2024, 1, 17, 23), utc(2024, 1, 18, 1))

    assert found == tuple(date(2024, 1, day) for day in days)


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("", utc(2024, 9, 18)),
        ("Europe/Brussels", utc(2024, 9, 17, 22)),
        ("Asia/Kathmandu", utc(2024, 9, 17, 18, 15)),
        ("Pacific/Apia", utc(2024, 9, 17, 11)),
    ],
)
def test_what_ends_at_midnight_is_over_with_the_day_before(zone: str, midnight: datetime) -> None:
    start = midnight - timedelta(hours=1)

    assert local_days(zone, start, midnight) == (date(2024, 9, 17), date(2024, 9, 17))
    assert local_days(zone, start, midnight + timedelta(seconds=1)) == (date(2024, 9, 17), date(2024, 9, 18))


@pytest.mark.parametrize(
    ("zone", "jump"), [("Africa/Cairo", utc(2024, 4, 25, 22)), ("America/Sao_Paulo", utc(2018, 11, 4, 3))]
)
def test_what_ends_as_clocks_jump_over_midnight_is_over_with_the_day_before(
    zone: str, jump: datetime
) -> None:
    """Its end shows as 01:00 of the day that it does not reach."""
    [first, last] = local_days(zone, jump - timedelta(hours=1), jump)

    assert first == last
    assert local_days(zone, jump, jump + timedelta(hours=1)) == (last + timedelta(days=1),) * 2


def test_clocks_that_are_set_back_into_the_day_before_leave_days_in_order() -> None:
    """St John’s, 29 October 2006: from 00:01 back to 23:01 of the 28th."""
    days = local_days("America/St_Johns", utc(2006, 10, 29, 2, 30, 30), utc(2006, 10, 29, 3))

    assert days == (date(2006, 10, 29), date(2006, 10, 29))


@pytest.mark.parametrize(
    ("length", "minutes"),
    [
        (timedelta(minutes=60), 60),
        (timedelta(minutes=60, seconds=1), 61),
        (timedelta(seconds=1), 1),
        (timedelta(days=40), 57_600),
    ],
)
def test_length_is_counted_in_minutes_begun(length: timedelta, minutes: int) -> None:
    session = make_session(starts_at=NOW, ends_at=NOW + length)

    assert (session.start_minute, session.length_minutes) == (8 * 60, minutes)


def test_longest_session_that_years_allow_can_be_kept() -> None:
    session = make_session(starts_at=utc(1900, 1, 2), ends_at=utc(2199, 12, 31, 12))

    assert derived(session)["length_minutes"] == session.length_minutes > 157_000_000


def test_what_was_settled_goes_with_the_precision() -> None:
    session = make_session()
    session.precision, session.starts_at, session.ends_at = Precision.UNKNOWN, None, None
    session.save()

    assert derived(session) == dict.fromkeys(DERIVED)


# What the database refuses.


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (make_session, {"first_local_day": None}),
        (make_session, {"last_local_day": None}),
        (make_session, {"first_local_day": None, "last_local_day": None}),
        (make_session, {"first_local_day": date(2024, 9, 19)}),
        (make_day_session, {"last_local_day": date(2020, 10, 6)}),
        (make_window_session, {"first_local_day": None}),
        (make_undated_session, {"first_local_day": date(2024, 9, 18)}),
        (make_undated_session, {"last_local_day": date(2024, 9, 18)}),
        (
            make_undated_session,
            {"first_local_day": date(2024, 9, 18), "last_local_day": date(2024, 9, 18)},
        ),
    ],
)
def test_local_days_fit_precision(make: Callable[[], Session], values: dict[str, Any]) -> None:
    assert_database_refuses(make(), "session_local_days_fit_precision", **values)


@pytest.mark.parametrize(
    ("make", "values"),
    [
        pytest.param(make_session, {"start_minute": None}),
        (make_session, {"length_minutes": None}),
        (make_session, {"start_minute": 24 * 60}),
        (make_day_session, {"start_minute": 0}),
        (make_day_session, {"length_minutes": 60}),
        (make_window_session, {"start_minute": 0, "length_minutes": 60}),
        (make_undated_session, {"start_minute": 0, "length_minutes": 60}),
    ],
)
def test_minutes_fit_precision(make: Callable[[], Session], values: dict[str, Any]) -> None:
    assert_database_refuses(make(), "session_minutes_fit_precision", **values)


def test_form_does_not_complain_of_what_saving_settles() -> None:
    session = make_session()
    session.first_local_day, session.start_minute, session.length_minutes = None, None, None

    session.full_clean()
    session.save()

    assert derived(session)["first_local_day"] == date(2024, 9, 18)


# The event moves to another zone.


def test_upkeep_follows_an_event_to_another_zone() -> None:
    start, end = utc(2024, 9, 18, 22, 30), utc(2024, 9, 18, 23)
    moved, stays = (make_session(make_event(slug=slug), starts_at=start, ends_at=end) for slug in ("a", "b"))
    bring_up_to_date(Event.objects.all(), NOW)
    before = derived(moved)
    Event.objects.filter(slug="a").update(timezone="America/Lima")
    assert "session a 1: its days are out of date" in list(problems(LATER))
    assert derived(moved) == derived(stays) == before

    bring_up_to_date(Event.objects.all(), LATER)

    assert derived(moved) == before | {
        "first_local_day": date(2024, 9, 18),
        "last_local_day": date(2024, 9, 18),
    }
    assert derived(stays) == before
    assert list(problems(LATER)) == []


def test_upkeep_settles_what_was_written_past_save() -> None:
    session = make_session()
    bring_up_to_date(Event.objects.all(), NOW)
    right = derived(session)
    Session.objects.update(start_minute=7, length_minutes=1, first_local_day=date(2024, 9, 1))

    bring_up_to_date(Event.objects.all(), LATER)

    assert derived(session) == right
