"""Sitemaps as a crawler reads them, and a catalogue with one of each page."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings as site_settings
from django.test import Client

from events import sitemaps
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_project,
    make_session,
    make_source,
    make_speaker,
    make_topic,
    make_undated_session,
    make_window_session,
)

SITE = "https://example.org"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LANGUAGES = [code for code, _name in site_settings.LANGUAGES]
SECTIONS = ["site", *sitemaps.SITEMAPS]
TOLD = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = datetime(2024, 10, 2, 8, tzinfo=UTC)


def told(now: datetime = TOLD) -> None:
    bring_up_to_date(Event.objects.all(), now)


def root(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return ElementTree.fromstring(response.content)


def entries(client: Client, section: str) -> list[dict[str, Any]]:
    """``loc``, ``lastmod`` and ``links`` (language to address) of each."""
    return [
        {part.tag.removeprefix(SITEMAP): part.text for part in entry if part.tag != LINK}
        | {"links": {link.attrib["hreflang"]: link.attrib["href"] for link in entry.iter(LINK)}}
        for entry in root(client, f"/sitemap-{section}.xml")
    ]


def english(client: Client, section: str) -> dict[str, str | None]:
    """Each path below /en with the day that it last changed on, in their order."""
    found = {urlsplit(entry["loc"]).path: entry.get("lastmod") for entry in entries(client, section)}
    return {path.removeprefix("/en"): day for path, day in found.items() if path.startswith("/en/")}


def fill(**event: Any) -> Session:
    """One of everything that has a page, told to the public."""
    session = make_session(make_event(topics=[make_topic()], **event))
    make_involvement(session.event), make_appearance(session), make_offer(session)
    make_undated_session(make_event()), make_window_session(make_event())
    make_project(), make_source(), make_speaker()
    told()
    return session
