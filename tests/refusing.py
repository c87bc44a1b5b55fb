"""Wrong data, tried twice: in a form, which names the field, and at the database itself."""

from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

WHOLE = NON_FIELD_ERRORS
"""The record as a whole, where an error belongs to no one field."""


def wrong_fields(record: models.Model, **values: Any) -> set[str]:
    """The fields that validation complains of once the record holds ``values``."""
    for name, value in values.items():
        setattr(record, name, value)
    try:
        record.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def assert_database_refuses(record: models.Model, constraint: str, **values: Any) -> None:
    """``constraint`` is what the database names: the constraint, or for SQLite's unique ones a column."""
    rows = type(record).objects.filter(pk=record.pk)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**values)


def assert_refused(record: models.Model, field: str, constraint: str, **values: Any) -> None:
    assert wrong_fields(record, **values) == {field}
    assert_database_refuses(record, constraint, **values)
