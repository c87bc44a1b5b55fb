"""What the cells of a row make of one record: all of it, or reasons by the columns that they stand in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from events.importing.table_columns import LANGUAGES, Column, column_of_field
from events.importing.table_parts import Known, Part
from events.models import Event

type Cells = dict[str, str]
type Reasons = dict[str, list[str]]

# Set by those who call, not by cells.
RELATIONS = {"event", "parent"}
TITLES = [build_localized_fieldname("title", language) for language in LANGUAGES]


class CellChange(NamedTuple):
    column: str
    before: str
    after: str


def write(
    record: Model, columns: list[Column], cells: Cells, known: Known, before_write: Callable[[], None]
) -> list[CellChange]:
    """Save the record with what the cells say of it, and return what that changed.

    A cell that says what would be written of the record today leaves it as it is. Raises ValidationError.
    """
    is_new = record.pk is None
    said = {column: said_of(column, record) for column in columns}
    meant, reasons = meanings(record, {column: cells[column.name] for column in columns}, said, known)
    parts = {column: value for column, value in meant.items() if isinstance(column, Part)}
    is_itself_changed = is_new or len(meant) > len(parts)
    if is_itself_changed:
        for column in meant.keys() - parts.keys():
            column.put(record, meant[column])
        reasons = reasons_against(record) | reasons
    if reasons:
        raise ValidationError(reasons)
    if not (is_new or meant):
        return []
    before_write()
    if is_itself_changed:
        save(record)
    says = put_parts(record, parts)
    changes = [
        CellChange(
            column.name,
            before="" if is_new else said[column],
            after=says[column] if column in says else said_of(column, record),
        )
        for column in columns
        if is_new or column in meant
    ]
    return [change for change in changes if change.before != change.after]


def meanings(
    record: Model, cells: dict[Column, str], said: dict[Column, str], known: Known
) -> tuple[dict[Column, Any], Reasons]:
    """What cells mean that the record does not say already, and why others cannot be read."""
    meant, reasons = {}, {}
    for column, cell in cells.items():
        if cell == said[column]:
            continue
        try:
            value = column.read(record, cell.strip(), known)
        except ValidationError as error:
            reasons[column.name] = error.messages
        else:
            if record.pk is None or not column.is_so(record, value):
                meant[column] = value
    return meant, reasons


def said_of(column: Column, record: Model) -> str:
    """What the column says of the record today: a record that is not saved has no parts."""
    return "" if record.pk is None and isinstance(column, Part) else column.said(record)


def put_parts(record: Model, parts: dict[Part, object]) -> dict[Part, str]:
    """What the columns say then."""
    says = {}
    for column, value in parts.items():
        try:
            says[column] = column.put(record, value)
        except ValidationError as error:
            raise ValidationError({column.name: error.messages}) from error
    return says


def reasons_against(record: Model) -> Reasons:
    """What the model says of the record, by columns; constraints are left to ``save()``."""
    reasons: Reasons = {}
    # The plain field of a translated one repeats it in the language of the reader.
    translated = translator.get_options_for_model(type(record)).get_field_names()
    try:
        record.full_clean(exclude={*RELATIONS, *translated}, validate_constraints=False)
    except ValidationError as error:
        reasons = by_columns(record, error)
    if isinstance(record, Event) and not any(getattr(record, title) for title in TITLES):
        reasons.setdefault(TITLES[0], []).append(_("It is needed in at least one language."))
    return reasons


def save(record: Model) -> None:
    """Raises ValidationError in the words of a constraint.

    The database checks them all with the write itself. To ask it for each beforehand, as ``full_clean()``
    does, takes as long as all the rest of a row.
    """
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        try:
            record.validate_constraints()
        except ValidationError as error:
            raise ValidationError(by_columns(record, error)) from error
        raise


def by_columns(record: Model, error: ValidationError) -> Reasons:
    reasons: Reasons = {}
    for name, texts in error.message_dict.items():
        reasons.setdefault(column_of_field(type(record), name), []).extend(texts)
    return reasons
