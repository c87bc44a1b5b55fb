"""Sessions with their events, as django-import-export takes its rows."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import Result, RowResult
from tablib import Dataset

from events.importing.table_columns import HEADERS
from events.importing.table_files import Table
from events.importing.tables import RowChange, TableImport, rows_of
from events.models import Event, Session


def dataset_of(table: Table) -> Dataset:
    return Dataset(*table.rows, headers=table.headers)


class SessionRow(RowResult):
    """What became of a row. ``change`` is None where it is empty or refused."""

    def __init__(self, number: int, cells: dict[str, str]) -> None:
        super().__init__()
        self.number, self.cells = number, cells
        self.change: RowChange | None = None

    @property
    def reasons(self) -> list[tuple[str, str, list[str]]]:
        """Why it is refused: column, cell and messages."""
        if self.validation_error is None:
            return []
        found = self.validation_error.message_dict.items()
        return [(name, self.cells.get(name, ""), texts) for name, texts in found]


class ImportResult(Result):
    """What became of a table."""

    @property
    def is_refused(self) -> bool:
        return self.has_errors() or self.has_validation_errors()

    def of_type(self, *kinds: str) -> list[SessionRow]:
        return [row for row in self.rows if row.import_type in kinds]

    @property
    def refused(self) -> list[SessionRow]:
        return self.of_type(RowResult.IMPORT_TYPE_INVALID)

    @property
    def changing(self) -> list[SessionRow]:
        return self.of_type(RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)

    @property
    def digest(self) -> str:
        """The same for another result that shows the same changes."""
        said = [
            (row.number, row.change.session and row.change.session.number, row.change.cells)
            for row in self.changing
        ]
        return sha256(json.dumps(said).encode()).hexdigest()


class SessionTable(Resource):
    """``importing`` is for an import; an export needs none."""

    class Meta:
        model = Session
        # Rows find their records themselves.
        instance_loader_class = BaseInstanceLoader

    headers: ClassVar[list[str]] = HEADERS

    def __init__(self, importing: TableImport | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.importing = importing

    @classmethod
    def get_display_name(cls) -> str:
        return str(Session._meta.verbose_name_plural)

    @classmethod
    def get_result_class(cls) -> type[ImportResult]:
        return ImportResult

    def import_row(self, row: dict[str, str], instance_loader: object, **kwargs: Any) -> SessionRow:
        # The names of the columns are the first row.
        result = SessionRow(kwargs["row_number"] + 1, row)
        result.import_type = RowResult.IMPORT_TYPE_SKIP
        if not any(cell.strip() for cell in row.values()):
            return result
        try:
            change = result.change = self.importing.write_row(result.number, row)
        except ValidationError as error:
            result.import_type, result.validation_error = RowResult.IMPORT_TYPE_INVALID, error
            return result
        if change.is_new:
            result.import_type = RowResult.IMPORT_TYPE_NEW
        elif change.cells:
            result.import_type = RowResult.IMPORT_TYPE_UPDATE
        return result

    def get_export_headers(self, selected_fields: Iterable[str] | None = None) -> list[str]:
        return self.headers

    def iter_queryset(self, queryset: QuerySet[Event]) -> Iterator[list[str]]:
        """In place of records their rows: an event has as many as it has sessions."""
        return rows_of(queryset)

    def export_resource(self, instance: list[str], **kwargs: Any) -> list[str]:
        return instance
