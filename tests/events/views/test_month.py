"""What the page of a month shows, what narrows it, and what it answers to a question that makes no sense."""

from datetime import date

import pytest
from django.test import Client

from events.choices import EventState
from events.models import Event, Session
from tests.events.views.month_page import EMPTY, OCTOBER, SEOUL, SEPTEMBER, at, held, page, september
from tests.factories import make_event, make_topic, make_undated_session, make_window_session

pytestmark = pytest.mark.django_db


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


def test_filters_narrow_the_month_but_days_pages_and_orders_do_not(client: Client) -> None:
    at("Rain", september(2), topics=[make_topic(slug="rain")]), at("Sun", september(20))
    found = page(client, f"{SEPTEMBER}?topic=rain&from=2024-09-10&to=soon&page=7&order=no")

    assert (list(held(found)), found.texts(".active__name")) == (["2024-09-02"], ["Topic"])
    assert list(held(page(client, f"{SEPTEMBER}?from=2024-09-10"))) == ["2024-09-02", "2024-09-20"]
    assert list(held(page(client, f"{SEPTEMBER}?when=upcoming"))) == []
    assert list(held(page(client, f"{SEPTEMBER}?q=sun"))) == ["2024-09-20"]


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
