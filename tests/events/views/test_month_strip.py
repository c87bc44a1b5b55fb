from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone, translation

from events.facets import Facets
from events.filters import SessionFilter
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from events.views.month_strip import MonthStrip, Year, month_end, month_strip, months_after
from tests.factories import make_day_session, make_event, make_topic, make_undated_session
from tests.reading import Page

pytestmark = pytest.mark.django_db


def on(*days: date, **values: object) -> None:
    for day in days:
        make_day_session(make_event(**values), first_day=day, last_day=day)
    bring_up_to_date(Event.objects.all(), timezone.now())


def strip(query: str = "") -> MonthStrip | None:
    data = QueryDict(query)
    found = SessionFilter(data, Session.objects.listed(), now=timezone.now())
    assert found.is_valid()
    return month_strip(Facets(found), data)


def test_month_ends_on_its_last_day() -> None:
    firsts = [date(2024, 1, 1), date(2024, 2, 1), date(2023, 2, 1), date(2024, 4, 1), date(2024, 12, 1)]

    assert [month_end(first).day for first in firsts] == [31, 29, 28, 30, 31]


@pytest.mark.parametrize(
    ("number", "first"),
    [(0, (2024, 11)), (1, (2024, 12)), (2, (2025, 1)), (14, (2026, 1)), (-11, (2023, 12))],
)
def test_months_are_counted_over_years(number: int, first: tuple[int, int]) -> None:
    assert months_after(date(2024, 11, 30), number) == date(*first, 1)


def test_each_month_has_a_bar_as_high_as_its_number() -> None:
    on(*[date(2024, 3, 5)] * 2, date(2024, 3, 31), date(2024, 6, 1))
    bars = strip().bars

    assert [(bar.first, bar.count, bar.y, bar.height) for bar in bars] == [
        (date(2024, 3, 1), 3, 0, 48),
        (date(2024, 4, 1), 0, 48, 0),
        (date(2024, 5, 1), 0, 48, 0),
        (date(2024, 6, 1), 1, 32, 16),
    ]
    assert [bar.x for bar in bars] == [0, 1, 2, 3]
    assert strip().rooms == 4


def test_smallest_bar_can_be_seen() -> None:
    on(*[date(2024, 3, 5)] * 40, date(2024, 4, 1))

    assert [(bar.y, bar.height) for bar in strip().bars] == [(0, 48), (45, 3)]


def test_strip_runs_from_right_to_left_where_the_page_does() -> None:
    on(date(2024, 3, 5), date(2024, 6, 1))
    with translation.override("ar"):
        found = strip()

    assert [(bar.first.month, bar.x) for bar in found.bars] == [
        (3, 3),
        (4, 2),
        (5, 1),
        (6, 0),
    ]
    assert found.years == [Year(2024, "87.50")]


def test_bar_leads_to_its_month_at_any_time_under_the_same_filters() -> None:
    on(date(2024, 2, 5), date(2024, 4, 5), topics=[make_topic(slug="rain")])

    assert [bar.query for bar in strip().bars] == [
        "from=2024-02-01&to=2024-02-29&when=all",
        "",
        "from=2024-04-01&to=2024-04-30&when=all",
    ]
    assert [bar.query for bar in strip("topic=rain&when=past&from=2024-04-02&page=2").bars if bar.count] == [
        "topic=rain&when=past&from=2024-02-01&to=2024-02-29",
        "topic=rain&when=past&from=2024-04-01&to=2024-04-30",
    ]


def test_strip_is_narrowed_by_all_filters_but_the_days() -> None:
    rain = make_topic(slug="rain")
    on(date(2024, 2, 5), date(2024, 4, 5), topics=[rain])
    on(date(2024, 2, 6), date(2024, 3, 5))

    assert [bar.count for bar in strip().bars] == [2, 1, 1]
    assert [bar.count for bar in strip("topic=rain").bars] == [1, 0, 1]
    assert [bar.count for bar in strip("topic=rain&from=2024-03-01&to=2024-03-31").bars] == [1, 0, 1]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", []),
        ("from=2024-03-31", [3, 4]),
        ("to=2024-03-01", [2, 3]),
        ("from=2024-03-01&to=2024-03-31", [3]),
        ("from=2024-02-29&to=2024-03-10", [2, 3]),
    ],
)
def test_months_of_the_chosen_days_are_marked(query: str, chosen: list[int]) -> None:
    on(date(2024, 2, 5), date(2024, 3, 5), date(2024, 4, 5))

    assert [bar.first.month for bar in strip(query).bars if bar.is_chosen] == chosen


def test_years_are_named_below_their_first_bar() -> None:
    on(date(2022, 7, 1), date(2024, 6, 1))
    assert strip().years == [Year(2022, "6.00"), Year(2023, "27.08"), Year(2024, "77.08")]

    on(date(2025, 1, 1))
    assert strip().years[-1] == Year(2025, "94.00")


def test_year_that_would_run_into_another_is_named_nowhere_else() -> None:
    on(date(2022, 12, 1), date(2024, 11, 1))
    found = strip()
    middles = {bar.first.year: (bar.x + 0.5) / found.rooms * 100 for bar in reversed(found.bars)}

    assert found.years[-1].number == 2024
    assert [round(float(year.x)) for year in found.years] == [
        max(round(middles[year.number]), 6) for year in found.years
    ]


@pytest.mark.parametrize(
    ("last", "spans"),
    [
        (
            date(2033, 12, 31),
            [(date(2024, 1, 1), date(2024, 1, 31)), (date(2033, 12, 1), date(2033, 12, 31))],
        ),
        (date(2034, 1, 1), [(date(2024, 1, 1), date(2024, 3, 31)), (date(2034, 1, 1), date(2034, 3, 31))]),
        (date(2054, 1, 1), [(date(2024, 1, 1), date(2024, 12, 31)), (date(2054, 1, 1), date(2054, 12, 31))]),
        (date(2144, 1, 1), [(date(2024, 1, 1), date(2033, 12, 31)), (date(2144, 1, 1), date(2153, 12, 31))]),
    ],
)
def test_bar_stands_for_several_months_where_time_is_long(last: date, spans: list[tuple[date, date]]) -> None:
    on(date(2024, 1, 5), last)

    assert [(bar.first, bar.last) for bar in strip().bars if bar.count] == spans


def test_bar_stands_for_several_months_where_there_are_many() -> None:
    months = [date(2022 + number // 12, number % 12 + 1, 5) for number in range(36)]
    on(*months)
    assert {bar.is_month for bar in strip().bars} == {True}

    on(date(2025, 1, 5), months[0])
    bars = strip().bars
    assert {bar.is_month for bar in bars} == {False}
    assert [bar.count for bar in bars] == [4, *[3] * 11, 1]
    assert bars[0].query == "from=2022-01-01&to=2022-03-31&when=all"


def test_session_over_several_months_is_counted_once_in_a_bar() -> None:
    make_day_session(first_day=date(2024, 1, 31), last_day=date(2024, 2, 1))
    on(date(2034, 1, 1))

    assert [bar.count for bar in strip().bars if bar.count] == [1, 1]


def test_no_strip_where_nothing_has_a_month() -> None:
    make_undated_session(make_event(topics=[make_topic(slug="sun")]))
    on(date(2024, 2, 5), topics=[make_topic(slug="rain")])

    assert len(strip("topic=rain").bars) == 1
    assert strip("topic=sun") is strip("when=upcoming") is None


def test_list_and_home_show_the_strip(client: Client) -> None:
    on(date(2024, 2, 5), date(2024, 4, 5), date(2024, 4, 6))
    query = "from=2024-04-01&to=2024-04-30"
    listed, home = (Page(client.get(address)) for address in (f"/en/events/?when=past&{query}", "/en/"))
    links = [
        link.attributes
        for link in listed.find("a")
        if "from=" in link.attributes["href"] and "hreflang" not in link.attributes
    ]

    assert listed.texts("title")[1:] == ["February 2024: 1 session", "April 2024: 2 sessions"]
    assert home.texts("title")[1:] == listed.texts("title")[1:]
    assert [(link["href"], link.get("class")) for link in links if link.get("rel") == "nofollow"][-2:] == [
        ("?when=past&from=2024-02-01&to=2024-02-29", None),
        (f"?when=past&{query}", "strip__chosen"),
    ]
    assert f"/en/events/?{query}&when=all" in home.links()


def test_bar_of_several_months_says_so(client: Client) -> None:
    on(date(2024, 2, 5), date(2034, 4, 5))
    found = Page(client.get("/en/"))

    assert found.texts("title")[1:] == ["Jan 2024 – Mar 2024: 1 session", "Apr 2034 – Jun 2034: 1 session"]
