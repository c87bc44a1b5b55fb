"""What must follow a write: what the public is told of each session, and its calendar entries.

Each write path (admin, catalogue files, sample data) calls this inside its own transaction.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import translation

from events import calendar_entries, changes
from events.models import CatalogueVersion, Change, Event, Session
from events.querysets import EventQuerySet

BATCH = 500


def take_turn() -> None:
    """Wait for whoever is writing, and make the next one wait until this transaction ends.

    So no entry is rendered from what somebody else is just changing: PostgreSQL would let both go on, each
    without the other's change. A write path that reads what depends on its change does this first.
    """
    CatalogueVersion.renew()


def batches(events: EventQuerySet) -> Iterator[list[Session]]:
    """The sessions of ``events`` that are public or once were, loaded for all that depends on them."""
    sessions = Session.objects.filter(event__in=events.order_by().values("pk")).public_once()
    keys = list(sessions.order_by("pk").values_list("pk", flat=True))
    for batch in batched(keys, BATCH):
        yield list(Session.objects.filter(pk__in=batch).with_last_told().for_calendar())


def bring_up_to_date(events: EventQuerySet, now: datetime, *, thorough: bool = False) -> int:
    """Bring up to date what depends on ``events``; return how many calendar entries were stored anew.

    In one transaction. Idempotent: what means the same as before stays as it is. ``thorough`` looks at the
    stored content of each entry, too. Raises CannotRenderError.
    """
    now, renewed = now.replace(microsecond=0), 0
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        take_turn()
        for sessions in batches(events):
            Change.objects.bulk_create(changes.due(sessions, now))
            prefetch_related_objects(sessions, "changes")
            entries = calendar_entries.due(sessions, now, thorough=thorough)
            calendar_entries.store(entries)
            renewed += len(entries)
    return renewed


def problems(now: datetime) -> Iterator[str]:
    """A line for whatever is not as ``bring_up_to_date()`` would leave it."""
    with translation.override(settings.LANGUAGE_CODE):
        for sessions in batches(Event.objects.all()):
            for change in changes.due(sessions, now):
                yield f"{change.session.label()}: the public was last told something else"
            prefetch_related_objects(sessions, "changes")
            for entry in calendar_entries.due(sessions, now, thorough=True):
                yield f"{entry.session.label()}: its entry ({entry.language}) is out of date"
