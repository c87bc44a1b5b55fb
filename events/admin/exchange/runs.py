"""An import as a whole: tried out, and nothing stays; or carried out, and all of it stays or nothing."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from events import revisions
from events.admin.exchange.resources import ImportResult, SessionTable, dataset_of
from events.admin.exchange.uploads import Held
from events.editing import Edit, editing, keys_of_events_showing
from events.importing import tables
from events.importing.table_files import Table
from events.importing.tables import Rights, TableImport
from events.models import Event


class OtherwiseNowError(Exception):
    """What the table would change is not what was confirmed."""


def cells_of(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def try_out(table: Table, rights: Rights) -> ImportResult:
    """What the table would change, or why it is refused; the database is as it was."""
    resource = SessionTable(TableImport(cells_of(table), rights))
    return resource.import_data(dataset_of(table), dry_run=True)


def carry_out(admin: Any, request: HttpRequest, held: Held, rights: Rights) -> tuple[ImportResult, bool]:
    """Write what the held upload says, and whether it was done: not where it means something else by now.

    Raises CannotRenderError.
    """
    table = tables.read(held.name, held.data)
    said = gettext("Imported from %(name)s.") % {"name": held.name}
    try:
        with editing(request.user, [], said) as edit:
            importing = TableImport(cells_of(table), rights, lambda event: begin(edit, event))
            result = SessionTable(importing).import_data(
                dataset_of(table), use_transactions=True, rollback_on_validation_errors=True
            )
            if result.is_refused or result.digest != held.seen:
                raise OtherwiseNowError
            edit.new += importing.new.values()
            for event in importing.new.values():
                admin.log_addition(request, event, said)
            for event in importing.changed.values():
                admin.log_change(request, event, said)
    except OtherwiseNowError:
        return result, False
    return result, True


def begin(edit: Edit, event: Event) -> None:
    """Keep what the event was: only of those that a table changes, which shows row by row."""
    edit.shown |= keys_of_events_showing([event])
    edit.owned.add(event.pk)
    revisions.keep(event.pk)
