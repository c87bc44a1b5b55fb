"""A small catalogue, and what tests of the loader ask of it."""

from datetime import UTC, datetime, timedelta

from django.core import serializers
from django.db.models import Model

from events.models import (
    CalendarEntry,
    CatalogueVersion,
    Change,
    Citation,
    Event,
    LanguageOffer,
    LoadedRecord,
    Session,
    Topic,
)
from organisations.models import Organisation

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
CATALOGUE = """
events.source:
- {slug: pages, file_name: pages.txt, title_en: Pages, languages: en}
events.topic:
- {slug: water, name_en: Water}
- {slug: air, name_en: Air}
organisations.organisation:
- slug: unesco
  name_en: UNESCO
- slug: uil
  name_en: Institute
  parent: unesco
events.event:
- slug: cities
  state: published
  title_en: Cities
  timezone: Europe/Brussels
  topics: [water, air]
  citations:
  - {source: pages, first_line: 1, last_line: 2, tokens: [Cities], fact: title}
  involvements:
  - {organisation: uil, role: organiser}
  sessions:
  - number: 1
    precision: time
    starts_at: 2024-03-20T13:00:00+01:00
    ends_at: 2024-03-20T13:00:00Z
    citations:
    - {source: pages, first_line: 3, last_line: 3, tokens: [20 March]}
    language_offers:
    - {language: ko, mode: interpretation, provider: unesco}
  - {number: 2}
  resources:
  - {kind: recording, session: [cities, 1]}
"""
RECORDS = 13


def replaced(*pairs: tuple[str, str]) -> str:
    text = CATALOGUE
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


KEPT = (Organisation, Topic, Event, Session, LanguageOffer, Citation, LoadedRecord, CalendarEntry, Change)


def snapshot(*further: type[Model]) -> str:
    return "".join(serializers.serialize("json", model.objects.order_by("pk")) for model in (*KEPT, *further))


def whole_snapshot() -> str:
    """With what every write renews, though it changes nothing."""
    return snapshot(CatalogueVersion)
