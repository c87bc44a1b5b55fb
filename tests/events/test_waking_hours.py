from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.choices import EventState, Precision
from events.models import Event, Session
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

ZONES = [
    "Europe/Madrid",
    "Asia/Seoul",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
]
FIRST, LAST = datetime(2009, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
DAYS = (LAST - FIRST).days


def instant(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@cache
def days_of_change(zone: str) -> list[int]:
    """The days after FIRST on which clocks of ``zone`` are changed."""
    days = [(FIRST + timedelta(days=day)).astimezone(ZoneInfo(zone)).utcoffset() for day in range(DAYS)]
    return [day for day in range(DAYS - 1) if days[day] != days[day + 1]] or [0]


def is_awake(session: Session, zone: str) -> bool:
    """What in_waking_hours() promises, by the clocks on the wall."""
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (session.starts_at, session.ends_at))
    return start.date() == end.date() and start.time() >= time(7) and end.time() <= time(21)


def stored(event: Event, spans: list[tuple[datetime, timedelta]]) -> list[Session]:
    """The event's sessions, from nothing: just these."""
    event.sessions.all().delete()
    sessions = [
        Session(event=event, number=number, precision=Precision.TIME, starts_at=start, ends_at=start + length)
        for number, (start, length) in enumerate(spans, start=1)
    ]
    for session in sessions:
        session.settle_dates()
    return Session.objects.bulk_create(sessions)


def awake(zone: str) -> set[Session]:
    return set(Session.objects.in_waking_hours(zone))


def spans(zone: str) -> st.SearchStrategy[tuple[datetime, timedelta]]:
    """Anywhere in twenty years, or within two days of a change of the clocks; mostly of usual lengths."""
    quarters = st.integers(-96, 192)
    near = st.builds(lambda day, of_day: (day, of_day), st.sampled_from(days_of_change(zone)), quarters)
    anywhere = st.tuples(st.integers(0, DAYS), quarters)
    starts = (near | anywhere).map(lambda at: FIRST + timedelta(days=at[0], minutes=15 * at[1]))
    minutes = st.sampled_from([1, 15, 60, 90, 240, 839, 840, 841, 900, 1_440, 1_500, 2_280, 10_000])
    return st.tuples(starts, minutes.map(lambda number: timedelta(minutes=number)))


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_hours_are_those_of_clocks_on_the_wall(zone: str, data: st.DataObject) -> None:
    event = Event.objects.first() or make_event()
    sessions = stored(event, data.draw(st.lists(spans(zone), min_size=1, max_size=25)))

    assert awake(zone) == {session for session in sessions if is_awake(session, zone)}


@pytest.mark.parametrize("zone", ZONES)
def test_hours_hold_across_each_change_of_the_clocks(zone: str) -> None:
    """Sessions of 14 hours and less at each quarter of the two days around it, of the last five changes."""
    moments = [
        (FIRST + timedelta(days=day, minutes=15 * quarter), length)
        for day in days_of_change(zone)[-5:]
        for quarter in range(-48, 144)
        for length in (timedelta(hours=1), timedelta(hours=13), timedelta(hours=14))
    ]
    sessions = stored(make_event(), moments)
    expected = {session for session in sessions if is_awake(session, zone)}

    assert awake(zone) == expected
    assert 0 < len(expected) < len(sessions)


def test_day_that_a_zone_left_out_counts_for_nothing() -> None:
    """Apia had no 30 December 2011: from 23:59 of the 29th it went to 00:00 of the 31st, at 10:00 UTC."""
    event = make_event()
    before, evening, across, morning, after = stored(
        event,
        [
            (instant(2011, 12, 30, 6), timedelta(hours=1)),  # 20:00 to 21:00 on the 29th
            (instant(2011, 12, 30, 7), timedelta(hours=1)),  # 21:00 to 22:00
            (instant(2011, 12, 30, 6), timedelta(hours=12)),  # from 20:00 on the 29th to 08:00 on the 31st
            (instant(2011, 12, 30, 16), timedelta(hours=1)),  # 06:00 to 07:00 on the 31st
            (instant(2011, 12, 30, 17), timedelta(hours=14)),  # 07:00 to 21:00
        ],
    )

    assert awake("Pacific/Apia") == {before, after}
    assert {before, evening, across, morning, after} == set(event.sessions.all())


@pytest.mark.parametrize(
    ("zone", "start", "change"),
    [
        ("Africa/Khartoum", instant(2000, 1, 15, 5), instant(2000, 1, 15, 10)),  # 12:00, on to 13:00
        ("Europe/Athens", instant(1979, 4, 1, 5), instant(1979, 4, 1, 7)),  # 09:00, on to 10:00
        ("Pacific/Easter", instant(1971, 3, 13, 13), instant(1971, 3, 14, 3)),  # 21:00, back to 20:00
    ],
)
def test_change_of_the_clocks_by_day_counts(zone: str, start: datetime, change: datetime) -> None:
    """Sessions from 07:00 on that end at each quarter of the hours around the change and of the evening."""
    assert start.astimezone(ZoneInfo(zone)).hour == 7
    ends = [change + timedelta(minutes=15 * quarter) for quarter in range(-4, 52) if quarter]
    sessions = stored(make_event(), [(start, end - start) for end in ends])

    assert awake(zone) == {session for session in sessions if is_awake(session, zone)}
    assert awake(zone) < set(sessions)


@pytest.mark.parametrize(
    ("start", "minutes", "is_found"),
    [
        ((7, 0), 840, True),
        ((6, 59), 60, False),
        ((20, 0), 60, True),
        ((20, 0), 61, False),
        ((7, 1), 840, False),
    ],
)
def test_hours_are_from_seven_to_nine_in_the_evening(
    start: tuple[int, int], minutes: int, is_found: bool
) -> None:
    begin = datetime(2024, 9, 18, *start, tzinfo=UTC)
    session = make_session(starts_at=begin, ends_at=begin + timedelta(minutes=minutes))

    assert awake("") == awake("Africa/Abidjan") == ({session} if is_found else set())


def test_second_past_the_hour_is_past_it() -> None:
    start, end = datetime(2024, 9, 18, 20, tzinfo=UTC), datetime(2024, 9, 18, 21, tzinfo=UTC)
    make_session(starts_at=start, ends_at=end + timedelta(seconds=1))
    make_session(starts_at=start.replace(hour=6, minute=59, second=59), ends_at=end)

    assert awake("") == set()


def test_seconds_of_both_ends_count() -> None:
    start = datetime(2024, 9, 18, 20, 0, 30, tzinfo=UTC)
    make_session(starts_at=start, ends_at=start + timedelta(minutes=59, seconds=45))

    assert awake("") == set()


def test_what_has_no_hours_is_never_in_them() -> None:
    timed = make_session(make_event(timezone="Asia/Seoul"))
    day = timed.starts_at.date()
    make_day_session(first_day=day, last_day=day)
    make_window_session(first_day=day, last_day=day)
    make_undated_session()

    assert awake("Europe/Madrid") == {timed}


@pytest.mark.parametrize("others", [[], [make_day_session, make_undated_session]])
def test_nothing_is_found_where_no_session_has_a_time(others: list) -> None:
    for make in others:
        make()

    assert awake("Europe/Madrid") == set()


def test_hours_chain_with_other_conditions() -> None:
    public = make_session()
    draft = make_session(make_event(state=EventState.DRAFT))

    assert awake("Europe/Madrid") == {public, draft}
    assert set(Session.objects.listed().in_waking_hours("Europe/Madrid")) == {public}


def test_ends_of_the_calendar_are_within_reach() -> None:
    noons = [instant(year, 6, 1, 11) for year in (1900, 2024, 2199)]
    early, now, late = stored(make_event(), [(noon, timedelta(hours=1)) for noon in noons])

    assert awake("Africa/Cairo") == {early, now, late}
