"""The stored calendar entries: each rendered when something is written, so that feeds only join them."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from events import ical
from events.changes import last_date
from events.models import (
    Appearance,
    CalendarEntry,
    Event,
    Involvement,
    LanguageOffer,
    OtherName,
    Resource,
    Session,
    Speaker,
    Topic,
)
from events.querysets import TOMBSTONE, EventQuerySet
from events.timezones import day_start
from organisations.models import Organisation

CHECKSUM_BITS = 40
STORED = ("content", "digest", "checksum", "starts_at", "sequence", "last_modified", "withdrawn_at")


class CannotRenderError(Exception):
    """A session that no calendar could hold: what was written must not stand."""


def events_showing(record: Model) -> EventQuerySet:
    """The events that are told or found by what ``record`` says."""
    match record:
        case Event():
            return Event.objects.filter(pk=record.pk)
        case Session() | Involvement() | Resource() | OtherName():
            return Event.objects.filter(pk=record.event_id)
        case LanguageOffer() | Appearance():
            return Event.objects.filter(pk=record.session.event_id)
        case Organisation():
            return Event.objects.showing_organisation(record)
        case Speaker():
            return Event.objects.showing_speaker(record)
        case Topic():
            return Event.objects.showing_topic(record)
        case _:
            return Event.objects.none()


def languages() -> list[str]:
    """Those of the site: in each a session has an entry."""
    return [code for code, _name in settings.LANGUAGES]


def entry_of(session: Session, language: str) -> CalendarEntry | None:
    """The stored entry; expects loaded entries."""
    return next((entry for entry in session.calendar_entries.all() if entry.language == language), None)


def checksum(content: bytes) -> int:
    return int.from_bytes(sha256(content).digest()[: CHECKSUM_BITS // 8]) or 1


def instant(start: datetime | date) -> datetime:
    return start if isinstance(start, datetime) else day_start(start)


def entry_due(session: Session, language: str, now: datetime, *, thorough: bool) -> CalendarEntry | None:
    """The entry as it must be stored from ``now`` on; None where the stored one will do, or none belongs.

    SEQUENCE rises and LAST-MODIFIED becomes ``now`` only with a change of meaning. ``thorough`` compares
    the stored content, too, with what would be rendered now.
    """
    kept, is_live = entry_of(session, language), session.is_public and session.is_dated
    if kept is None and not is_live:
        return None
    if not (session.is_dated or last_date(session)):
        return never_rendered(kept, now)
    said = ical.said_of(session, language)
    is_same = kept is not None and kept.digest == said.digest
    if is_same and kept.checksum and not thorough:
        return None
    sequence, changed = (
        (kept.sequence, kept.last_modified) if is_same else (kept.sequence + 1 if kept else 0, now)
    )
    withdrawn_at = None if is_live else kept.withdrawn_at or now
    content = said.rendered(changed=changed, sequence=sequence)
    found = kept and (bytes(kept.content), kept.checksum, kept.withdrawn_at)
    if found == (content, checksum(content), withdrawn_at):
        return None
    return CalendarEntry(
        session=session,
        language=language,
        content=content,
        digest=said.digest,
        checksum=checksum(content),
        starts_at=instant(said.properties["dtstart"]),
        sequence=sequence,
        last_modified=changed,
        withdrawn_at=withdrawn_at,
    )


def never_rendered(kept: CalendarEntry, now: datetime) -> CalendarEntry | None:
    """An entry whose session lost its date before it was rendered: no feed waits for what cannot be told."""
    if kept.checksum or kept.withdrawn_at:
        return None
    kept.pk, kept.withdrawn_at = None, now - TOMBSTONE
    return kept


def due(sessions: Iterable[Session], now: datetime, *, thorough: bool = False) -> list[CalendarEntry]:
    """The entries of ``sessions`` that mean something else than those that are stored, or are stored wrongly.

    Expects sessions loaded by ``for_calendar()`` with their changes. Raises CannotRenderError.
    """
    entries = []
    for language in languages():
        with translation.override(language):
            for session in sessions:
                try:
                    entry = entry_due(session, language, now, thorough=thorough)
                except Exception as error:
                    raise CannotRenderError(f"{session.label()}: {error}") from error
                entries += [entry] if entry else []
    return entries


def store(entries: Iterable[CalendarEntry]) -> None:
    CalendarEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["session", "language"], update_fields=STORED
    )
