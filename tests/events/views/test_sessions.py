from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.test import Client
from django.utils import timezone

from events.choices import EventState
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_topic,
    make_undated_session,
    make_window_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/en/events/"
NOINDEX = {"name": "robots", "content": "noindex, follow"}


def on(title: str, day: datetime, **values: object) -> Session:
    return make_session(make_event(title=title, **values), starts_at=day, ends_at=day + timedelta(hours=1))


def past(title: str, number: int = 0, **values: object) -> Session:
    return on(title, datetime(2024, 1, 10, 12, tzinfo=UTC) + timedelta(days=number), **values)


def coming(title: str, days: int = 1, **values: object) -> Session:
    return on(title, timezone.now() + timedelta(days=days), **values)


def page(client: Client, query: str = "") -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return Page(response)


def titles(found: Page) -> list[str]:
    return found.texts(".row__title")


def is_noindex(found: Page) -> bool:
    return NOINDEX in [meta.attributes for meta in found.find("meta")]


def test_list_shows_what_is_upcoming_soonest_first(client: Client) -> None:
    coming("Later", 5), coming("Sooner", 2), past("Over")
    make_undated_session()
    found = page(client)

    assert titles(found) == ["Sooner", "Later"]
    assert found.texts(".list__count") == ["2 sessions"]
    assert titles(page(client, "when=")) == titles(page(client, "when=upcoming")) == ["Sooner", "Later"]
    assert [tab.text for tab in found.find("a") if "aria-current" in tab.attributes] == [
        "Sessions",
        "Upcoming 2",
    ]


def test_past_and_all_are_latest_first_and_undated_last(client: Client) -> None:
    past("First"), past("Second", 1), coming("Coming")
    make_undated_session(make_event(title="Some day"))

    assert titles(page(client, "when=past")) == ["Second", "First"]
    assert titles(page(client, "when=all")) == ["Coming", "Second", "First", "Some day"]
    assert titles(page(client, "when=undated")) == ["Some day"]


def test_nothing_upcoming_leads_to_the_most_recent_under_the_same_filters(client: Client) -> None:
    heat = make_topic(slug="heat")
    for number in range(7):
        past(f"Heat {number}", number, topics=[heat])
    past("Other", 9)
    bare, narrowed = page(client), page(client, "topic=heat")

    assert bare.texts(".quiet__title") == ["Nothing is announced at the moment."]
    assert titles(bare) == ["Other", "Heat 6", "Heat 5", "Heat 4", "Heat 3"]
    assert "?when=past" in bare.links()
    assert narrowed.texts(".quiet__title") == ["Nothing upcoming fits this choice."]
    assert titles(narrowed) == ["Heat 6", "Heat 5", "Heat 4", "Heat 3", "Heat 2"]
    assert "All 7 past sessions" in [link.text for link in narrowed.find("a")]
    assert "?topic=heat&when=past" in narrowed.links()


def test_nothing_at_all_is_said_kindly(client: Client) -> None:
    make_topic(slug="heat")
    found = page(client, "topic=heat")

    assert "Nothing past fits it either. All sessions" in found.texts("p")
    assert f"{LIST}?when=all" in found.links()
    assert page(client, "when=past").texts(".empty") == ["No session fits this choice. All sessions"]


def test_long_list_is_in_pages_of_a_stable_order(client: Client) -> None:
    day = datetime(2024, 1, 10, 12, tzinfo=UTC)
    event = make_event(title="Same hour")
    numbers = {make_session(event, starts_at=day, ends_at=day + timedelta(hours=1)).number for _ in range(45)}
    pages = [page(client, f"when=past&page={number}") for number in (1, 2, 3)]
    shown = [titles(found) for found in pages]

    assert [len(rows) for rows in shown] == [20, 20, 5]
    assert list(chain(*shown)) == [f"Same hour session {number} of 45" for number in sorted(numbers)[::-1]]
    rels = [
        [
            (link.attributes["rel"], link.attributes["href"])
            for link in found.find("a")
            if link.attributes.get("rel") in {"prev", "next"}
        ]
        for found in pages
    ]
    assert rels == [
        [("next", "?when=past&page=2")],
        [("prev", "?when=past&page=1"), ("next", "?when=past&page=3")],
        [("prev", "?when=past&page=2")],
    ]
    assert pages[1].texts(".pagination") == ["Previous page 2 of 3 Next"]


@pytest.mark.parametrize("number", ["abc", "0", "-1", "2", "1e30", str(10**30), "9" * 5_000, "%00", "last"])
def test_page_that_is_not_there_is_an_error_and_no_rows(client: Client, number: str) -> None:
    coming("Coming")
    assert titles(page(client, "page=1")) == ["Coming"]
    found = page(client, f"page={number}")

    (error,) = [item.text for item in found.find("li") if item.text.startswith("Page:")]
    assert found.texts(".errors__title") == ["Some of these choices cannot be used"]
    assert (titles(found), is_noindex(found)) == ([], True), error


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("when=soon", "When: Select a valid choice. soon is not one of the available choices."),
        ("topic=fire", "Topic: Select a valid choice. fire is not one of the available choices."),
        ("speaker=nobody", "Speaker: Select a valid choice. nobody is not one of the available choices."),
        (
            "language=<b>",
            "Can be followed in: Select a valid choice. <b> is not one of the available choices.",
        ),
        ("from=soon", "From: Enter a valid date."),
        ("from=2024-02-01&to=2024-01-01", "To: The last day is before the first."),
    ],
)
def test_bad_value_shows_its_error_and_no_rows(client: Client, query: str, error: str) -> None:
    coming("Coming")
    found = page(client, query)

    assert error in found.texts("li")
    assert (titles(found), found.texts(".quiet__title"), is_noindex(found)) == ([], [], True)


def test_bad_value_on_a_later_page_is_the_only_error(client: Client) -> None:
    found = page(client, "topic=fire&page=2")

    assert len([item for item in found.texts("li") if "Select a valid" in item or "no page" in item]) == 1


def test_filtered_pages_are_not_for_search_engines(client: Client) -> None:
    make_topic(slug="heat")
    for number in range(21):
        past(f"Heat {number}", number)

    assert [is_noindex(page(client, query)) for query in ("", "when=past", "ref=mail")] == [False] * 3
    assert [is_noindex(page(client, query)) for query in ("topic=heat", "when=past&page=2")] == [True] * 2


def test_rows_stand_under_months(client: Client) -> None:
    past("January"), past("Also January", 5), past("February", 30)
    make_window_session(make_event(title="Window"))
    make_day_session(make_event(title="Days"))
    make_undated_session(make_event(title="Undated"))

    assert page(client, "when=all").texts(".month") == [
        "February 2024",
        "January 2024",
        "September 2022",
        "October 2020",
        "Date not stated",
    ]


def test_chips_are_shown_and_can_be_removed(client: Client) -> None:
    make_topic(slug="heat", name="Heat & 水")
    make_offer(past("Past", topics=[]), language="ko")
    found = page(client, "when=past&topic=heat&language=ko&page=1")

    assert found.texts(".active__chip") == ["Can be followed in Korean ×remove", "Topic Heat & 水 ×remove"]
    assert {"?when=past&topic=heat", "?when=past&language=ko"} <= set(found.links())


def test_list_leads_to_the_feed_of_just_this_list(client: Client) -> None:
    make_topic(slug="heat")
    query = "when=all&topic=heat&from=2024-01-01"
    found = page(client, f"{query}&page=1")
    feed = f"/en/events.ics?{query}"

    news = f"/en/events.atom?{query}"
    assert {feed, news} <= set(found.links())
    assert [address for address, _name in found.feeds()] == [feed, news]


def test_draft_is_in_no_list_and_in_no_facet(client: Client) -> None:
    event = past("Secret", topics=[make_topic(name="Secret topic")]).event
    make_offer(event.sessions.get(), language="ko")
    make_involvement(event, organisation=make_organisation(name="Secret body"))
    shown = page(client, "when=all")
    facets = {"Korean 1", "Secret topic 1", "Secret body 1"}
    assert (titles(shown), facets - set(shown.texts("label"))) == (["Secret"], set())

    Event.objects.update(state=EventState.WITHDRAWN)
    found = page(client, "when=all")

    names = {label.rsplit(" ", 1)[0] for label in found.texts("label")}
    assert (titles(found), names & {"Korean", "Secret topic", "Secret body"}) == ([], set())


def test_filter_of_no_choices_leads_to_them_without_an_empty_group(client: Client) -> None:
    past("Past", topics=[make_topic()])
    found = page(client, "when=all")

    said = "%s, each with the number of its sessions"
    assert said % "Topic" in found.texts("legend")
    assert said % "Speaker" not in found.texts("legend")
    assert "/en/choose/speaker/?when=all" in found.links()


def test_facets_keep_what_is_chosen(client: Client) -> None:
    heat = make_topic(slug="heat")
    make_offer(past("Past", topics=[heat, make_topic(slug="rain")]), language="ko")
    found = page(client, "when=past&topic=heat&language=ko")
    inputs = [element.attributes for element in found.find("input")]

    assert {(one["name"], one["value"]) for one in inputs if "checked" in one} == {
        ("topic", "heat"),
        ("language", "ko"),
    }
    assert ("when", "past") in {(one["name"], one.get("value")) for one in inputs if one["type"] == "hidden"}


def test_chips_stay_on_a_page_that_is_not_there(client: Client) -> None:
    make_topic(slug="heat", name="Heat")
    found = page(client, "topic=heat&page=7")

    assert found.texts(".active__chip") == ["Topic Heat ×remove"]
    assert "Page: There is no page 7; the last is 1." in found.texts("li")
