from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify

from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/en/events/"


def topical(*names: str, start: datetime | None = None) -> Session:
    """A past session, or one from ``start`` on, about topics of these names."""
    event = make_event(topics=[make_topic(slug=slugify(name), name=name) for name in names])
    times = {"starts_at": start, "ends_at": start + timedelta(hours=1)} if start else {}
    return make_session(event, **times)


def page(client: Client, name: str, **query: object) -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(f"/en/choose/{name}/?{urlencode(query, doseq=True)}")
    assert response.status_code == 200
    return Page(response)


def links(found: Page) -> dict[str, str]:
    """Where each choice leads, by what it is called."""
    shown = [one for one in found.find("a") if one.attributes["href"].startswith(f"{LIST}?")]
    return {
        one.text: one.attributes["href"].removeprefix(f"{LIST}?") for one in shown if "Back" not in one.text
    }


def rows(found: Page) -> list[str]:
    return [item for item in found.texts("li") if item.endswith((" session", " sessions"))]


def test_all_choices_are_listed_by_name_those_that_leave_nothing_last(client: Client) -> None:
    topical("Zoo", "ébauche"), topical("Fire")
    topical("Apple", start=timezone.now() + timedelta(days=1))
    found = page(client, "topic", when="past")

    assert found.texts("h1") == ["Topic"]
    assert rows(found) == ["ébauche 1 session", "Fire 1 session", "Zoo 1 session", "Apple 0 sessions"]
    assert found.texts(".none") == ["Apple 0 sessions"]


def test_counts_are_of_what_is_upcoming_as_in_the_list(client: Client) -> None:
    topical("Past"), topical("Coming", start=timezone.now() + timedelta(days=1))

    assert rows(page(client, "topic")) == ["Coming 1 session", "Past 0 sessions"]
    assert rows(page(client, "topic", when="all")) == ["Coming 1 session", "Past 1 session"]


def test_choice_leads_to_the_list_with_it_and_a_chosen_one_without_it(client: Client) -> None:
    topical("Fire", "Rain", "Sun")
    query = {"when": "past", "topic": ["rain", "sun"], "tz": "Asia/Seoul", "page": "3", "find": ""}
    found = page(client, "topic", **query)

    assert links(found) == {
        "Fire": "when=past&topic=rain&topic=sun&topic=fire&tz=Asia%2FSeoul",
        "Rain ×remove": "when=past&topic=sun&tz=Asia%2FSeoul",
        "Sun ×remove": "when=past&topic=rain&tz=Asia%2FSeoul",
    }
    assert [link.text for link in found.find("a") if "aria-current" in link.attributes] == [
        "Rain ×remove",
        "Sun ×remove",
    ]
    assert f"{LIST}?when=past&topic=rain&topic=sun&tz=Asia%2FSeoul" in found.links()


def test_last_chosen_one_leads_to_the_list_without_the_filter(client: Client) -> None:
    topical("Rain")

    assert links(page(client, "topic", when="past", topic="rain")) == {"Rain ×remove": "when=past"}


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("eb", ["ébauche 1 session"]),
        ("ÉBAUCHE", ["ébauche 1 session"]),
        ("ire w", ["Fire-and-Water 1 session"]),
        ("water fire", ["Fire-and-Water 1 session"]),
        ("water zoo", []),
        ("  ", ["ébauche 1 session", "Fire-and-Water 1 session", "Zoo 1 session"]),
    ],
)
def test_search_within_folds_and_wants_every_word(client: Client, find: str, found: list[str]) -> None:
    topical("Zoo", "ébauche", "Fire-and-Water")
    shown = page(client, "topic", when="past", topic=["zoo"], find=find)
    rest = [(one.attributes["name"], one.attributes["value"]) for one in shown.find("input")]

    assert [row.replace(" ×remove", "") for row in rows(shown)] == found
    assert ("None has this name." in shown.texts("li")) is not bool(found)
    assert [pair for pair in rest if pair[0] != "q"] == [("when", "past"), ("topic", "zoo"), ("find", find)]


def test_long_search_within_is_cut(client: Client) -> None:
    found = page(client, "topic", find="a" * 10_000)

    assert [one.attributes["value"] for one in found.find("input") if one.attributes["name"] == "find"] == [
        "a" * 60
    ]


def test_many_choices_are_in_pages(client: Client) -> None:
    topical(*[f"T{number:03}" for number in range(103)])
    first, second, beyond = (page(client, "topic", when="past", page=number) for number in (1, 2, 99))

    assert [len(links(found)) for found in (first, second, beyond)] == [100, 3, 3]
    assert "?when=past&page=2" in first.links()
    assert list(links(second)) == ["T100", "T101", "T102"]


def test_languages_organisations_and_speakers_can_be_chosen(client: Client) -> None:
    session = topical("Rain")
    net = make_organisation(slug="net", name="Net")
    make_offer(session, language="ko"), make_offer(session, language="fr", mode="floor")
    make_involvement(session.event, organisation=make_organisation(slug="office", name="Office", parent=net))
    for name in ("Bob", "Ann"):
        make_appearance(session, speaker=make_speaker(slug=name.lower(), name=name))
    make_speaker(name="Nobody")

    assert links(page(client, "language", when="past")) == {
        "French": "when=past&language=fr",
        "Korean": "when=past&language=ko",
    }
    assert links(page(client, "interpretation", when="past")) == {"Korean": "when=past&interpretation=ko"}
    assert links(page(client, "organisation", when="past")) == {
        "Net": "when=past&organisation=net",
        "Office": "when=past&organisation=office",
    }
    assert links(page(client, "speaker", when="past")) == {
        "Ann": "when=past&speaker=ann",
        "Bob": "when=past&speaker=bob",
    }
    assert rows(page(client, "speaker", when="past", speaker="ann", find="a")) == ["Ann ×remove 1 session"]


@pytest.mark.parametrize("name", ["kind", "when", "q", "hours", "nothing", "sessions", "month"])
def test_filter_without_a_page_is_not_found(client: Client, name: str) -> None:
    assert client.get("/en/choose/topic/").status_code == 200
    assert client.get(f"/en/choose/{name}/").status_code == 404


def test_page_is_not_for_search_engines(client: Client) -> None:
    metas = [one.attributes for one in page(client, "topic").find("meta")]

    assert {"name": "robots", "content": "noindex, follow"} in metas


def test_bad_value_shows_its_error_and_no_choice(client: Client) -> None:
    topical("Rain")
    found = page(client, "topic", when="past", kind="opera")

    assert "Kind: Select a valid choice. opera is not one of the available choices." in found.texts("li")
    assert links(found) == {}


def test_page_with_a_bad_value_has_its_name(client: Client) -> None:
    found = page(client, "topic", kind="opera")

    assert found.texts("h1") == ["Topic"]
    assert found.texts("title") == ["Topic: Search among the choices · Climate webinar catalogue"]


def test_counts_of_a_question_are_of_all_times_as_in_the_list(client: Client) -> None:
    topical("Rain")
    found = page(client, "topic", q="rain")

    assert Page(client.get(f"{LIST}?{links(found)['Rain']}")).texts(".list__count") == ["1 session"]
    assert rows(found) == ["Rain 1 session"]
