from datetime import date, time
from typing import Any

import pytest
import yaml
from django.conf import settings

from events.series import LAST, Rule, TooManyDaysError, Unit, sitting
from events.timezones import to_instant

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
LEARNING_CITIES = settings.BASE_DIR / "fixtures" / "events" / "learning-cities-climate-2024.yaml"


def days(first: str, last: str, unit: Unit, **values: Any) -> list[str]:
    rule = Rule(date.fromisoformat(first), date.fromisoformat(last), unit, **values)
    return [day.isoformat() for day in rule.days()]


def test_third_wednesdays_are_the_series_that_the_catalogue_has() -> None:
    [series] = yaml.safe_load(LEARNING_CITIES.read_text(encoding="utf-8"))["events.event"]
    rule = Rule(date(2024, 3, 20), date(2024, 11, 20), Unit.WEEKDAYS_OF_MONTH, weekdays=(WEDNESDAY,), place=3)

    local = [sitting(day, time(13), time(14)) for day in rule.days()]

    instants = [tuple(to_instant(moment, series["timezone"]) for moment in pair) for pair in local]
    assert instants == [(session["starts_at"], session["ends_at"]) for session in series["sessions"]]
    assert [start.hour for start, _end in instants] == [12, 11, 11, 11, 11, 11, 11, 11, 12]


def test_each_day() -> None:
    assert days("2024-02-28", "2024-03-01", Unit.DAYS) == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert days("2024-02-28", "2024-03-03", Unit.DAYS, every=3) == ["2024-02-28", "2024-03-02"]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (1, ["2024-05-01", "2024-05-03", "2024-05-08", "2024-05-10", "2024-05-15"]),
        (2, ["2024-05-01", "2024-05-03", "2024-05-15"]),
    ],
)
def test_weeks_are_counted_from_the_one_of_the_first_day(every: int, expected: list[str]) -> None:
    found = days("2024-05-01", "2024-05-16", Unit.WEEKS, every=every, weekdays=(WEDNESDAY, FRIDAY))

    assert found == expected


def test_a_week_ends_with_sunday() -> None:
    """Counted in twos from a Thursday: the Monday after it lies in the week that is passed over."""
    found = days("2024-05-02", "2024-05-19", Unit.WEEKS, every=2, weekdays=(MONDAY, SUNDAY))

    assert found == ["2024-05-05", "2024-05-13", "2024-05-19"]


def test_last_weekday_is_the_fourth_or_the_fifth() -> None:
    found = days("2024-05-01", "2024-08-31", Unit.WEEKDAYS_OF_MONTH, weekdays=(FRIDAY,), place=LAST)

    assert found == ["2024-05-31", "2024-06-28", "2024-07-26", "2024-08-30"]


def test_two_weekdays_of_a_month_are_each_counted_alone() -> None:
    found = days("2024-05-01", "2024-06-30", Unit.WEEKDAYS_OF_MONTH, weekdays=(MONDAY, WEDNESDAY), place=1)

    assert found == ["2024-05-01", "2024-05-06", "2024-06-03", "2024-06-05"]


def test_every_third_month() -> None:
    found = days("2024-01-15", "2024-12-31", Unit.DAY_OF_MONTH, every=3, day_of_month=10)

    assert found == ["2024-04-10", "2024-07-10", "2024-10-10"]


def test_months_without_the_day_are_left_out_and_known() -> None:
    rule = Rule(date(2024, 1, 31), date(2024, 6, 29), Unit.DAY_OF_MONTH, day_of_month=31)

    assert rule.days() == [date(2024, 1, 31), date(2024, 3, 31), date(2024, 5, 31)]
    # June is not over on the last day of the series: nothing was left out of it.
    assert rule.months_left_out() == [date(2024, 2, 1), date(2024, 4, 1)]


def test_a_month_that_is_not_counted_is_not_left_out() -> None:
    rule = Rule(date(2023, 2, 1), date(2024, 12, 31), Unit.DAY_OF_MONTH, every=12, day_of_month=29)

    assert rule.days() == [date(2024, 2, 29)]
    assert rule.months_left_out() == [date(2023, 2, 1)]


def test_other_rules_leave_no_month_out() -> None:
    rule = Rule(date(2024, 1, 1), date(2024, 12, 31), Unit.WEEKS, weekdays=(MONDAY,), day_of_month=31)

    assert rule.months_left_out() == []


def test_both_ends_belong_to_the_series() -> None:
    assert days("2024-05-01", "2024-05-01", Unit.DAYS) == ["2024-05-01"]
    assert days("2024-05-02", "2024-05-01", Unit.DAYS) == []


def test_two_hundred_days_are_the_most() -> None:
    assert len(days("2024-01-01", "2024-07-18", Unit.DAYS)) == 200

    with pytest.raises(TooManyDaysError):
        days("2024-01-01", "2024-07-19", Unit.DAYS)


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    [
        (time(13), time(14), "2024-05-31 14:00:00"),
        (time(23), time(1), "2024-06-01 01:00:00"),
        (time(23), time(0), "2024-06-01 00:00:00"),
        (time(9), time(9), "2024-06-01 09:00:00"),
    ],
)
def test_an_end_no_later_than_the_start_is_on_the_next_day(start: time, end: time, ends: str) -> None:
    starts_local, ends_local = sitting(date(2024, 5, 31), start, end)

    assert (str(starts_local), str(ends_local)) == (f"2024-05-31 {start}", ends)
