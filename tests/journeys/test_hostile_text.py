"""Text from anywhere stays text, whatever field it comes in by."""

from typing import Any

import icalendar
import pytest
from django.db.models import Field, Model
from django.test import Client

from events.models import (
    Appearance,
    Event,
    Involvement,
    Resource,
    Session,
    Source,
    Speaker,
    Topic,
)
from events.upkeep import bring_up_to_date
from organisations.models import Office, Organisation, Project
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_office,
    make_organisation,
    make_project,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_topic,
)
from tests.journeys.conftest import LOADED
from tests.reading import Page

pytestmark = pytest.mark.django_db

HOSTILE = "<b>'\"&</b>"
WORDS = "'\"&"
"""What is left of it where a few tags may stand, and this one may not."""
RICH_ON_A_PAGE = 2
CODES = {
    "slug",
    "uid",
    "timezone",
    "country",
    "currency",
    "languages",
    "file_name",
    "original_name",
    "original_language",
    "own_translations",
    "address_language",
}


def is_free(field: Field) -> bool:
    """Whether an editor may write anything in the field."""
    return (
        type(field).__name__.removeprefix("Translation") in {"CharField", "TextField"}
        and not field.choices
        and field.name not in CODES
    )


def filled(model: type[Model]) -> dict[str, Any]:
    return {field.name: HOSTILE for field in model._meta.fields if is_free(field)}


def hostile_catalogue() -> None:
    """One of everything, each field of free text hostile."""
    event = make_event(slug="heat", topics=[make_topic(slug="rain", **filled(Topic))], **filled(Event))
    make_event(parent=event, **filled(Event))
    session = make_session(event, status="postponed", **filled(Session))
    make_session(event, precision="unknown", status="cancelled", **filled(Session))
    body = make_organisation(slug="net", **original(Organisation))
    make_organisation(parent=body, **original(Organisation))
    make_office(body, country="KR", address_language="ko", **original(Office))
    make_project(slug="work", funder=body, **original(Project))
    make_involvement(event, organisation=body, **filled(Involvement))
    speaker = make_speaker(slug="ann", **original(Speaker))
    make_appearance(session, speaker=speaker, affiliation=body, **filled(Appearance))
    make_offer(session, provider=body)
    make_resource(event, **filled(Resource))
    event.other_names.create(name=HOSTILE, language="ar")
    source = make_source(slug="paper", **filled(Source))
    for owner in ({"event": event}, {"speaker": speaker}, {"organisation": body}):
        make_citation(source=source, **owner, tokens=[HOSTILE])
    bring_up_to_date(Event.objects.all(), LOADED)


def original(model: type[Model]) -> dict[str, Any]:
    names = {"original_name": HOSTILE, "original_language": "ko", "own_translations": "en"}
    return filled(model) | names


def test_fields_of_free_text_are_found() -> None:
    assert {"title", "title_ko", "summary_ar", "audience", "place", "platform", "source_note"} <= set(
        filled(Event)
    )
    assert set(filled(Office)) >= {"name", "address", "postal_address", "region", "phone", "fax"}


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/en/", 10),
        ("/en/events/?when=all&topic=rain&organisation=net&speaker=ann", 10),
        ("/en/events/heat/", 20),
        ("/en/speakers/", 1),
        ("/en/speakers/ann/", 12),
        ("/en/organisations/", 3),
        ("/en/organisations/net/", 20),
        ("/en/projects/work/", 6),
        ("/en/sources/", 2),
        ("/en/sources/paper/", 6),
    ],
)
def test_hostile_text_is_escaped(client: Client, path: str, least: int) -> None:
    hostile_catalogue()
    response = client.get(path)
    page = Page(response)  # every element is closed where it was opened

    assert response.status_code == 200
    assert [one for one in page.elements if one.tag == "b"] == []
    assert b"<b>" not in response.content
    whole, cleaned = (sum(piece.count(text) for piece in page.texts("body")) for text in (HOSTILE, WORDS))
    assert cleaned >= least
    assert cleaned - whole <= RICH_ON_A_PAGE


def test_hostile_text_keeps_its_line_in_a_calendar(client: Client) -> None:
    event = make_event(title="A\r\nBEGIN:VEVENT\r\nUID:x;,\\n", summary="b\u2028c")
    make_session(event)
    bring_up_to_date(Event.objects.all(), LOADED)
    (entry,) = icalendar.Calendar.from_ical(client.get("/en/events.ics?when=all").content).walk("VEVENT")

    assert entry["summary"] == "A\nBEGIN:VEVENT\nUID:x;,\\n"
    assert entry["uid"] == event.sessions.get().uid
