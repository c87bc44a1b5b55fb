"""On which day of a month a session stands, and on whose clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from events.choices import SessionStatus
from tests.events.views.month_page import OCTOBER, SEOUL, SEPTEMBER, TODAY, at, held, page, september
from tests.factories import make_day_session, make_event, make_session

pytestmark = pytest.mark.django_db


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
