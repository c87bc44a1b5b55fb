"""The list of events: its columns, its filters, its order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from events.models import Event, Session
from events.readiness import needs
from tests.events.admin.browser import address
from tests.factories import (
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_resource,
    make_session,
    make_topic,
    make_undated_session,
)

LIST = address(Event, "changelist")
COLUMNS = {"title": 1, "kind": 2, "state": 3, "session": 4}


def make_timed(event: Event, days: float, **values: object) -> Session:
    start = timezone.now() + timedelta(days=days)
    return make_session(event, starts_at=start, ends_at=start + timedelta(hours=1), **values)


def titles(editor: Client, **query: object) -> list[str]:
    response = editor.get(LIST, query)
    assert response.status_code == 200
    return [event.title for event in response.context["cl"].result_list]


def cells(editor: Client, name: str, **query: object) -> list[str]:
    found = editor.get(LIST, query).context["cl"]
    return [str(getattr(found.model_admin, name)(event)) for event in found.result_list]


def test_state_is_said_with_the_time_to_be_published(editor: Client) -> None:
    at = datetime(2099, 6, 30, 22, 30, tzinfo=UTC)
    make_event(title="b", state="draft", publish_at=at, timezone="Asia/Seoul")
    make_event(title="a")

    assert cells(editor, "state_in_words", o=1) == [
        '<span class="state state--published">Published</span>',
        "Draft, to be published on 1 Jul 2099, 07:30",
    ]


def test_languages_are_those_of_sessions_that_are_not_withdrawn(editor: Client) -> None:
    event = make_event()
    for language in ("ko", "ar", "ko"):
        make_offer(make_undated_session(event), language=language)
    make_offer(make_undated_session(event, withdrawn=True), language="fr")
    make_event(title="None")

    assert cells(editor, "followable_in") == [
        "None",
        '<abbr title="Arabic">ar</abbr> <abbr title="Korean">ko</abbr>',
    ]


def test_what_is_missing_is_named_but_not_of_withdrawn_events(editor: Client) -> None:
    make_event(state="withdrawn")
    make_event(title="Heat")

    withdrawn, bare = sorted(cells(editor, "missing"), key=len)

    assert withdrawn == ""
    assert bare.split(", ") == [
        '<span class="gap gap--blocking">no session</span>',
        '<span class="gap gap--blocking">no organiser</span>',
        '<span class="gap">no summary</span>',
        '<span class="gap">no topic</span>',
        '<span class="gap">attendance not stated</span>',
    ]


def test_next_session_is_none_that_is_withdrawn(editor: Client) -> None:
    event = make_event()
    make_timed(event, 5, withdrawn=True)
    following = make_timed(event, 9).starts_local

    said = f"{following.day} {following:%b} {following.year}".replace("Sep ", "Sept ")
    assert cells(editor, "session_date") == [said]


def make_catalogue() -> None:
    """Events named after what they are: the time of their sessions, state, kind."""
    water = make_topic(name="Water")
    upcoming = make_event(title="upcoming", kind="training", attendance="online", topics=[water])
    make_timed(upcoming, 5)
    make_offer(make_timed(upcoming, -5), language="ko")
    past = make_event(title="past", attendance="online", topics=[water, make_topic()])
    make_offer(make_timed(past, -9), language="ko")
    undated = make_event(title="undated", state="draft", publish_at=timezone.now() - timedelta(minutes=1))
    make_undated_session(undated)
    gone = make_event(title="gone", state="withdrawn", kind="training")
    make_involvement(make_timed(gone, -20).event)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "gone past undated upcoming"),
        ("when=upcoming", "upcoming"),
        ("when=past", "gone past"),
        ("when=undated", "undated"),
        ("state__exact=draft", "undated"),
        ("state__exact=withdrawn", "gone"),
        ("language=ko", "past upcoming"),
        ("language=fr", ""),
        ("missing=languages", "undated upcoming"),
        ("missing=organiser", "past undated upcoming"),
        ("due=yes", "undated"),
        ("kind__exact=training", "gone upcoming"),
        ("attendance__exact=online", "past upcoming"),
        ("language=ko&when=past", "past"),
        ("language=ko&kind__exact=training&missing=organiser&state__exact=published", "upcoming"),
        ("when=past&due=yes", ""),
        ("q=past&language=ko", "past"),
    ],
)
def test_filters_narrow_and_combine(editor: Client, query: str, expected: str) -> None:
    make_catalogue()

    pairs = dict(part.split("=") for part in query.split("&")) if query else {}

    assert sorted(titles(editor, **pairs)) == expected.split()


def test_topics_narrow_without_doubling(editor: Client) -> None:
    make_catalogue()
    topics = {topic.name: topic.pk for event in Event.objects.all() for topic in event.topics.all()}

    found = {name: sorted(titles(editor, topics__id__exact=key)) for name, key in topics.items()}

    assert found.pop("Water") == ["past", "upcoming"]
    assert list(found.values()) == [["past"]]


def test_language_of_a_withdrawn_session_is_not_found(editor: Client) -> None:
    event = make_undated_session().event
    make_offer(make_undated_session(event, withdrawn=True), language="ko")
    make_offer(make_undated_session(make_event(title="shown")), language="fr")

    assert titles(editor, language="fr") == ["shown"]
    assert "Korean" not in editor.get(address(Event, "changelist")).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"when": "soon"},
        {"when": "all"},
        {"language": "xx-klingon"},
        {"language": "x" * 500},
        {"missing": "colour"},
        {"missing": "' OR 1=1"},
        {"due": "perhaps"},
        {"kind__exact": "party"},
        {"state__exact": "x"},
        {"topics__id__exact": "x"},
        {"topics__id__exact": "99999999999999999999"},
        {"o": "99"},
        {"o": "-4.4"},
        {"p": "99"},
        {"sessions__uid": "x"},
        {"editor_note__startswith": "x"},
    ],
)
def test_value_of_a_filter_that_is_none_does_not_fail(editor: Client, query: dict[str, str]) -> None:
    make_catalogue()

    assert editor.get(LIST, query, follow=True).status_code in {200, 400}


def test_list_is_sorted_by_the_next_session(editor: Client) -> None:
    for title, days in {"b": [-20, 5], "c": [9], "a": [-9], "d": [-30, 20]}.items():
        event = make_event(title=title)
        for each in days:
            make_timed(event, each)

    assert titles(editor, o=COLUMNS["session"]) == ["a", "b", "c", "d"]
    assert titles(editor, o=-COLUMNS["session"]) == ["d", "c", "b", "a"]


def test_latest_made_event_comes_first(editor: Client) -> None:
    for title in "ab":
        make_event(title=title)

    assert titles(editor) == ["b", "a"]


def test_event_without_a_date_comes_after_all_dates(editor: Client) -> None:
    make_undated_session(make_event(title="undated"))
    make_day_session(make_event(title="dated"))

    assert titles(editor, o=COLUMNS["session"]) == ["dated", "undated"]
    assert titles(editor, o=-COLUMNS["session"]) == ["undated", "dated"]


def test_needs_lead_to_just_the_events_that_they_count(editor: Client) -> None:
    make_catalogue()
    make_resource(make_timed(make_event(title="recorded"), -3).event)
    found = needs(User.objects.get(), timezone.now())

    shown = {urlencode(need.query): len(titles(editor, **need.query)) for need in found}

    assert shown == {urlencode(need.query): need.count for need in found}
    assert len(shown) == 7


@pytest.mark.parametrize("events", [1, 3])
@pytest.mark.parametrize("query", ["", "?when=upcoming&language=ko&missing=summary&o=4", "?q=e"])
def test_list_takes_the_same_queries_whatever_its_length(
    editor: Client, django_assert_num_queries: Callable, events: int, query: str
) -> None:
    for _number in range(events):
        event = make_event(topics=[make_topic()])
        for days in range(events):
            make_offer(make_timed(event, days + 1), language="ko")

    with django_assert_num_queries(9):
        page = editor.get(f"{LIST}{query}")

    assert len(page.context["cl"].result_list) == events
