"""What an entry says beside its dates: where, who, about what, under which title."""

import re

import pytest
from pytest_django import Settings

from events.choices import ResourceKind
from tests.events.content_lines import items, language, only, value
from tests.events.test_ical import entry_of, rendered, unsaved
from tests.factories import (
    make_event,
    make_involvement,
    make_organisation,
    make_resource,
    make_session,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"


def test_place_comes_before_the_platform() -> None:
    both = entry_of(make_session(make_event(platform="Zoom", place="Goyang, hall 2")))
    platform = entry_of(make_session(make_event(platform="Zoom")))

    assert (value(both, "LOCATION"), value(platform, "LOCATION")) == ("Goyang, hall 2", "Zoom")


def test_contact_names_who_organises_or_hosts() -> None:
    event = make_event()
    for position, role in enumerate(["host", "partner", "organiser", "funder"]):
        make_involvement(event, role=role, position=position, organisation=make_organisation(name=role))

    assert value(entry_of(make_session(event)), "CONTACT") == "host, organiser"


def test_topics_are_categories_in_a_fixed_order() -> None:
    topics = [make_topic(name=name) for name in ("Water; ice", "Air\\nsoil", "Air, soil")]

    entry = entry_of(make_session(make_event(topics=topics)))

    assert items(only(entry, "CATEGORIES").value) == ["Air, soil", "Air\\nsoil", "Water; ice"]


def test_topic_without_a_sign_to_show_is_no_category() -> None:
    topics = [make_topic(name="Water"), make_topic(name="\x7f")]

    assert value(entry_of(make_session(make_event(topics=topics))), "CATEGORIES") == "Water"
    assert value(entry_of(make_session(make_event(topics=topics[1:]))), "CATEGORIES") is None


def test_address_of_a_stream_stays_in_its_line() -> None:
    session = make_session()
    make_resource(session.event, kind=ResourceKind.STREAM, url="https://example.org/\x01a")

    assert only(entry_of(session), "CONFERENCE").value == "https://example.org/a"


def test_only_a_public_stream_with_an_address_can_be_joined() -> None:
    session = make_session()
    for position, kind in enumerate(ResourceKind):
        make_resource(session.event, kind=kind, position=position, url=f"https://example.org/{kind}")
    make_resource(session.event, kind=ResourceKind.STREAM, position=90)
    other = make_session(session.event)
    make_resource(
        session.event, kind=ResourceKind.STREAM, position=91, session=other, url="https://example.org/other"
    )

    conference = only(entry_of(session), "CONFERENCE")

    assert conference.value == "https://example.org/stream"
    assert conference.parameters == {"FEATURE": "AUDIO,VIDEO", "LABEL": "Public live stream", "VALUE": "URI"}


@pytest.mark.parametrize(
    ("titles", "expected", "code"),
    [
        ({"title_en": "Heat", "title_ko": "더위"}, "더위", "ko"),
        ({"title_en": "Heat", "title_ko": ""}, "Heat", "en"),
        ({"title_en": "", "title_ko": "", "title_ar": "حرارة"}, "حرارة", "ar"),
        ({"title_en": "", "title_fr": "Chaleur", "title_pl": "Upał"}, "Chaleur", "fr"),
    ],
)
def test_summary_says_which_language_it_is_really_in(
    titles: dict[str, str], expected: str, code: str
) -> None:
    entry = entry_of(make_session(make_event(**titles)), "ko")

    assert (value(entry, "SUMMARY"), language(entry, "SUMMARY")) == (expected, code)
    assert language(entry, "DESCRIPTION") == "ko"
    assert re.match("http://testserver/ko/events/", value(entry, "URL"))


@pytest.mark.parametrize(
    ("own", "count", "title"),
    [
        ("", 1, "Series"),
        ("", 9, "Series · session 1 of 9"),
        ("Water", 9, "Series · Water"),
        ("Water", 1, "Series · Water"),
    ],
)
def test_session_is_told_apart_within_its_event(own: str, count: int, title: str) -> None:
    session = unsaved("Series", title=own)
    session.session_count = count

    assert value(rendered(session), "SUMMARY") == title
