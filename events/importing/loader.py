"""Loads the catalogue's files into the database, beside what editors have changed there.

Each record remembers what the files last said of it (LoadedRecord). A field that still holds that is
the files' to change; one that does not is an editor's, and is left alone.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import transaction

from events.calendar_entries import CannotRenderError
from events.choices import EventState
from events.importing.files import CatalogueError, FileRecord, read_directory
from events.importing.values import (
    RecordError,
    as_text,
    cleaned_value,
    current_text,
    default_text,
    field_named,
)
from events.models import Citation, Event, LoadedRecord
from events.models.session import DERIVED
from events.upkeep import bring_up_to_date
from organisations.natural_keys import NaturalKeyModel

NEVER_LOADED = {*DERIVED, "created_at", "changes", "calendar_entries", "search_document"}


class GoneError(Exception):
    """A file refers to a record that it loaded once and that an editor has deleted or renamed."""


@dataclass
class Report:
    """What a load did, and what it left alone, one line each."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    left_alone: list[str] = field(default_factory=list)


def load(directory: Path, *, now: datetime, force: bool = False) -> Report:
    """Load every file below ``directory`` in one transaction.

    ``force`` overwrites what editors changed. Raises CatalogueError, with the database as it was.
    """
    records = read_directory(directory)
    problems = []
    with transaction.atomic():
        loading = Loading(now=now, force=force)
        for record in records:
            try:
                with transaction.atomic():
                    loading.load_from_file(record)
            except RecordError as error:
                problems.append(f"{record.file}: {name_of(record.model, record.values)}: {error}")
        if problems:
            raise CatalogueError(problems)
        loading.follow_vanished()
        try:
            bring_up_to_date(Event.objects.all(), now)
        except CannotRenderError as error:
            raise CatalogueError([str(error)]) from error
    return loading.report


def check_sessions(event: dict[str, Any]) -> None:
    """Raises RecordError where the event has no session that it could be seen by."""
    sessions = event.get("sessions")
    if not sessions:
        raise RecordError("an event needs at least one session")
    withdrawn = [isinstance(session, dict) and session.get("withdrawn") is True for session in sessions]
    if event.get("state") == EventState.PUBLISHED and all(withdrawn):
        raise RecordError("all its sessions are withdrawn: withdraw the event instead, by its state")


def name_of(model: type[NaturalKeyModel], values: dict[str, Any]) -> str:
    """The record as its file names it."""
    return " ".join(
        [str(model._meta.verbose_name), *(str(values.get(name, "?")) for name in model.natural_key_fields)]
    )


def place_of(model: type[NaturalKeyModel], key: Sequence[Any]) -> tuple[str, str]:
    """Where LoadedRecord keeps the record with that natural key: model and key."""
    return model._meta.label_lower, json.dumps(key, ensure_ascii=False, default=str)


class Loading:
    """One run over the files."""

    def __init__(self, *, now: datetime, force: bool) -> None:
        self.now, self.force = now, force
        self.report = Report()
        self.remembered = {(kept.model, kept.key): kept for kept in LoadedRecord.objects.all()}
        self.done: set[tuple[str, str]] = set()
        self.is_partial = False  # whether records of the files could not be reached

    def load_from_file(self, record: FileRecord) -> None:
        if record.model is Event:
            check_sessions(record.values)
        self.load_record(record.model, record.values, {})

    def load_record(
        self, model: type[NaturalKeyModel], values: dict[str, Any], owner: dict[str, Any]
    ) -> None:
        """Load one record and then those that belong to it. ``owner`` is its foreign key to its parent."""
        own, children = split(model, values)
        try:
            record = self.write(model, dict(self.cleaned(model, own)) | owner)
        except GoneError as gone:
            self.is_partial = True
            self.report.left_alone.append(f"{name_of(model, own | owner)}: {gone}")
            return
        if record is None:
            return
        for name, records in children.items():
            relation = field_named(model, name)
            for number, child in enumerate(records, start=1):
                try:
                    self.load_record(relation.related_model, child, {relation.field.name: record})
                except RecordError as error:
                    raise RecordError(f"{name} {number}: {error}") from None

    def cleaned(self, model: type[NaturalKeyModel], values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """(field, value) with references resolved and each value of its field's type."""
        for name, value in values.items():
            target = field_named(model, name)
            if target.auto_created or name in NEVER_LOADED:
                raise RecordError(f"{name}: is not for files to say")
            if target.many_to_many:
                if not isinstance(value, list):
                    raise RecordError(f"{name}: a list belongs here")
                yield name, [self.find(target.related_model, key) for key in value]
            elif value is None:
                yield name, None
            elif target.is_relation:
                yield name, self.find(target.related_model, value)
            else:
                yield name, cleaned_value(target, value)

    def find(self, model: type[NaturalKeyModel], key: Any) -> NaturalKeyModel:
        """The record that a file refers to by its natural key: one value, or a list of them."""
        parts = key if isinstance(key, list) else [key]
        try:
            return model.objects.get_by_natural_key(*parts)
        except (ObjectDoesNotExist, ValueError, TypeError):
            reference = f"{model._meta.verbose_name} “{' '.join(map(str, parts))}”"
            if not self.force and place_of(model, parts) in self.remembered:
                raise GoneError(f"an editor deleted or renamed {reference}") from None
            raise RecordError(f"there is no {reference}") from None

    def write(self, model: type[NaturalKeyModel], wanted: dict[str, Any]) -> NaturalKeyModel | None:
        """The record as it stands afterwards; None where an editor has deleted it."""
        many = {name for name in wanted if model._meta.get_field(name).many_to_many}
        record = model(**{name: value for name, value in wanted.items() if name not in many})
        key = natural_key(record)
        place = place_of(model, key)
        if place in self.done:
            raise RecordError(f"{record.label()}: stands twice in the files")
        self.done.add(place)
        kept = self.remembered.get(place) or LoadedRecord(model=place[0], key=place[1], values={})
        try:
            record, is_new = model.objects.get_by_natural_key(*key), False
        except ObjectDoesNotExist:
            is_new = True
        if is_new and kept.pk and not self.force:
            self.report.left_alone.append(f"{record.label()}: an editor deleted or renamed it")
            return None
        changed = wanted if is_new else self.changes(record, wanted, kept)
        if is_new and hasattr(record, "created_at"):
            record.created_at = self.now
        if changed:
            save(record, changed)
        remember(kept, wanted)
        self.report.created += is_new
        self.report.updated += bool(changed) and not is_new
        self.report.unchanged += not changed
        return record

    def follow_vanished(self) -> None:
        """Delete citations that left the files, since lines are their key; name other records that did."""
        if self.is_partial:
            return
        for place in self.remembered.keys() - self.done:
            model, key = apps.get_model(place[0]), json.loads(place[1])
            kept = self.remembered[place]
            try:
                record = model.objects.get_by_natural_key(*key)
            except ObjectDoesNotExist:
                continue
            as_loaded = all(current_text(record, name) == said for name, said in kept.values.items())
            if model is Citation and (as_loaded or self.force):
                record.delete()
                kept.delete()
                self.report.deleted += 1
            else:
                self.report.left_alone.append(f"{record.label()}: stands in no file any more")

    def changes(self, record: NaturalKeyModel, wanted: dict[str, Any], kept: LoadedRecord) -> dict[str, Any]:
        """The fields to be written: those that differ, but for those that an editor has changed."""
        changed = {}
        for name, value in wanted.items():
            current = current_text(record, name)
            if current == as_text(value):
                continue
            last_said = kept.values[name] if name in kept.values else default_text(type(record), name)
            if self.force or (kept.pk and current == last_said):
                changed[name] = value
            else:
                self.report.left_alone.append(f"{record.label()}: {name}")
        return changed


def natural_key(record: NaturalKeyModel) -> list[Any]:
    try:
        return list(record.natural_key())
    except ObjectDoesNotExist as error:  # a reference that tells such records apart is not given
        raise RecordError(str(error)) from None


def save(record: NaturalKeyModel, changed: dict[str, Any]) -> None:
    many = {name: value for name, value in changed.items() if record._meta.get_field(name).many_to_many}
    for name in changed.keys() - many.keys():
        setattr(record, name, changed[name])
    try:
        record.full_clean()
    except ValidationError as error:
        problems = (
            " ".join(texts) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(texts)}"
            for name, texts in error.message_dict.items()
        )
        raise RecordError("; ".join(problems)) from None
    record.save()
    for name, value in many.items():
        getattr(record, name).set(value)


def remember(kept: LoadedRecord, wanted: dict[str, Any]) -> None:
    """Note what the files say now, beside what they said once of fields that they no longer name."""
    values = kept.values | {name: as_text(value) for name, value in wanted.items()}
    if kept.values != values:
        kept.values = values
        kept.save()


def split(
    model: type[NaturalKeyModel], values: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The record's own fields, and under each relation the records that belong to it."""
    own, children = {}, {}
    for name, value in values.items():
        if name in NEVER_LOADED or not field_named(model, name).one_to_many:
            own[name] = value
        elif isinstance(value, list) and all(isinstance(child, dict) for child in value):
            children[name] = value
        else:
            raise RecordError(f"{name}: holds no list of records")
    return own, children
