"""The weeks of a month: where they begin, and how much of what happens in them has room."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from events.facets import keys
from events.models import Session
from events.views.month import Month
from tests.events.views.month_page import SEOUL, SEPTEMBER, TODAY, at, days, page, september

pytestmark = pytest.mark.django_db


def month(today: date = TODAY) -> Month:
    return Month(date(2024, 9, 1), keys(Session.objects.listed()), "", today)


def test_days_are_bars_in_each_week() -> None:
    days("Long", date(2024, 8, 20), date(2024, 9, 10))
    days("Short", date(2024, 9, 3), date(2024, 9, 4))
    days("Touching", date(2024, 9, 4), date(2024, 9, 5))
    days("After", date(2024, 9, 11), date(2024, 9, 12))
    days("Last", date(2024, 9, 30), date(2024, 10, 9))
    bars = [
        (bar.span.session.event.title, week.days[0].date.day, bar.column, bar.length, bar.lane)
        for week in month().weeks
        for bar in week.bars
    ]

    assert bars == [
        ("Long", 26, 1, 7, 1),
        ("Long", 2, 1, 7, 1),
        ("Short", 2, 2, 2, 2),
        ("Touching", 2, 3, 2, 3),
        ("Long", 9, 1, 2, 1),
        ("After", 9, 3, 2, 1),
        ("Last", 30, 1, 7, 1),
    ]
    drawn = [bar for week in month().weeks for bar in week.bars]
    assert [place for place, bar in enumerate(drawn) if bar.went_on] == [0, 1, 4]
    assert [place for place, bar in enumerate(drawn) if bar.goes_on] == [0, 1, 6]
    assert [week.lanes for week in month().weeks] == [1, 3, 1, 0, 0, 1]


def test_bars_are_drawn_as_laid(client: Client) -> None:
    days("Long", date(2024, 9, 4), date(2024, 9, 10))
    drawn = list(page(client).find(".bar"))

    assert [one.text for one in drawn] == ["Long 4 Sept – 10 Sept 2024"] * 2
    assert [" ".join(one.classes) for one in drawn] == [
        "bar bar--from-3 bar--days-5 bar--lane-1 bar--goes-on row--scheduled",
        "bar bar--from-1 bar--days-2 bar--lane-1 bar--went-on row--scheduled",
    ]


def test_bars_that_find_no_lane_are_counted(client: Client) -> None:
    for number in range(6):
        days(f"Days {number}", date(2024, 9, 3), date(2024, 9, 4))
    days("After", date(2024, 9, 5), date(2024, 9, 6))

    assert [(len(week.bars), week.more) for week in month().weeks] == [(0, 0), (5, 2), *[(0, 0)] * 4]
    assert page(client).texts(".grid__more") == ["and 2 more"]


def test_sessions_that_find_no_room_lead_to_the_list_of_their_day(client: Client) -> None:
    for number in range(6):
        at(f"Hour {number}", september(18, 8 + number))
    found = page(client, f"{SEPTEMBER}{SEOUL}&kind=webinar")
    (link,) = [one.attributes["href"] for one in found.find("a") if one.text == "2 more"]

    assert [len(day.spans) for week in month().weeks for day in week.days if day.spans] == [4]
    assert found.texts(".list__count") == ["6 sessions on their days"]
    assert link == f"/en/events/{SEOUL}&kind=webinar&when=all&from=2024-09-18&to=2024-09-18"
    assert len(page(client, link).texts(".row__title")) == 6


@pytest.mark.parametrize(
    ("language", "first"), [("en", date(2024, 8, 26)), ("ko", date(2024, 9, 1)), ("ar", date(2024, 8, 31))]
)
def test_week_begins_as_in_the_language(language: str, first: date) -> None:
    days("Days", date(2024, 9, 10), date(2024, 9, 12))
    with translation.override(language):
        weeks = month().weeks
    shown = [day.date for week in weeks for day in week.days]
    (begun,) = [week.days[bar.column - 1].date for week in weeks for bar in week.bars]

    assert shown == [first + timedelta(days=number) for number in range(len(weeks) * 7)]
    assert begun == date(2024, 9, 10)


def test_only_days_of_the_month_and_today_are_marked() -> None:
    shown = [day for week in month().weeks for day in week.days]

    assert [day.date.day for day in shown if day.in_month] == list(range(1, 31))
    assert [day.date for day in shown if day.is_today] == [TODAY]
