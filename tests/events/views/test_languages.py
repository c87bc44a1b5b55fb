from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.choices import EventState, OfferMode, SessionStatus
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import make_event, make_offer, make_organisation, make_session, make_window_session
from tests.reading import Page

pytestmark = pytest.mark.django_db

FIRST = datetime(2024, 9, 1, 12, tzinfo=UTC)


def offered(title: str, language: str = "ko", start: datetime = FIRST, **values: object) -> Session:
    session = make_session(make_event(title=title), starts_at=start, ends_at=start + timedelta(hours=1))
    make_offer(session, language=language, **values)
    return session


def coming(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def page(client: Client, address: str) -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(f"/en/languages/{address}")
    assert response.status_code == 200
    return Page(response)


def rows(found: Page, section: str) -> list[str]:
    """The titles below the heading with this id."""
    headings = [one for one in found.elements if one.tag == "h2" or "row__title" in one.classes]
    below = [one.attributes.get("id") for one in headings].index(section) + 1
    end = next((place for place, one in enumerate(headings) if place >= below and one.tag == "h2"), None)
    return [one.text for one in headings[below:end]]


def test_languages_are_listed_with_their_sessions_most_first(client: Client) -> None:
    for language in ("ko", "ar", "ko", "zh-hans"):
        offered("Heat", language)
    make_offer(offered("Rain", "ar"), language="ar", mode=OfferMode.CAPTIONS)
    found = page(client, "")

    assert [item for item in found.texts("li") if item.endswith(("session", "sessions"))] == [
        "العربية Arabic 2 sessions",
        "한국어 Korean 2 sessions",
        "简体中文 Simplified Chinese 1 session",
    ]
    assert {f"/en/languages/{code}/" for code in ("ar", "ko", "zh-hans")} - set(found.links()) == set()
    assert [
        (one.attributes["lang"], one.attributes.get("dir"))
        for one in found.find("span")
        if "lang" in one.attributes
    ] == [
        ("ar", "rtl"),
        ("ko", None),
        ("zh-hans", None),
    ]


def test_without_any_language_the_list_says_so(client: Client) -> None:
    assert "No language is stated yet." in page(client, "").texts("li")


def test_language_shows_what_is_next_and_what_was_held_last(client: Client) -> None:
    offered("Later", start=coming(9)), offered("Soon", start=coming(2)), offered("Other", "fr", coming(3))
    today = timezone.now().date()
    window = {"first_day": today, "last_day": today + timedelta(days=1)}
    make_offer(make_window_session(make_event(title="Window"), **window))
    for number in range(6):
        offered(f"Past {number}", start=FIRST + timedelta(days=number))
    found = page(client, "ko/")

    assert (found.texts("h1"), found.texts(".head__original")) == (["한국어"], ["Korean"])
    assert rows(found, "next-title") == ["Soon", "Later", "Window"]
    assert rows(found, "past-title") == ["Past 5", "Past 4", "Past 3", "Past 2", "Past 1"]
    assert "/en/events/?when=all&language=ko" in found.links()


def test_cancelled_and_postponed_are_not_on_next(client: Client) -> None:
    for status in (SessionStatus.CANCELLED, SessionStatus.POSTPONED, SessionStatus.TENTATIVE):
        session = offered(status.label, start=coming(2))
        session.status = status
        session.save()

    assert rows(page(client, "ko/"), "next-title") == ["Tentative"]


def test_nothing_on_next_is_said(client: Client) -> None:
    offered("Past")
    found = page(client, "ko/")

    assert found.texts(".empty") == [
        "Nothing is announced at the moment. The calendar below fills by itself."
    ]
    assert rows(found, "past-title") == ["Past"]


def test_language_says_in_which_modes_and_by_whom(client: Client) -> None:
    goyang, seoul = make_organisation(name="Seoul"), make_organisation(name="Goyang")
    for provider in (goyang, seoul, goyang):
        offered("Heat", provider=provider)
    offered("Rain", mode=OfferMode.FLOOR)
    offered("Sun", "fr", provider=make_organisation(name="Paris"))
    found = page(client, "ko/")

    assert (found.fact("Interpretation"), found.fact("Spoken on the floor")) == ("3 sessions", "1 session")
    assert found.fact("Provided by") == "Goyang Seoul"


def test_provider_that_nobody_states_is_said_to_be_so(client: Client) -> None:
    offered("Heat")

    assert page(client, "ko/").fact("Provided by") == "not stated"


def test_each_row_says_how_the_session_can_be_followed(client: Client) -> None:
    session = offered("Heat", provider=make_organisation(name="Goyang"))
    make_offer(session, language="fr")

    assert page(client, "ko/").texts(".row__followed") == ["Korean: interpretation, provided by Goyang"]


def test_language_stands_for_its_varieties(client: Client) -> None:
    offered("Simplified", "zh-hans"), offered("Traditional", "zh-hant", FIRST - timedelta(days=1))

    assert rows(page(client, "zh/"), "past-title") == ["Simplified", "Traditional"]
    assert page(client, "zh/").fact("Interpretation") == "2 sessions"
    assert rows(page(client, "zh-hant/"), "past-title") == ["Traditional"]


def test_language_has_its_calendar(client: Client) -> None:
    offered("Heat")

    assert page(client, "ko/").feeds() == [
        ("/en/events.ics?language=ko", "Climate webinars: Korean"),
        ("/en/events.atom?language=ko", "Climate webinars: Korean"),
    ]


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.WITHDRAWN])
def test_language_of_nothing_public_is_not_found(client: Client, state: EventState) -> None:
    offered("Heat"), offered("Rain", "fr")
    assert page(client, "ko/").texts("h1") == ["한국어"]

    Event.objects.filter(title="Heat").update(state=state)
    assert [code for code in ("ko", "fr") if f"/en/languages/{code}/" in page(client, "").links()] == ["fr"]
    assert client.get("/en/languages/ko/").status_code == 404


@pytest.mark.parametrize("code", ["xx", "KO", "k", "ko-kr", "zh-", "-", "a" * 500])
def test_unknown_language_is_not_found(client: Client, code: str) -> None:
    offered("Heat")

    assert page(client, "ko/").texts("h1") == ["한국어"]
    assert client.get(f"/en/languages/{code}/").status_code == 404


def test_page_in_another_zone_is_not_for_search_engines(client: Client) -> None:
    offered("Heat")
    noindex = {"name": "robots", "content": "noindex, follow"}
    addresses = ["ko/", "ko/?tz=Asia/Seoul", "ko/?tz=Mars"]

    assert [noindex in [one.attributes for one in page(client, one).find("meta")] for one in addresses] == [
        False,
        True,
        True,
    ]
