"""Tables of events and their sessions: one row a session, what is said of its event on each of its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.choices import Precision
from events.importing.table_cells import Unusable
from events.importing.table_columns import (
    EVENT,
    EVENT_COLUMNS,
    SESSION,
    SESSION_COLUMNS,
    check_headers,
    row_of,
    to_be_read,
)
from events.importing.table_files import Table, read_table
from events.importing.table_parts import Known, with_all_that_is_written
from events.importing.table_records import CellChange, Cells, write
from events.models import Event, Session

TIMES = {"starts": "starts_at", "ends": "ends_at"}
DAYS = {"first_day": "first_day", "last_day": "last_day"}
DATES = TIMES | DAYS
"""The columns of dates, and their fields."""
# As many as every database keeps.
LAST_NUMBER = 32_767


@dataclass(frozen=True)
class Rights:
    """What the person who imports may do. ``may_change`` is asked before a write, ``may_keep`` after it."""

    events: QuerySet[Event]
    may_add: bool
    may_change: Callable[[Event], bool]
    may_keep: Callable[[Event], bool]


@dataclass
class RowChange:
    """What a row makes different. ``session`` is None where it speaks of its event alone."""

    event: Event
    session: Session | None
    is_new: bool
    cells: list[CellChange]


@dataclass
class Stem:
    """One event of a table, and what the table has said of it so far."""

    row: int
    cells: Cells
    event: Event | None = None
    """None while it is refused."""
    is_new: bool = False
    sessions: dict[int, Session] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    """The row of each session's number."""


def read(name: str, data: bytes) -> Table:
    """The table in a file of that name; raises ValidationError."""
    table = read_table(name, data)
    check_headers(table.headers)
    return table


def rows_of(events: QuerySet[Event]) -> Iterator[list[str]]:
    """A row for each session of ``events``."""
    for event in with_all_that_is_written(events):
        for session in event.sessions.all():
            yield row_of(session)


def number_in(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 10 else None


class TableImport:
    """Rows become events and sessions, one after another, inside a transaction of the caller's.

    ``before_write`` is told of each event that was there before, when it is about to be changed.
    """

    def __init__(
        self, rows: list[Cells], rights: Rights, before_write: Callable[[Event], None] = lambda _event: None
    ) -> None:
        self.rights, self.before_write = rights, before_write
        self.known = Known()
        self.stems: dict[str, Stem] = {}
        self.new: dict[int, Event] = {}
        self.changed: dict[int, Event] = {}
        """Events by their primary keys."""
        slugs = {cells[EVENT].strip() for cells in rows}
        found = with_all_that_is_written(rights.events.filter(slug__in=slugs))
        self.events = {event.slug: event for event in found}
        self.taken = set(Event.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        self.numbers: dict[str, set[int]] = {slug: set() for slug in slugs}
        """Those of sessions that are given for each event."""
        for cells in rows:
            number = number_in(cells.get(SESSION, "").strip())
            if number is not None:
                self.numbers[cells[EVENT].strip()].add(number)

    def write_row(self, row: int, cells: Cells) -> RowChange:
        """Write what the row of that number says. Raises ValidationError, its reasons by columns."""
        if unusable := {name: [cell] for name, cell in cells.items() if isinstance(cell, Unusable)}:
            raise ValidationError(unusable)
        slug = cells[EVENT].strip()
        if not slug:
            raise ValidationError({EVENT: [_("Which event is it? Write its slug.")]})
        if slug not in self.stems:
            stem = self.stems[slug] = Stem(row, cells)
            changes = self.write_event(stem, slug)
        else:
            stem, changes = self.stems[slug], []
            agree(stem, cells)
        change = RowChange(stem.event, None, is_new=False, cells=changes)
        self.write_session(stem, row, cells, change)
        return change

    def write_event(self, stem: Stem, slug: str) -> list[CellChange]:
        event = self.events.get(slug) or self.new_event(slug)
        is_new = event.pk is None
        check_zone(event, stem.cells, self.numbers[slug])
        columns = to_be_read(EVENT_COLUMNS, stem.cells)
        changes = write(event, columns, stem.cells, self.known, lambda: self.about_to_change(event))
        if (is_new or changes) and not self.rights.may_keep(event):
            raise ValidationError({EVENT: [_("You may not make it an event of bodies that are not yours.")]})
        if is_new:
            self.new[event.pk] = event
        else:
            stem.sessions = {session.number: session for session in event.sessions.all()}
        stem.event, stem.is_new = event, is_new
        return changes

    def new_event(self, slug: str) -> Event:
        if slug in self.taken:
            reason = _("An event of this slug exists, and you may not change it: choose another slug.")
            raise ValidationError({EVENT: [reason]})
        if not self.rights.may_add:
            raise ValidationError({EVENT: [_("There is no event of this slug, and you may not add one.")]})
        return Event(slug=slug)

    def about_to_change(self, event: Event) -> None:
        """Once for each event that was there before; raises ValidationError."""
        if event.pk is None or event.pk in self.new or event.pk in self.changed:
            return
        if not self.rights.may_change(event):
            raise ValidationError({EVENT: [_("You may not change this event.")]})
        self.before_write(event)
        self.changed[event.pk] = event

    def write_session(self, stem: Stem, row: int, cells: Cells, change: RowChange) -> None:
        """An event that is new has a session; else a row may speak of the event alone."""
        columns = to_be_read(SESSION_COLUMNS, cells)
        number_cell = cells.get(SESSION, "").strip()
        is_needed = stem.is_new and not stem.rows
        if not (is_needed or number_cell or any(cells[column.name].strip() for column in columns)):
            return
        number = self.number_of(stem, number_cell)
        if number in stem.rows:
            reason = _("Row %(row)s is about the same session.") % {"row": stem.rows[number]}
            raise ValidationError({SESSION: [reason]})
        stem.rows[number] = row
        session = stem.sessions.get(number) or Session(event=stem.event, number=number)
        change.session, change.is_new = session, session.pk is None
        cells = with_precision(session, cells)
        columns = to_be_read(SESSION_COLUMNS, cells)
        change.cells += write(session, columns, cells, self.known, lambda: self.about_to_change(stem.event))
        stem.sessions[number] = session

    def number_of(self, stem: Stem, cell: str) -> int:
        if not cell:
            given = self.numbers[stem.event.slug]
            return 1 + max(given | stem.sessions.keys() | stem.rows.keys(), default=0)
        number = number_in(cell)
        if number is None or number > LAST_NUMBER:
            reason = _("A session is called by its number, from 1 to %(last)s.") % {"last": LAST_NUMBER}
            raise ValidationError({SESSION: [reason]})
        return number


def agree(stem: Stem, cells: Cells) -> None:
    """Raises ValidationError where a further row does not speak of the event as its first row does."""
    if stem.event is None:
        raise ValidationError({EVENT: [_("Its event is refused in row %(row)s.") % {"row": stem.row}]})
    reason = _("Row %(row)s says something else of the same event: “%(cell)s”.")
    others = {
        column.name: [reason % {"row": stem.row, "cell": stem.cells[column.name]}]
        for column in to_be_read(EVENT_COLUMNS, cells)
        if cells[column.name].strip() != stem.cells[column.name].strip()
    }
    if others:
        raise ValidationError(others)


def check_zone(event: Event, cells: Cells, numbers: set[int]) -> None:
    """Raises ValidationError where the zone changes and the table does not say what becomes of each time."""
    if event.pk is None or cells.get("timezone", event.timezone).strip() == event.timezone:
        return
    timed = [session.number for session in event.sessions.all() if session.precision == Precision.TIME]
    given = numbers if cells.keys() >= set(TIMES) else set()
    if missing := [str(number) for number in timed if number not in given]:
        reason = _(
            "Times are on the clock of the zone. To change it, give starts and ends of each session; "
            "here are none of session %(numbers)s."
        )
        raise ValidationError({"timezone": [reason % {"numbers": ", ".join(missing)}]})


def with_precision(session: Session, cells: Cells) -> Cells:
    """Where the precision is left empty, it follows from the dates that are there."""
    if cells.get("precision", "" if session.pk is None else session.precision).strip():
        return cells

    def is_there(column: str) -> bool:
        return bool(cells[column].strip() if column in cells else getattr(session, DATES[column]))

    precision = Precision.UNKNOWN
    if any(map(is_there, TIMES)):
        precision = Precision.TIME
    elif any(map(is_there, DAYS)):
        precision = Precision.DAY
    return cells | {"precision": precision.value}
