"""Publishing: by an editor, or by itself when its time has come."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from events.calendar_entries import CannotRenderError
from events.choices import EventState
from events.editing import editing
from events.models import Event
from events.readiness import Gap, blocking
from events.upkeep import take_turn


def publish(event: Event, user: Model | None, now: datetime) -> list[Gap]:
    """Publish the event, unless something is in the way: that is returned. Raises CannotRenderError."""
    with transaction.atomic():
        take_turn()  # so that nobody changes it between the look and the act
        if in_the_way := blocking(event, now):
            return in_the_way
        with editing(user, [event]):
            event.state, event.publish_at = EventState.PUBLISHED, None
            event.save(update_fields=["state", "publish_at"])
    return []


@dataclass
class Due:
    """What became of the drafts whose time had come."""

    published: list[Event] = field(default_factory=list)
    held_back: list[tuple[Event, str]] = field(default_factory=list)
    """With the reason."""


def publish_due(now: datetime) -> Due:
    """Publish each draft whose time has come and that lacks nothing, each in a transaction of its own."""
    due = Due()
    for event in Event.objects.due(now):
        try:
            with transaction.atomic():
                take_turn()
                if not Event.objects.due(now).filter(pk=event.pk).exists():
                    continue  # somebody was faster, or has thought better of it
                gaps = publish(event, None, now)
        except CannotRenderError as error:
            due.held_back.append((event, str(error)))
            continue
        if gaps:
            due.held_back.append((event, ", ".join(str(gap.name) for gap in gaps)))
        else:
            due.published.append(event)
    return due
