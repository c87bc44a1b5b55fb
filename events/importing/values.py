"""The values of the catalogue's files: each of its field's type, and as text to compare with later."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from organisations.natural_keys import NaturalKeyModel


class RecordError(Exception):
    """Why a record cannot be loaded."""


def field_named(model: type[models.Model], name: str) -> Any:
    """The field or relation of exactly that name; raises RecordError."""
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        found = None
    if found is None or found.name != name:  # Django also finds a foreign key by its column: event_id
        raise RecordError(f"{model._meta.verbose_name} has no field “{name}”")
    return found


def has_own_type(target: models.Field, value: Any) -> bool:
    """Whether YAML's type of ``value`` is the field's; another would be converted unseen: 010 is 8."""
    match target:
        case models.JSONField():
            return True
        case models.CharField() | models.TextField():
            return isinstance(value, str)
        case models.BooleanField():
            return type(value) is bool
        case models.IntegerField():
            return type(value) is int
        case models.DateTimeField():
            return isinstance(value, datetime | str)
        case models.DateField():
            return isinstance(value, str) or type(value) is date
        case _:
            return type(value) in {int, float, str}


def cleaned_value(target: models.Field, value: Any) -> Any:
    """``value`` of a file as ``target`` keeps it, instants in UTC; raises RecordError."""
    if not has_own_type(target, value):
        raise RecordError(f"{target.name}: {value!r} is not of the type that belongs here")
    try:
        cleaned = target.to_python(value)
        if not isinstance(cleaned, datetime):
            return cleaned
        if cleaned.tzinfo is None:
            raise RecordError(f"{target.name}: an instant needs its offset, such as 2024-03-20T12:00:00Z")
        return cleaned.astimezone(UTC)
    except ValidationError as error:
        raise RecordError(f"{target.name}: {' '.join(error.messages)}") from None
    except OverflowError:
        raise RecordError(f"{target.name}: {value} is out of range") from None


def as_text(value: Any) -> Any:
    """A value as JSON can keep it: natural keys for records, ISO 8601 for dates, None for an empty text."""
    match value:
        case "":
            return None  # a form of the admin may turn either into the other
        case NaturalKeyModel():
            return list(value.natural_key())
        case Decimal():
            return f"{value.normalize():f}"
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case [NaturalKeyModel(), *_]:
            return sorted(map(as_text, value))
        case _:
            return value


def current_text(record: NaturalKeyModel, name: str) -> Any:
    value = getattr(record, name)
    return as_text(list(value.all()) if record._meta.get_field(name).many_to_many else value)


def default_text(model: type[models.Model], name: str) -> Any:
    """What a new record holds where nothing is said of the field."""
    target = model._meta.get_field(name)
    return [] if target.many_to_many else as_text(target.get_default())
