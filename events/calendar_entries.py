"""What must follow a write: the calendar entries of every event that shows what was written.

Each write path (admin, catalogue files, sample data) calls this inside its own transaction.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import translation

from events import ical
from events.models import (
    Appearance,
    CalendarEntry,
    Event,
    Involvement,
    LanguageOffer,
    Resource,
    Session,
    Speaker,
    Topic,
)
from events.querysets import EventQuerySet
from organisations.models import Organisation

BATCH = 500


def events_showing(record: Model) -> EventQuerySet:
    """The events in whose calendar entries ``record`` can be read."""
    match record:
        case Event():
            return Event.objects.filter(pk=record.pk)
        case Session() | Involvement() | Resource():
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


def stale(events: EventQuerySet) -> Iterator[list[tuple[Session, str]]]:
    """Batches of (session, digest): sessions whose kept entry does not mean what they say now."""
    pks = Session.objects.filter(event__in=events.values("pk")).listed().dated().order_by("pk")
    for batch in batched(list(pks.values_list("pk", flat=True)), BATCH):
        sessions = Session.objects.filter(pk__in=batch).for_calendar()
        digests = [(session, ical.meaning(session, settings.LANGUAGE_CODE)) for session in sessions]
        yield [(session, digest) for session, digest in digests if kept_digest(session) != digest]


def kept_digest(session: Session) -> str | None:
    return session.calendar_entry.digest if hasattr(session, "calendar_entry") else None


def entry_after_change(session: Session, digest: str, now: datetime) -> CalendarEntry:
    sequence = session.calendar_entry.sequence + 1 if hasattr(session, "calendar_entry") else 0
    return CalendarEntry(session=session, digest=digest, sequence=sequence, last_modified=now)


def bring_up_to_date(events: EventQuerySet, now: datetime) -> int:
    """Renew the entries of ``events`` that mean something else than before; return how many did.

    Idempotent: SEQUENCE rises and LAST-MODIFIED becomes ``now`` only with a change of meaning.
    """
    now, changed = now.replace(microsecond=0), 0
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        for batch in stale(events):
            entries = CalendarEntry.objects.bulk_create(
                [entry_after_change(session, digest, now) for session, digest in batch],
                update_conflicts=True,
                unique_fields=["session"],
                update_fields=["digest", "sequence", "last_modified"],
            )
            changed += len(entries)
    return changed
