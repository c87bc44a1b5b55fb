from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.models import Event
from events.timezones import (
    AmbiguousTimeError,
    NonexistentTimeError,
    day_end,
    day_start,
    in_zone,
    to_instant,
    validate_timezone,
    zone_names,
)

BRUSSELS = "Europe/Brussels"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ((2024, 3, 20, 13), (2024, 3, 20, 12)),
        ((2024, 3, 31, 1, 59), (2024, 3, 31, 0, 59)),
        ((2024, 3, 31, 3), (2024, 3, 31, 1)),
        ((2024, 9, 18, 13), (2024, 9, 18, 11)),
        ((2024, 10, 27, 1, 59), (2024, 10, 26, 23, 59)),
        ((2024, 10, 27, 3), (2024, 10, 27, 2)),
        ((2024, 11, 20, 13), (2024, 11, 20, 12)),
    ],
)
def test_wall_clock_of_brussels_on_both_sides_of_its_changes(
    local: tuple[int, ...], instant: tuple[int, ...]
) -> None:
    assert to_instant(datetime(*local), BRUSSELS) == utc(*instant)  # noqa: DTZ001 a wall clock has no zone
    assert in_zone(utc(*instant), BRUSSELS).replace(tzinfo=None) == datetime(*local)  # noqa: DTZ001


@pytest.mark.parametrize(("hour", "minute"), [(2, 0), (2, 30), (2, 59)])
def test_time_that_clocks_jump_over_does_not_exist(hour: int, minute: int) -> None:
    local = datetime(2024, 3, 31, hour, minute)  # noqa: DTZ001
    with pytest.raises(NonexistentTimeError, match=f"2024-03-31 02:{minute:02} does not exist in {BRUSSELS}"):
        to_instant(local, BRUSSELS)


@pytest.mark.parametrize(("hour", "minute"), [(2, 0), (2, 30), (2, 59)])
def test_time_that_clocks_show_twice_is_ambiguous(hour: int, minute: int) -> None:
    local = datetime(2024, 10, 27, hour, minute)  # noqa: DTZ001
    with pytest.raises(AmbiguousTimeError, match=f"2024-10-27 02:{minute:02} exists twice in {BRUSSELS}"):
        to_instant(local, BRUSSELS)


@pytest.mark.parametrize(("day", "zone"), [(date.min, "Asia/Seoul"), (date.max, "America/Lima")])
def test_time_beyond_what_utc_can_write_does_not_exist(day: date, zone: str) -> None:
    local = datetime.combine(day, time(23 if day == date.max else 1))
    with pytest.raises(NonexistentTimeError):
        to_instant(local, zone)


def test_empty_zone_is_utc() -> None:
    noon = datetime(2024, 3, 31, 2, 30)  # noqa: DTZ001

    assert to_instant(noon, "") == utc(2024, 3, 31, 2, 30)
    assert in_zone(utc(2024, 3, 31, 2, 30), "").isoformat() == "2024-03-31T02:30:00+00:00"
    assert day_start(date(2024, 3, 31)) == utc(2024, 3, 31)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.sampled_from(sorted(zone_names())))  # noqa: DTZ001
def test_instant_shows_the_wall_clock_that_it_came_from(local: datetime, zone: str) -> None:
    try:
        instant = to_instant(local, zone)
    except (NonexistentTimeError, AmbiguousTimeError):
        changes = {
            (local + timedelta(hours=hours)).replace(tzinfo=ZoneInfo(zone)).utcoffset() for hours in (-48, 48)
        }
        assert len(changes) == 2
    else:
        assert in_zone(instant, zone).replace(tzinfo=None) == local


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        (BRUSSELS, date(2024, 3, 31), utc(2024, 3, 30, 23)),
        (BRUSSELS, date(2024, 4, 1), utc(2024, 3, 31, 22)),
        ("Asia/Seoul", date(2024, 9, 18), utc(2024, 9, 17, 15)),
        # Clocks jump from 00:00 to 01:00: the day begins at the jump.
        ("America/Sao_Paulo", date(2018, 11, 4), utc(2018, 11, 4, 3)),
        ("Africa/Cairo", date(2024, 4, 26), utc(2024, 4, 25, 22)),
        # 00:00 stands twice: the day begins with the first.
        ("America/Havana", date(2024, 11, 3), utc(2024, 11, 3, 4)),
        # A day that the zone left out is empty: it begins where the next one does.
        ("Pacific/Apia", date(2011, 12, 30), utc(2011, 12, 30, 10)),
        ("Pacific/Apia", date(2011, 12, 31), utc(2011, 12, 30, 10)),
    ],
)
def test_day_begins_at_its_first_instant(zone: str, day: date, start: datetime) -> None:
    assert day_start(day, zone) == start
    assert day_end(day - timedelta(days=1), zone) == start


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/Sao_Paulo", "Asia/Gaza", "Pacific/Apia"])
def test_days_follow_each_other_without_gap_or_overlap(zone: str) -> None:
    days = [date(2011, 1, 1) + timedelta(days=number) for number in range(3000)]

    for day, following in pairwise(days):
        start, end = day_start(day, zone), day_end(day, zone)
        assert start <= end == day_start(following, zone)
        assert in_zone(start - timedelta(microseconds=1), zone).date() < day
        assert in_zone(start, zone).date() >= day


@pytest.mark.parametrize("zone", ["", "Asia/Seoul", "America/Lima"])
def test_ends_of_the_calendar_are_the_ends_of_what_can_be_written(zone: str) -> None:
    assert utc(1, 1, 1) <= day_start(date.min, zone) <= utc(1, 1, 1, 6)
    assert day_end(date.max, zone) == datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "Factory", "CET/CEST", "../UTC", "\0"])
def test_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        validate_timezone(name)


def test_every_zone_can_be_kept_and_read() -> None:
    longest = Event._meta.get_field("timezone").max_length
    for name in zone_names():
        validate_timezone(name)
        assert len(name) <= longest
        assert in_zone(utc(2024, 1, 1), name) == utc(2024, 1, 1)
