"""What must follow a write: what the public is told of each session, its calendar entries, how it is found.

Each write path (admin, catalogue files, sample data) calls this inside its own transaction.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import translation

from events import calendar_entries, changes, search, session_sets
from events.models import CatalogueVersion, Change, Event, Session
from events.models.session import DERIVED
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
        yield list(Session.objects.filter(pk__in=batch).for_upkeep())


def with_moved_dates(sessions: list[Session]) -> list[Session]:
    """Those whose event has moved to another zone since their dates were settled; settles them."""
    moved = []
    for session in sessions:
        before = [getattr(session, name) for name in DERIVED]
        session.settle_dates()
        if before != [getattr(session, name) for name in DERIVED]:
            moved.append(session)
    return moved


def bring_up_to_date(events: EventQuerySet, now: datetime, *, thorough: bool = False) -> int:
    """Bring up to date what depends on ``events``; return how many calendar entries were stored anew.

    In one transaction. Idempotent: what means the same as before stays as it is. ``thorough``, for all
    events there are, looks at the stored content of each entry, too, and makes all else anew. Raises
    CannotRenderError.
    """
    now, renewed, sorting = now.replace(microsecond=0), 0, session_sets.Sorting()
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        take_turn()
        if thorough:
            session_sets.forget()
        for sessions in batches(events):
            Session.objects.bulk_update(with_moved_dates(sessions), DERIVED)
            Change.objects.bulk_create(changes.due(sessions, now))
            prefetch_related_objects(sessions, "changes")
            entries = calendar_entries.due(sessions, now, thorough=thorough)
            calendar_entries.store(entries)
            search.store(search.due(sessions, thorough=thorough))
            sorting.add(sessions)
            renewed += len(entries)
        session_sets.store(sorting)
    return renewed


def problems(now: datetime) -> Iterator[str]:
    """A line for whatever is not as ``bring_up_to_date()`` would leave it."""
    sorting = session_sets.Sorting()
    with translation.override(settings.LANGUAGE_CODE):
        for sessions in batches(Event.objects.all()):
            for session in with_moved_dates(sessions):
                yield f"{session.label()}: its days are out of date"
            for change in changes.due(sessions, now):
                yield f"{change.session.label()}: the public was last told something else"
            prefetch_related_objects(sessions, "changes")
            for entry in calendar_entries.due(sessions, now, thorough=True):
                yield f"{entry.session.label()}: its entry ({entry.language}) is out of date"
            for document in search.due(sessions):
                yield f"{document.session.label()}: its search document is out of date"
            sorting.add(sessions)
        sorting.look_for_strays()
        for one in sorting.due():
            yield f"the set of sessions of {one} is out of date"
    if sorting.timeline_due():
        yield "the order of the sessions is out of date"
