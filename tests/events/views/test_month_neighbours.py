"""To which months the arrows of a month lead, and to which one the calendar does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Event
from events.upkeep import bring_up_to_date
from tests.events.views.month_page import EMPTY, OCTOBER, SEOUL, SEPTEMBER, at, days, held, page, september
from tests.factories import make_topic
from tests.reading import Page

pytestmark = pytest.mark.django_db


def turns(found: Page) -> dict[str, str]:
    """Where the arrows lead, which the head of the page repeats."""
    arrows = {one.attributes["rel"]: one.attributes["href"] for one in found.find(".month-head__turn")}
    links = {one.attributes["rel"]: one.attributes["href"] for one in found.find("link")}
    assert {rel: href for rel, href in links.items() if rel in {"prev", "next"}} == arrows
    return {rel: href.rstrip("?") for rel, href in arrows.items()}


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
