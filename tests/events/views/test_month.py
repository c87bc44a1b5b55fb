from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from events.choices import EventState, SessionStatus
from events.facets import keys
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from events.views.month import Month
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_topic,
    make_undated_session,
    make_window_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER, EMPTY = (f"/en/calendar/2024/{number:02}/" for number in (9, 10, 12))
SEOUL = "?tz=Asia%2FSeoul"
TODAY = date(2024, 9, 18)


def at(title: str, start: datetime, **values: object) -> Session:
    event = make_event(title=title, **values)
    return make_session(event, starts_at=start, ends_at=start + timedelta(hours=1))


def september(day: int, hour: int = 0) -> datetime:
    return datetime(2024, 9, day, hour, tzinfo=UTC)


def days(title: str, first: date, last: date) -> Session:
    return make_day_session(make_event(title=title), first_day=first, last_day=last)


def page(client: Client, address: str = SEPTEMBER) -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def held(found: Page) -> dict[str, str]:
    """What the cells of the month hold below their date, by day."""
    cells = [one for one in found.find(".grid__day") if "grid__day--beside" not in one.classes]
    pairs = list(zip(found.find(".grid__date"), cells, strict=True))
    texts = {day.attributes["datetime"]: cell.text.removeprefix(day.text).strip() for day, cell in pairs}
    return {day: text for day, text in texts.items() if text}


def turns(found: Page) -> dict[str, str]:
    """Where the arrows lead, which the head of the page repeats."""
    arrows = {one.attributes["rel"]: one.attributes["href"] for one in found.find(".month-head__turn")}
    links = {one.attributes["rel"]: one.attributes["href"] for one in found.find("link")}
    assert {rel: href for rel, href in links.items() if rel in {"prev", "next"}} == arrows
    return {rel: href.rstrip("?") for rel, href in arrows.items()}


def month(today: date = TODAY) -> Month:
    return Month(date(2024, 9, 1), keys(Session.objects.listed()), "", today)


def test_session_stands_on_its_day_on_the_organisers_clock(client: Client) -> None:
    at("Seoul", september(17, 23), timezone="Asia/Seoul")
    at("York", september(17, 23), timezone="America/New_York")
    found = page(client)

    assert held(found) == {
        "2024-09-17": "19:00–20:00 GMT-04:00 York",
        "2024-09-18": "08:00–09:00 GMT+09:00 Seoul",
    }
    assert found.texts(".list__count") == ["2 sessions on their days"]


def test_session_stands_on_its_day_on_the_chosen_clock(client: Client) -> None:
    address = at("Evening", september(18, 21)).event.get_absolute_url()
    found = page(client, SEPTEMBER + SEOUL)

    assert held(found) == {"2024-09-19": "06:00–07:00 Evening"}
    assert f"{address}{SEOUL}#session-1" in found.links()


def test_chosen_clock_moves_a_session_over_the_edge_of_a_month(client: Client) -> None:
    at("Edge", september(30, 20))

    assert held(page(client)) == {"2024-09-30": "22:00–23:00 GMT+02:00 Edge"}
    assert held(page(client, OCTOBER + SEOUL)) == {"2024-10-01": "05:00–06:00 Edge"}
    assert held(page(client, SEPTEMBER + SEOUL)) == held(page(client, OCTOBER)) == {}


def test_farthest_clocks_are_two_days_apart(client: Client) -> None:
    start, values = datetime(2024, 8, 31, 10, tzinfo=UTC), {"timezone": "Pacific/Pago_Pago"}
    make_session(make_event(title="Far", **values), starts_at=start, ends_at=start + timedelta(minutes=30))

    assert held(page(client, "/en/calendar/2024/08/")) == {"2024-08-30": "23:00–23:30 GMT-11:00 Far"}
    assert held(page(client, f"{SEPTEMBER}?tz=Pacific/Kiritimati")) == {"2024-09-01": "00:00–00:30 Far"}


def test_session_that_ends_at_midnight_is_over_with_the_day_before(client: Client) -> None:
    at("Late", datetime(2024, 8, 31, 14, tzinfo=UTC), timezone="Asia/Seoul")

    assert held(page(client, f"/en/calendar/2024/08/{SEOUL}")) == {"2024-08-31": "23:00–00:00 Late"}
    assert held(page(client, SEPTEMBER + SEOUL)) == held(page(client)) == {}


def test_session_that_began_before_the_month_stands_on_its_first_day(client: Client) -> None:
    start = datetime(2024, 8, 31, 21, tzinfo=UTC)
    make_session(make_event(title="Night"), starts_at=start, ends_at=start + timedelta(hours=3))

    assert held(page(client)) == {"2024-09-01": "23:00–02:00 GMT+02:00 Night"}


def test_one_whole_day_is_no_bar_and_a_part_of_several_is_named(client: Client) -> None:
    event, day = make_event(title="Series"), {"first_day": TODAY, "last_day": TODAY}
    make_day_session(event, **day)
    make_day_session(event, **day, title="Part", status=SessionStatus.POSTPONED)
    found = page(client)

    assert held(found) == {"2024-09-18": "Series 1/2 Series Part Postponed"}
    assert found.texts(".bar") == []


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


def test_windows_stand_below_and_undated_nowhere(client: Client) -> None:
    make_window_session(make_event(title="Window"), first_day=date(2024, 9, 20), last_day=date(2024, 10, 2))
    undated = make_undated_session().event
    found = page(client)

    assert (held(found), found.texts(".row__title"), found.texts("table")) == ({}, ["Window"], [])
    assert page(client, OCTOBER).texts(".row__title") == ["Window"]
    assert page(client, EMPTY).texts(".row__title") == []
    assert undated.title not in " ".join(found.texts("main"))


def test_draft_and_withdrawn_are_not_shown(client: Client) -> None:
    draft, whole, part = (at(f"Heat {hour}", september(9, hour)) for hour in (8, 9, 10))
    assert [held(page(client))["2024-09-09"].count(f"Heat {hour}") for hour in (8, 9, 10)] == [1, 1, 1]

    Event.objects.filter(pk=draft.event_id).update(state=EventState.DRAFT)
    Event.objects.filter(pk=whole.event_id).update(state=EventState.WITHDRAWN)
    Session.objects.filter(pk=part.pk).update(withdrawn=True)

    assert (held(page(client)), page(client).texts(".empty")) == ({}, ["Nothing in this month fits."])


def test_neighbours_are_months_that_have_something(client: Client) -> None:
    rain = make_topic(slug="rain")
    for number, topics in ((1, [rain]), (5, []), (9, [rain]), (12, [])):
        at("Heat", datetime(2024, number, 15, tzinfo=UTC), topics=topics)

    assert turns(page(client)) == {"prev": "/en/calendar/2024/05/", "next": EMPTY}
    assert turns(page(client, f"{SEPTEMBER}?topic=rain")) == {"prev": "/en/calendar/2024/01/?topic=rain"}
    assert turns(page(client, "/en/calendar/2023/11/")) == {"next": "/en/calendar/2024/01/"}
    assert turns(page(client, EMPTY)) == {"prev": SEPTEMBER}


def test_neighbours_have_something_on_the_chosen_clock(client: Client) -> None:
    at("Edge", september(30, 20)), at("Middle", datetime(2024, 6, 15, tzinfo=UTC))
    june, october = f"/en/calendar/2024/06/{SEOUL}", OCTOBER + SEOUL

    assert turns(page(client, f"/en/calendar/2024/05/{SEOUL}")) == {"next": june}
    assert turns(page(client, june)) == {"next": october}
    assert turns(page(client, f"/en/calendar/2024/07/{SEOUL}")) == {"prev": june, "next": october}
    assert turns(page(client, EMPTY + SEOUL)) == {"prev": october}


@pytest.mark.parametrize(
    ("zone", "hour", "here", "there"),
    [
        ("Asia/Seoul", 20, SEPTEMBER, {"next": OCTOBER}),
        ("America/New_York", 23, OCTOBER, {"prev": SEPTEMBER}),
    ],
)
def test_neighbour_may_hold_what_is_of_this_month_on_the_organisers_clock(
    client: Client, zone: str, hour: int, here: str, there: dict[str, str]
) -> None:
    at("Edge", september(30, hour))
    found = page(client, f"{here}?tz={zone}")

    assert held(found) == {}
    assert {rel: href.partition("?")[0] for rel, href in turns(found).items()} == there


def nearest(client: Client, query: str = "") -> str:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(f"/en/calendar/{query}")
    assert response.status_code == 302
    return response["Location"].removeprefix("/en/calendar/")


def test_calendar_leads_to_the_nearest_month_that_has_something(client: Client) -> None:
    now = timezone.now()
    assert nearest(client, "?tz=UTC") == f"{now:%Y/%m}/?tz=UTC"

    at("Earlier", datetime(2023, 2, 1, tzinfo=UTC)), at("Past", datetime(2024, 2, 1, tzinfo=UTC))
    assert nearest(client) == "2024/02/"
    assert nearest(client, "?kind=opera") == f"{now:%Y/%m}/?kind=opera"

    coming, later = (at("Coming", now + timedelta(days=number)) for number in (50, 90))
    later.event.topics.add(make_topic(slug="rain"))
    assert nearest(client) == f"{coming.starts_local:%Y/%m}/"
    assert nearest(client, "?topic=rain") == f"{later.starts_local:%Y/%m}/?topic=rain"

    days("Today", now.date(), now.date())
    assert nearest(client) == f"{now:%Y/%m}/"


def test_calendar_leads_to_a_month_that_has_something_on_the_chosen_clock(client: Client) -> None:
    at("Edge", september(30, 20))

    assert nearest(client, SEOUL) == f"2024/10/{SEOUL}"


def test_filters_narrow_the_month_but_days_pages_and_orders_do_not(client: Client) -> None:
    at("Rain", september(2), topics=[make_topic(slug="rain")]), at("Sun", september(20))
    found = page(client, f"{SEPTEMBER}?topic=rain&from=2024-09-10&to=soon&page=7&order=no")

    assert (list(held(found)), found.texts(".active__name")) == (["2024-09-02"], ["Topic"])
    assert list(held(page(client, f"{SEPTEMBER}?from=2024-09-10"))) == ["2024-09-02", "2024-09-20"]
    assert list(held(page(client, f"{SEPTEMBER}?when=upcoming"))) == []
    assert list(held(page(client, f"{SEPTEMBER}?q=sun"))) == ["2024-09-20"]


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


@pytest.mark.parametrize("impossible", ["2024/13", "2024/00", "1899/12", "2200/01", "24/09", "2024/9"])
def test_impossible_month_is_not_found(client: Client, impossible: str) -> None:
    assert client.get(f"/en/calendar/{impossible}/").status_code == 404
    assert {page(client, f"/en/calendar/{one}/").texts("h1")[0] for one in ("1900/01", "2199/12")} == {
        "January 1900",
        "December 2199",
    }


def test_empty_or_narrowed_month_is_not_for_search_engines(client: Client) -> None:
    at("Heat", september(18))
    shown = [page(client, one) for one in (SEPTEMBER, EMPTY, f"{SEPTEMBER}?kind=webinar", SEPTEMBER + SEOUL)]

    noindex = {"name": "robots", "content": "noindex, follow"}
    assert [noindex in [one.attributes for one in found.find("meta")] for found in shown] == [
        False,
        *[True] * 3,
    ]


def test_bad_value_shows_its_error_and_no_days(client: Client) -> None:
    at("Heat", september(18))
    found = page(client, f"{SEPTEMBER}?kind=opera&tz=Mars")

    assert found.texts("table") == found.texts(".month-head__turn") == []
    assert [one for one in found.texts("li") if ": " in one] == [
        "Kind: Select a valid choice. opera is not one of the available choices.",
        "Time zone: “Mars” is not an IANA time zone.",
    ]


@pytest.mark.parametrize("days", ["from=2022-01-01", "to=2022-01-01&order=newest", "page=3"])
def test_month_is_the_same_page_whatever_it_does_not_look_at(days: str, client: Client) -> None:
    at("Heat", september(18), topics=[make_topic(slug="rain")])

    found = page(client, f"{SEPTEMBER}?{days}&topic=rain")

    (canonical,) = [
        one.attributes["href"] for one in found.find("link") if one.attributes["rel"] == "canonical"
    ]
    assert canonical == f"http://127.0.0.1:8000{SEPTEMBER}?topic=rain"
