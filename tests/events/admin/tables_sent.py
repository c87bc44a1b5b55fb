"""What an editor does with tables: sends one, reads what it would change or why it is refused, confirms."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session as BrowserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.events.admin.entries import EARLIER
from tests.factories import make_event, make_involvement, make_session

IMPORT = reverse("admin:events_event_import")
CONFIRM = reverse("admin:events_event_process_import")
EXPORT = reverse("admin:events_event_export")
LIST = reverse("admin:events_event_changelist")
CSV, XLSX = "0", "1"
NAMES = {CSV: "events.csv", XLSX: "events.xlsx"}

type Rows = list[dict[str, str]]


def make_series() -> list[Session]:
    """Three sessions of one published event, at 13:00 in Brussels; calendars know them."""
    event = make_event(slug="series", title="A series")
    make_involvement(event)
    sessions = [
        make_session(
            event,
            starts_at=datetime(2024, 9, day, 11, tzinfo=UTC),
            ends_at=datetime(2024, 9, day, 12, tzinfo=UTC),
        )
        for day in (4, 11, 18)
    ]
    bring_up_to_date(Event.objects.all(), EARLIER)
    return sessions


def csv_of(*rows: dict[str, Any], delimiter: str = ",") -> bytes:
    """A table with the columns of the first row."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def xlsx_of(*rows: dict[str, Any]) -> bytes:
    workbook, file = Workbook(), BytesIO()
    for cells in [list(rows[0]), *(list(row.values()) for row in rows)]:
        workbook.active.append(cells)
    workbook.save(file)
    return file.getvalue()


def send(editor: Client, data: bytes, name: str = "events.csv") -> HttpResponse:
    return editor.post(IMPORT, {"import_file": SimpleUploadedFile(name, data)})


def confirm(editor: Client, page: HttpResponse) -> HttpResponse:
    return editor.post(CONFIRM, page.context["confirm_form"].initial)


def import_rows(editor: Client, *rows: dict[str, Any]) -> None:
    page = send(editor, csv_of(*rows))
    assert refusals(page) == []
    assert confirm(editor, page).status_code == 302


def refusals(page: HttpResponse) -> list[tuple[int, str, str]]:
    """Row, column and why."""
    return [
        (row.number, column, " ".join(texts))
        for row in page.context["result"].refused
        for column, _cell, texts in row.reasons
    ]


def changes(page: HttpResponse) -> list[tuple[int, str, str, str]]:
    """Row, column, what it says now, and then."""
    return [(row.number, *cell) for row in page.context["result"].changing for cell in row.change.cells]


def file_error(page: HttpResponse) -> str:
    """Why the file as a whole cannot be read; none of it was looked at further."""
    assert "result" not in page.context
    [told] = page.context["form"].errors["import_file"]
    return told


def export(editor: Client, kind: str = CSV, query: str = "") -> bytes:
    response = editor.post(EXPORT + query, {"resource": "0", "format": kind})
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    return response.content


def rows_in_csv(data: bytes) -> Rows:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def rows_in_xlsx(data: bytes) -> Rows:
    headers, *rows = load_workbook(BytesIO(data)).active.iter_rows(values_only=True)
    return [{name: cell or "" for name, cell in zip(headers, row, strict=True)} for row in rows]


def everything_kept() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for who is signed in."""
    models = [model for model in apps.get_models() if model is not BrowserSession]
    return {
        model._meta.label: [plain(row) for row in model.objects.order_by("pk").values()] for model in models
    }


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
