from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events.choices import Precision, SessionStatus
from events.models import Session
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)
from tests.refusing import assert_database_refuses, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 9, 18, 12, tzinfo=UTC)
FILLINGS = {
    "starts_at": NOON,
    "ends_at": NOON + timedelta(hours=1),
    "first_day": date(2024, 9, 18),
    "last_day": date(2024, 9, 19),
}
INSTANTS, DAYS = {"starts_at", "ends_at"}, {"first_day", "last_day"}
RIGHT = {
    Precision.TIME: INSTANTS,
    Precision.DAY: DAYS,
    Precision.WINDOW: DAYS,
    Precision.UNKNOWN: set(),
}


def every_filling() -> list[tuple[Precision, set[str]]]:
    """Each precision with each of the 16 ways to fill in four date fields."""
    ways = [
        {name for name, given in zip(FILLINGS, chosen, strict=True) if given}
        for chosen in product([True, False], repeat=4)
    ]
    return list(product(Precision, ways))


def filled(names: set[str]) -> dict[str, Any]:
    return {name: value if name in names else None for name, value in FILLINGS.items()}


@pytest.mark.parametrize(("precision", "names"), every_filling())
def test_form_accepts_just_the_dates_of_the_precision(precision: Precision, names: set[str]) -> None:
    session = Session(event=make_event(), precision=precision, **filled(names))

    assert wrong_fields(session) == names ^ RIGHT[precision]


@pytest.mark.parametrize(("precision", "names"), every_filling())
def test_database_accepts_just_the_dates_of_the_precision(precision: Precision, names: set[str]) -> None:
    session = Session(event=make_event(), precision=precision, **filled(names))
    session.span_start = NOON if precision != Precision.UNKNOWN else None
    session.span_end = NOON + timedelta(hours=1) if precision != Precision.UNKNOWN else None
    session.first_local_day = session.last_local_day = NOON.date() if precision != Precision.UNKNOWN else None
    session.start_minute, session.length_minutes = (720, 60) if precision == Precision.TIME else (None, None)

    if names == RIGHT[precision]:
        assert Session.objects.bulk_create([session])
    else:
        with pytest.raises(IntegrityError, match="session_"), transaction.atomic():
            Session.objects.bulk_create([session])


@pytest.mark.parametrize("length", [timedelta(0), timedelta(hours=-1)])
def test_session_ends_after_it_starts(length: timedelta) -> None:
    session = make_session()
    end = session.starts_at + length

    assert wrong_fields(session, ends_at=end) == {"ends_at"}
    assert_database_refuses(session, "session_ends_after_start", ends_at=end, span_end=end)


def test_one_day_may_be_first_and_last() -> None:
    assert wrong_fields(make_day_session(), first_day=date(2024, 1, 1), last_day=date(2024, 1, 1)) == set()


@pytest.mark.parametrize("make", [make_day_session, make_window_session])
def test_last_day_is_not_before_the_first(make: Callable[[], Session]) -> None:
    session = make()

    assert_refused(session, "last_day", "session_days_in_order", last_day=session.first_day - timedelta(1))


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (make_session, {"span_start": NOON - timedelta(hours=2)}),
        (make_session, {"span_end": None}),
        (make_day_session, {"span_start": None}),
        (make_day_session, {"span_end": datetime(2020, 1, 1, tzinfo=UTC)}),
        (make_undated_session, {"span_start": NOON}),
        (make_undated_session, {"span_end": NOON}),
    ],
)
def test_span_fits_precision(make: Callable[[], Session], values: dict[str, Any]) -> None:
    assert_database_refuses(make(), "session_span_fits_precision", **values)


def test_span_encloses_whole_days_of_utc() -> None:
    session = make_day_session(first_day=date(2020, 10, 7), last_day=date(2020, 10, 28))

    session.refresh_from_db()
    assert session.span_start == datetime(2020, 10, 7, tzinfo=UTC)
    assert session.span_end == datetime(2020, 10, 29, tzinfo=UTC)


def test_span_follows_a_change_of_precision() -> None:
    session = make_session()
    session.precision, session.starts_at, session.ends_at = Precision.UNKNOWN, None, None

    session.full_clean()
    session.save()

    session.refresh_from_db()
    assert (session.span_start, session.span_end) == (None, None)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_year_that_must_be_a_typing_error_is_refused(day: date) -> None:
    instants = {"starts_at": datetime(day.year, day.month, day.day, tzinfo=UTC)}
    instants["ends_at"] = instants["starts_at"] + timedelta(hours=1)

    assert wrong_fields(make_day_session(), first_day=day, last_day=day) == {"first_day", "last_day"}
    assert wrong_fields(make_session(), **instants) == {"starts_at", "ends_at"}


@pytest.mark.parametrize("field", ["status", "precision"])
def test_choices_are_kept_by_the_database(field: str) -> None:
    assert_refused(make_undated_session(), field, "session_", **{field: "perhaps"})


def test_number_is_given_once_in_an_event() -> None:
    event = make_event()
    make_session(event, number=1)

    second = make_session(event, number=2)

    assert_refused(second, "__all__", "number", number=1)
    assert make_session(number=1).number == 1


def test_uid_is_permanent_from_birth_and_unique() -> None:
    session, other = make_session(), make_session()
    uid = session.uid

    session.title = "Renamed"
    session.save()

    assert Session.objects.get(pk=session.pk).uid == uid != other.uid
    assert_database_refuses(other, "uid", uid=uid)


def test_session_is_past_at_the_instant_of_its_end() -> None:
    session = make_session()

    assert session.is_past(session.ends_at)
    assert not session.is_past(session.ends_at - timedelta(microseconds=1))
    assert not make_undated_session().is_past(session.ends_at)


def test_local_times_are_on_the_clock_of_the_event() -> None:
    session = make_session(
        make_event(timezone="Asia/Seoul"), starts_at=NOON, ends_at=NOON + timedelta(hours=1)
    )

    assert (session.starts_local.isoformat(), session.ends_local.isoformat()) == (
        "2024-09-18T21:00:00+09:00",
        "2024-09-18T22:00:00+09:00",
    )


def test_what_a_calendar_can_hold() -> None:
    sessions = [make_session(), make_day_session(), make_window_session(), make_undated_session()]

    assert [session.is_dated for session in sessions] == [True, True, False, False]


def test_postponed_and_cancelled_sessions_are_off() -> None:
    assert {status for status in SessionStatus if Session(status=status).is_off} == {
        SessionStatus.POSTPONED,
        SessionStatus.CANCELLED,
    }


def test_address_is_the_place_on_the_page_of_the_event() -> None:
    session = make_session(number=3)

    assert session.get_absolute_url() == f"{session.event.get_absolute_url()}#session-3"


@pytest.mark.parametrize(
    ("state", "withdrawn", "is_public"),
    [
        ("published", False, True),
        ("published", True, False),
        ("draft", False, False),
        ("withdrawn", False, False),
    ],
)
def test_session_is_public_where_its_event_is_and_it_is_not_withdrawn(
    state: str, withdrawn: bool, is_public: bool
) -> None:
    session = make_session(make_event(state=state))
    make_session(session.event)
    session.withdrawn = withdrawn
    session.save()

    assert session.is_public is is_public
    assert Session.objects.listed().filter(pk=session.pk).exists() is is_public


def test_end_is_later_than_the_start_to_the_second() -> None:
    session = make_session()

    assert wrong_fields(session, ends_at=session.starts_at + timedelta(microseconds=999_999)) == {"ends_at"}
    assert wrong_fields(session, ends_at=session.starts_at + timedelta(seconds=1)) == set()


def test_withdrawn_session_is_kept_with_all_that_it_says() -> None:
    session = make_session(title="Kept")

    session.withdraw()

    session.refresh_from_db()
    assert (session.withdrawn, session.title, session.span_end) == (True, "Kept", session.ends_at)


def test_withdrawn_session_needs_an_event_and_says_so() -> None:
    assert wrong_fields(Session(number=1, withdrawn=True)) == {"event"}
