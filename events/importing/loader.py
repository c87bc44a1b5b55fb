"""Loads the catalogue's files into the database, beside what editors have changed there.

Each record remembers what the files last said of it (LoadedRecord). A field that still holds that is
the files' to change; one that does not is an editor's, and is left alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import models, transaction

from events.calendar_entries import bring_up_to_date
from events.importing.files import CatalogueError, FileRecord, read_directory
from events.models import Event, LoadedRecord
from organisations.natural_keys import NaturalKeyModel

NEVER_LOADED = {"id", "span_start", "span_end", "created_at"}


class RecordError(Exception):
    """Why a record cannot be loaded."""


@dataclass
class Report:
    """What a load did, and what it left alone, one line each."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_alone: list[str] = field(default_factory=list)


def load(directory: Path, *, now: datetime, force: bool = False) -> Report:
    """Load every file below ``directory`` in one transaction.

    ``force`` overwrites what editors changed. Raises CatalogueError, with the database as it was.
    """
    records = read_directory(directory)
    loading = Loading(force=force)
    problems = []
    with transaction.atomic():
        for record in records:
            try:
                with transaction.atomic():
                    loading.load_record(record.model, record.values)
            except RecordError as error:
                problems.append(f"{record.file}: {name_of(record)}: {error}")
        problems += [
            f"{event.slug}: an event needs at least one session"
            for event in Event.objects.filter(sessions__isnull=True)
        ]
        if problems:
            raise CatalogueError(problems)
        bring_up_to_date(Event.objects.all(), now)
    return loading.report


def name_of(record: FileRecord) -> str:
    key = (str(record.values.get(name, "?")) for name in record.model.natural_key_fields)
    return f"{record.model._meta.verbose_name} {' '.join(key)}"


def field_named(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        raise RecordError(f"{model._meta.verbose_name} has no field “{name}”") from None


def as_text(value: Any) -> Any:
    """A field's value as JSON can keep it: natural keys for records, ISO 8601 for dates."""
    if isinstance(value, NaturalKeyModel):
        return list(value.natural_key())
    if isinstance(value, list | str | int | bool | None):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def find(model: type[NaturalKeyModel], key: Any) -> NaturalKeyModel:
    """The record that a file refers to by its natural key: one value, or a list of them."""
    parts = key if isinstance(key, list) else [key]
    try:
        return model.objects.get_by_natural_key(*parts)
    except (ObjectDoesNotExist, ValueError, TypeError):
        words = " ".join(map(str, parts))
        raise RecordError(f"there is no {model._meta.verbose_name} “{words}”") from None


class Loading:
    """One run over the files."""

    def __init__(self, *, force: bool) -> None:
        self.force = force
        self.report = Report()
        self.remembered = {
            (kept.model, kept.key): kept for kept in LoadedRecord.objects.all().iterator(chunk_size=2000)
        }

    def load_record(
        self, model: type[NaturalKeyModel], values: dict[str, Any], owner: dict[str, Any] | None = None
    ) -> None:
        """Load one record and then those that belong to it. ``owner`` is its foreign key to its parent."""
        own, children = split(model, values)
        wanted = dict(self.cleaned(model, own))
        wanted |= owner or {}
        instance = self.write(model, wanted)
        if instance is None:
            return
        for name, records in children.items():
            relation = field_named(model, name)
            for number, child in enumerate(records, start=1):
                if not isinstance(child, dict):
                    raise RecordError(f"{name} {number}: holds no fields")
                try:
                    self.load_record(relation.related_model, child, {relation.field.name: instance})
                except RecordError as error:
                    raise RecordError(f"{name} {number}: {error}") from None

    def cleaned(self, model: type[NaturalKeyModel], values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """(field, value) with references resolved and each value of its field's type."""
        for name, value in values.items():
            target = field_named(model, name)
            if name in NEVER_LOADED:
                raise RecordError(f"{name}: is not for files to say")
            if isinstance(value, dict | list) and not (
                target.is_relation or isinstance(target, models.JSONField)
            ):
                raise RecordError(f"{name}: one value belongs here")
            if target.many_to_many:
                if not isinstance(value, list):
                    raise RecordError(f"{name}: a list belongs here")
                yield name, [find(target.related_model, key) for key in value]
            elif target.is_relation:
                yield name, None if value is None else find(target.related_model, value)
            else:
                try:
                    cleaned = target.to_python(value)
                except ValidationError as error:
                    raise RecordError(f"{name}: {' '.join(error.messages)}") from None
                if isinstance(cleaned, datetime) and cleaned.tzinfo is None:
                    raise RecordError(f"{name}: an instant needs its offset, such as 2024-03-20T12:00:00Z")
                yield name, cleaned

    def write(self, model: type[NaturalKeyModel], wanted: dict[str, Any]) -> NaturalKeyModel | None:
        """The record as it stands afterwards; None where an editor has deleted it."""
        identity = {name: wanted[name] for name in wanted if self.identifies(model, name)}
        missing = set(model.natural_key_fields) - set(identity)
        if missing - {name for name in missing if model._meta.get_field(name).has_default()}:
            raise RecordError(f"{', '.join(sorted(missing))}: missing, and needed to tell records apart")
        for name in missing:
            identity[name] = model._meta.get_field(name).get_default()
        instance = model.objects.filter(**identity).first()
        is_new = instance is None
        instance = instance or model(**identity)
        place = (model._meta.label_lower, json.dumps(as_text(instance), ensure_ascii=False))
        kept = self.remembered.get(place)
        if is_new and kept and not self.force:
            self.report.left_alone.append(f"{instance.label()}: an editor deleted it")
            return None
        changed = self.merge(instance, wanted, kept.values if kept else {}, is_new=is_new)
        if changed:
            self.save(instance, changed)
        self.remember(place, kept, wanted)
        if is_new:
            self.report.created += 1
        elif changed:
            self.report.updated += 1
        else:
            self.report.unchanged += 1
        return instance

    @staticmethod
    def identifies(model: type[NaturalKeyModel], name: str) -> bool:
        """Whether the field is a part of the natural key, or the owner of a record that has one inside it."""
        target = model._meta.get_field(name)
        within_owner = hasattr(model, "owner_name") and target.is_relation
        return name in model.natural_key_fields or within_owner

    def merge(
        self, instance: NaturalKeyModel, wanted: dict[str, Any], last_said: dict[str, Any], *, is_new: bool
    ) -> dict[str, Any]:
        """The fields to be written: those that differ, but for those that an editor has changed."""
        changed = {}
        for name, value in wanted.items():
            said = text_of(value)
            current = text_of(None if is_new else current_value(instance, name))
            if not is_new and current == said:
                continue
            if not is_new and not self.force and (name not in last_said or current != last_said[name]):
                self.report.left_alone.append(f"{instance.label()}: {name}")
                continue
            changed[name] = value
        return changed

    def save(self, instance: NaturalKeyModel, changed: dict[str, Any]) -> None:
        many = {}
        for name, value in changed.items():
            if instance._meta.get_field(name).many_to_many:
                many[name] = value
            else:
                setattr(instance, name, value)
        try:
            instance.full_clean()
        except ValidationError as error:
            problems = (f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            raise RecordError("; ".join(problems)) from None
        instance.save()
        for name, value in many.items():
            getattr(instance, name).set(value)

    def remember(self, place: tuple[str, str], kept: LoadedRecord | None, wanted: dict[str, Any]) -> None:
        values = {name: text_of(value) for name, value in wanted.items()}
        if kept is None:
            kept = LoadedRecord(model=place[0], key=place[1])
            self.remembered[place] = kept
        if kept.values != values:
            kept.values = values
            kept.save()


def current_value(instance: NaturalKeyModel, name: str) -> Any:
    if instance._meta.get_field(name).many_to_many:
        return list(getattr(instance, name).all())
    return getattr(instance, name)


def text_of(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], NaturalKeyModel):
        return sorted(as_text(record) for record in value)
    return as_text(value)


def split(
    model: type[NaturalKeyModel], values: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The record's own fields, and under each relation the records that belong to it."""
    own, children = {}, {}
    for name, value in values.items():
        if field_named(model, name).one_to_many:
            if not isinstance(value, list):
                raise RecordError(f"{name}: holds no list of records")
            children[name] = value
        else:
            own[name] = value
    return own, children
