"""A write of an editor, in one transaction: its turn, the states around it, and what follows from it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import batched

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext

from events import revisions
from events.calendar_entries import CannotRenderError, events_showing
from events.models import Event
from events.roles import is_limited
from events.upkeep import BATCH, bring_up_to_date, take_turn


def keys_of_events_showing(records: Iterable[Model]) -> set[int]:
    return {key for record in records for key in events_showing(record).values_list("pk", flat=True)}


def keys_of_events_of(records: Iterable[Model]) -> set[int]:
    """The events that the records are parts of, those that are not saved yet left out."""
    return {key for record in records if (key := revisions.event_of(record)) is not None}


def bring_events_up_to_date(keys: Iterable[int]) -> None:
    now = timezone.now()
    for batch in batched(sorted(keys), BATCH):
        bring_up_to_date(Event.objects.filter(pk__in=batch), now)


class LeavesRemitError(CannotRenderError):
    """The write would leave an event without any body of the remit of who writes."""


class Edit:
    """What one write touches."""

    def __init__(self, user: Model | None, said: str = "") -> None:
        self.user, self.said = user, said
        self.shown: set[int] = set()
        self.owned: set[int] = set()
        self.new: list[Model] = []
        """Records that the write makes, or moves to another event."""

    def begins(self, records: Iterable[Model]) -> None:
        """Wait for whoever is writing, and keep what the events of ``records`` were."""
        take_turn()
        records = list(records)
        self.shown |= keys_of_events_showing(records)
        self.owned |= keys_of_events_of(records)
        for key in sorted(self.owned):
            revisions.keep(key)

    def ends(self) -> None:
        """Let follow what must follow."""
        self.shown |= keys_of_events_showing(self.new)
        self.owned |= keys_of_events_of(self.new)
        if self.user is not None and is_limited(self.user):
            theirs = Event.objects.in_remit_of(self.user).order_by().values("pk")
            if Event.objects.filter(pk__in=self.owned).exclude(pk__in=theirs).exists():
                raise LeavesRemitError(gettext("One of your organisations must organise or host the event."))
        bring_events_up_to_date(self.shown)
        for key in sorted(self.owned):
            revisions.keep(key, self.user, self.said)


@contextmanager
def editing(user: Model | None, records: Iterable[Model], said: str = "") -> Iterator[Edit]:
    """A write of ``user`` (None: nobody) to ``records``; what it makes is added to ``edit.new``.

    ``said`` stands beside the state that is kept, where the differences do not say it all. Raises
    CannotRenderError, and then nothing is written.
    """
    with transaction.atomic():
        edit = Edit(user, said)
        edit.begins(records)
        yield edit
        edit.ends()
