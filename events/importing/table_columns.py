"""The columns of a table of events and sessions: what a cell says of a record, and what it makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from events.choices import (
    Attendance,
    Cost,
    EventKind,
    InvolvementRole,
    Precision,
    SessionStatus,
)
from events.importing.table_cells import day_read, time_read, time_written
from events.importing.table_parts import Known, Languages, Organisations, Part, Speakers, Topics
from events.models import Event, Session
from events.text_rules import refuse_markup

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES


@dataclass(frozen=True)
class FieldColumn:
    """A field of a record. ``said()`` and ``read()`` are each other's inverse, ``read()`` of a cell that
    is not empty and has no blanks around it."""

    name: str
    field: str

    def said(self, record: Model) -> str:
        return self.written(record, getattr(record, self.field))

    def read(self, record: Model, cell: str, known: Known) -> Any:
        """What the cell means; raises ValidationError."""
        return self.meant(record, cell) if cell else self.nothing(record)

    def is_so(self, record: Model, value: Any) -> bool:
        """Whether the record says that already."""
        return self.written(record, value) == self.said(record)

    def put(self, record: Model, value: Any) -> None:
        setattr(record, self.field, value)

    def nothing(self, record: Model) -> Any:
        """What an empty cell means."""
        return None if record._meta.get_field(self.field).null else ""

    def written(self, record: Model, value: Any) -> str:
        return value or ""

    def meant(self, record: Model, cell: str) -> Any:
        return cell


class Text(FieldColumn):
    def meant(self, record: Model, cell: str) -> str:
        if "\ufffd" in cell:
            raise ValidationError(_("Letters were lost here (�) when the file was saved: write them anew."))
        refuse_markup(cell)
        return cell


@dataclass(frozen=True)
class Choice(FieldColumn):
    choices: type[TextChoices]

    def nothing(self, record: Model) -> str:
        return record._meta.get_field(self.field).get_default()

    def meant(self, record: Model, cell: str) -> str:
        if cell not in self.choices.values:
            said = {"cell": cell, "codes": ", ".join(self.choices.values)}
            raise ValidationError(_("“%(cell)s” is none of %(codes)s."), params=said)
        return cell


class Moment(FieldColumn):
    """An instant, on the clock of the event's zone."""

    def written(self, record: Session, value: Any) -> str:
        return time_written(value, record.event.timezone) if value else ""

    def meant(self, record: Session, cell: str) -> Any:
        return time_read(cell, record.event.timezone)


class Day(FieldColumn):
    def written(self, record: Model, value: Any) -> str:
        return value.isoformat() if value else ""

    def meant(self, record: Model, cell: str) -> Any:
        return day_read(cell)


@dataclass(frozen=True)
class Shown(FieldColumn):
    """What a table tells and an import leaves alone: to publish or to withdraw is another act."""

    def written(self, record: Model, value: Any) -> str:
        return {True: "yes", False: ""}.get(value, value)


type Column = FieldColumn | Part


def in_all_languages(field: str, name: str = "") -> list[Text]:
    """A column for each language that ``field`` is kept in: called after it, or after ``name``."""
    return [
        Text(build_localized_fieldname(name or field, language), build_localized_fieldname(field, language))
        for language in LANGUAGES
    ]


EVENT, SESSION = "event", "session"
"""The two columns that say which session a row is about: the slug of its event, and its number."""

EVENT_COLUMNS: list[Column] = [
    Shown("state", "state"),
    Choice("kind", "kind", EventKind),
    *in_all_languages("title"),
    *in_all_languages("summary"),
    Text("original_name", "original_name"),
    Text("original_language", "original_language"),
    Text("timezone", "timezone"),
    Choice("attendance", "attendance", Attendance),
    Text("platform", "platform"),
    Text("place", "place"),
    *in_all_languages("audience"),
    Choice("cost", "cost", Cost),
    Topics("topics"),
    *(Organisations(f"{role}s", role) for role in InvolvementRole.values),
]
SESSION_COLUMNS: list[Column] = [
    *in_all_languages("title", "session_title"),
    Choice("precision", "precision", Precision),
    Moment("starts", "starts_at"),
    Moment("ends", "ends_at"),
    Day("first_day", "first_day"),
    Day("last_day", "last_day"),
    *in_all_languages("date_note"),
    Choice("status", "status", SessionStatus),
    *in_all_languages("status_reason"),
    Shown("withdrawn", "withdrawn"),
    Languages("languages"),
    Speakers("speakers"),
]
HEADERS = [EVENT, SESSION, *(column.name for column in (*EVENT_COLUMNS, *SESSION_COLUMNS))]


def row_of(session: Session) -> list[str]:
    """Expects the session loaded by ``with_all_that_is_written()``."""
    event = session.event
    return [
        event.slug,
        str(session.number),
        *(column.said(event) for column in EVENT_COLUMNS),
        *(column.said(session) for column in SESSION_COLUMNS),
    ]


def to_be_read(columns: Iterable[Column], cells: dict[str, str]) -> list[Column]:
    """Those that the row has and that an import heeds."""
    return [column for column in columns if column.name in cells and not isinstance(column, Shown)]


def check_headers(headers: list[str]) -> None:
    """Raises ValidationError where it is not clear what each column holds, or which rows they are of."""
    if "" in headers:
        said = {"number": headers.index("") + 1}
        raise ValidationError(_("Column %(number)s has no name in the first row."), params=said)
    if unknown := [name for name in headers if name not in HEADERS]:
        said = {"names": ", ".join(name[:50] for name in unknown[:10])}
        raise ValidationError(_("The first row names columns that there are not: %(names)s."), params=said)
    if twice := [name for name in dict.fromkeys(headers) if headers.count(name) > 1]:
        raise ValidationError(_("Columns stand twice: %(names)s."), params={"names": ", ".join(twice)})
    is_about_sessions = any(column.name in headers for column in SESSION_COLUMNS)
    for name in [EVENT, SESSION] if is_about_sessions else [EVENT]:
        if name not in headers:
            reason = _("The column “%(name)s” is missing: by it a row says what it is about.")
            raise ValidationError(reason, params={"name": name})


def column_of_field(model: type[Model], field: str) -> str:
    """The column by which what a model says of one of its fields is to be mended; the field where none is."""
    key = {Event: ("slug", EVENT), Session: ("number", SESSION)}[model]
    columns = EVENT_COLUMNS if model is Event else SESSION_COLUMNS
    names = {column.field: column.name for column in columns if isinstance(column, FieldColumn)}
    return (names | dict([key])).get(field, field)
