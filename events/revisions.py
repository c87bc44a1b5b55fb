"""Every state of an event with all that belongs to it, kept by django-reversion; see adr/0017."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import reversion
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext
from modeltranslation.translator import NotRegistered, translator
from reversion.errors import RevertError
from reversion.models import Revision

from events.models import (
    Appearance,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    OtherName,
    Resource,
    Session,
)
from events.punctuation import in_sequence

PARTS = {
    Session: ("event", "event"),
    LanguageOffer: ("session__event", "session"),
    Appearance: ("session__event", "speaker"),
    Involvement: ("event", "organisation"),
    OtherName: ("event", "event"),
    Resource: ("event", "event"),
}
"""What belongs to an event, each after what it refers to: the way to the event, and what it names itself by.

So do citations.
"""

LEFT_AS_IT_IS = ("state", "publish_at")
"""Of the event, where a state is brought back."""

type Key = tuple[str, str]
"""Label of a model and primary key, as text."""


class Record(NamedTuple):
    """A record as it was kept: how it named itself, and its fields as the JSON serialiser writes them."""

    name: str
    fields: dict[str, Any]


type State = dict[Key, Record]


@dataclass(frozen=True)
class Difference:
    """One field of a record that says something else; ``name`` is empty where the record came or went."""

    key: Key
    record: str
    name: str
    before: Any
    after: Any


class CannotBringBackError(Exception):
    """Why a kept state cannot stand today."""


def register() -> None:
    for model in (Event, *PARTS, Citation):
        try:
            translated = translator.get_options_for_model(model).get_field_names()
        except NotRegistered:
            translated = []
        # The plain column repeats the one of whichever language was being read.
        reversion.register(model, exclude=translated)


register()


def event_of(record: Model) -> int | None:
    """The key of the event that ``record`` is a part of, or is."""
    match record:
        case Event():
            return record.pk
        case Session() | Involvement() | Resource() | OtherName():
            return record.event_id
        case LanguageOffer() | Appearance():
            return record.session.event_id
        case Citation():
            return event_of(record.owner) if record.owner else None
    return None


def whole(event: Event) -> Iterator[Model]:
    """The event and every record that belongs to it."""
    yield event
    for model, (way, name) in PARTS.items():
        yield from model.objects.filter(**{way: event}).select_related(name).order_by("pk")
    yield from Citation.objects.of_event(event).select_related("source").order_by("pk")


def revisions_of(event: Event) -> QuerySet[Revision]:
    """Latest first."""
    kind = ContentType.objects.get_for_model(Event)
    return (
        Revision.objects.filter(version__content_type=kind, version__object_id=str(event.pk))
        .select_related("user")
        .order_by("-pk")
    )


def state_now(event: Event) -> State:
    state = {}
    for record in whole(event):
        options = reversion.revisions._get_options(type(record))
        [data] = json.loads(serializers.serialize("json", [record], fields=options.fields))
        state[record._meta.label_lower, str(record.pk)] = Record(str(record), data["fields"])
    return state


def state_of(revision: Revision) -> State:
    """Reads only what was kept: also of records that are no more."""
    versions = revision.version_set.select_related("content_type").order_by("pk")
    return {
        (f"{version.content_type.app_label}.{version.content_type.model}", version.object_id): Record(
            version.object_repr, json.loads(version.serialized_data)[0]["fields"]
        )
        for version in versions
    }


def same(one: State, other: State) -> bool:
    return {key: record.fields for key, record in one.items()} == {
        key: record.fields for key, record in other.items()
    }


def keep(event_id: int, user: Model | None = None, said: str = "") -> None:
    """Keep the present state of the event, unless it is what was kept last.

    Called before a write, too: what came past the admin (files, a command) is then kept as what was found.
    """
    event = Event.objects.filter(pk=event_id).first()
    if event is None:
        return
    last = revisions_of(event).first()
    if last and same(state_of(last), state_now(event)):
        return
    with reversion.create_revision(manage_manually=True):
        for record in whole(event):
            reversion.add_to_revision(record)
        if user is not None:
            reversion.set_user(user)
        reversion.set_comment(said)


def differences(before: State, after: State) -> list[Difference]:
    """What ``after`` says differently, record by record, in the order of ``whole()``; new records last."""
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        name = (new or old).name
        if old is None or new is None:
            found.append(Difference(key, name, "", old and old.name, new and new.name))
            continue
        found += [
            Difference(key, name, field, old.fields.get(field), new.fields.get(field))
            for field in old.fields | new.fields
            if old.fields.get(field) != new.fields.get(field)
        ]
    return found


def bring_back(event: Event, revision: Revision) -> None:
    """Make the event and all that belongs to it what ``revision`` kept, but for its state.

    A session that is not in it goes, or is withdrawn where it has been public. In one transaction; raises
    CannotBringBackError where something it refers to is no more, or rules have changed.
    """
    kept = state_of(revision)
    with transaction.atomic():
        event.refresh_from_db(fields=LEFT_AS_IT_IS)
        present = list(whole(event))
        here = {(record._meta.label_lower, str(record.pk)) for record in present}
        for label, pk in kept.keys() - here:
            if apps.get_model(label)._base_manager.filter(pk=pk).exists():
                told = gettext("“%s” belongs to something else now.")
                raise CannotBringBackError(told % kept[label, pk].name)
        later = [
            record
            for record in present
            if isinstance(record, Session) and ("events.session", str(record.pk)) not in kept
        ]
        withdrawn = {session.pk for session in later if session.changes.exists()}
        for record in reversed(present):
            if isinstance(record, Session) and record.pk in withdrawn:
                record.withdraw()
            elif session_of(record) not in withdrawn and (
                not isinstance(record, Event | Session) or record in later
            ):
                record.delete()
        try:
            revision.revert()
            connection.check_constraints()
        except (RevertError, IntegrityError) as error:
            reason = gettext("It refers to a record that is no more, or stands in the way of another.")
            raise CannotBringBackError(reason) from error
        # What the public has been told is not taken back by this.
        Event.objects.filter(pk=event.pk).update(**{name: getattr(event, name) for name in LEFT_AS_IT_IS})
        event.refresh_from_db()
        problems = list(broken_rules(whole(event)))
        if problems:
            raise CannotBringBackError(in_sequence(problems))


def session_of(record: Model) -> int | None:
    """The session that a part of an event belongs to, if it is one's."""
    match record:
        case LanguageOffer() | Appearance() | Resource():
            return record.session_id
        case Citation():
            return session_of(record.owner) if not isinstance(record.owner, Session) else record.session_id
    return None


def broken_rules(records: Iterable[Model]) -> Iterator[str]:
    for record in records:
        try:
            record.full_clean()
        except ValidationError as error:
            yield f"{record}: {' '.join(error.messages)}"
