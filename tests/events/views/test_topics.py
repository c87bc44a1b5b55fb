from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.choices import EventState, InvolvementRole, SessionStatus
from events.models import Event, Session, Topic
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_event,
    make_involvement,
    make_organisation,
    make_session,
    make_topic,
    make_undated_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def rain() -> Topic:
    return make_topic(slug="rain", name="Rain")


def about(topic: Topic, title: str, days: int = -1, **values: object) -> Session:
    start = timezone.now() + timedelta(days=days)
    event = make_event(title=title, topics=[topic])
    return make_session(event, starts_at=start, ends_at=start + timedelta(hours=1), **values)


def page(client: Client, address: str = "rain/") -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(f"/en/topics/{address}")
    assert response.status_code == 200
    return Page(response)


def test_topics_are_listed_by_name_with_their_sessions(client: Client, rain: Topic) -> None:
    drought = make_topic(slug="drought", name="Drought")
    event = about(rain, "Both").event
    make_session(event)
    event.topics.add(drought)
    about(drought, "Dry"), make_topic(name="Of nothing")
    found = page(client, "")
    items = [item for item in found.texts("li") if item.endswith(("session", "sessions"))]

    assert items == ["Drought 3 sessions", "Rain 2 sessions"]
    assert {"/en/topics/rain/", "/en/topics/drought/"} - set(found.links()) == set()


def test_without_any_topic_the_list_says_so(client: Client, rain: Topic) -> None:
    assert "No topic is known yet." in page(client, "").texts("li")


def test_topic_shows_what_is_next_what_was_held_last_and_what_has_no_date(
    client: Client, rain: Topic
) -> None:
    about(rain, "Later", 9), about(rain, "Soon", 2), about(make_topic(), "Other", 3)
    about(rain, "Off", 4, status=SessionStatus.CANCELLED)
    make_undated_session(make_event(title="Undated", topics=[rain]))
    for number in range(6):
        about(rain, f"Past {number}", number - 10)
    found = page(client)

    assert (found.texts("h1"), found.fact("Sessions")) == (["Rain"], "10")
    assert found.texts(".row__title") == [
        "Soon",
        "Later",
        *[f"Past {number}" for number in (5, 4, 3, 2, 1)],
        "Undated",
    ]
    assert found.texts(".section-title") == ["On next", "Most recently held", "Date not stated"]
    assert "/en/events/?when=all&topic=rain" in found.links()


def test_announcers_are_who_organises_or_hosts(client: Client, rain: Topic) -> None:
    event, other = about(rain, "Heat").event, about(make_topic(), "Other").event
    for name, role in (("Net", "organiser"), ("City", "host"), ("Bank", "funder"), ("Net again", "partner")):
        make_involvement(event, organisation=make_organisation(name=name), role=InvolvementRole(role))
    make_involvement(other)

    assert page(client).fact("Announced by") == "City Net"


def test_organisation_of_two_events_is_named_once(client: Client, rain: Topic) -> None:
    net = make_organisation(name="Net")
    for title in ("A", "B"):
        make_involvement(about(rain, title).event, organisation=net)

    assert page(client).fact("Announced by") == "Net"


def test_topic_of_nothing_is_said_to_be_so(client: Client, rain: Topic) -> None:
    found = page(client)

    assert found.texts(".empty") == [
        "Nothing is announced at the moment. The calendar below fills by itself."
    ]
    assert (found.fact("Sessions"), found.fact("Announced by")) == ("0", "not stated")


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.WITHDRAWN])
def test_what_is_not_public_is_not_shown(client: Client, rain: Topic, state: EventState) -> None:
    event = about(rain, "Heat", 2).event
    make_involvement(event, organisation=make_organisation(name="Net"))
    assert (page(client).texts(".row__title"), page(client).fact("Announced by")) == (["Heat"], "Net")

    Event.objects.update(state=state)

    found = page(client)
    assert (found.texts(".row__title"), found.fact("Announced by"), found.fact("Sessions")) == (
        [],
        "not stated",
        "0",
    )
    assert "/en/topics/rain/" not in page(client, "").links()


def test_name_in_another_language_is_marked(client: Client) -> None:
    about(make_topic(slug="rain", name_en="", name_ar="مطر"), "Heat")
    marks = [one.attributes for one in page(client).find("span") if one.text == "مطر"]

    assert marks == [{"lang": "ar", "dir": "rtl"}]
    assert [one.attributes for one in page(client, "").find("span") if one.text == "مطر"] == marks


def test_topic_has_its_calendar(client: Client, rain: Topic) -> None:
    assert page(client).feeds() == [
        ("/en/events.ics?topic=rain", "Climate webinars: Rain"),
        ("/en/events.atom?topic=rain", "Climate webinars: Rain"),
    ]


def test_unknown_topic_is_not_found(client: Client, rain: Topic) -> None:
    assert page(client).texts("h1") == ["Rain"]
    assert [client.get(f"/en/topics/{slug}/").status_code for slug in ("sun", "Rain", "1")] == [404] * 3


def test_page_in_another_zone_is_not_for_search_engines(client: Client, rain: Topic) -> None:
    noindex = {"name": "robots", "content": "noindex, follow"}
    shown = [page(client, f"rain/{query}") for query in ("", "?tz=Asia/Seoul", "?tz=Mars")]

    assert [noindex in [one.attributes for one in found.find("meta")] for found in shown] == [
        False,
        True,
        True,
    ]
