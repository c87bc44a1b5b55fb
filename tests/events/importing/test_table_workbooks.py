from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from events.importing import table_workbooks
from events.importing.table_cells import Unusable
from events.importing.table_workbooks import MAX_UNPACKED, read


def workbook_of(*rows: list[Any]) -> Workbook:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("text", "text"),
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        (True, "True"),
        (datetime(2024, 9, 18, 13), "2024-09-18 13:00"),  # noqa: DTZ001
        (datetime(2024, 9, 18, 12, 59, 59, 999_500), "2024-09-18 13:00"),  # noqa: DTZ001
        (datetime(2024, 9, 18, 13, 0, 5), "2024-09-18 13:00:05"),  # noqa: DTZ001
        (date(2024, 9, 18), "2024-09-18 00:00"),
        (time(13), "13:00:00"),
        ("_x000D_", "\r"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x0000_", "_x0000_"),
        ("_xD800_", "_xD800_"),
    ],
)
def test_cell_is_read_as_text(value: Any, text: str) -> None:
    assert list(read(saved(workbook_of(["a", value, "b"])))) == [["a", text, "b"]]


def test_first_sheet_is_read() -> None:
    workbook = workbook_of(["one"])
    workbook.create_sheet("notes").append(["two"])
    workbook.active = 1

    assert list(read(saved(workbook))) == [["one"]]


def test_formula_and_error_say_that_they_cannot_be_read() -> None:
    [cells] = read(saved(workbook_of(["=1+1", "#DIV/0!", "1"])))

    assert cells == [
        "There is a formula in it: put its value in its place.",
        "The spreadsheet shows an error in it: #DIV/0!.",
        "1",
    ]
    assert [type(cell) for cell in cells] == [Unusable, Unusable, str]


def test_sheet_that_says_it_is_endless_is_as_large_as_its_cells() -> None:
    data, file = saved(workbook_of(["a", "b"], ["1", "2"])), BytesIO()
    with ZipFile(BytesIO(data)) as whole, ZipFile(file, "w") as boasting:
        for name in whole.namelist():
            boasting.writestr(name, whole.read(name).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))

    assert list(read(file.getvalue())) == [["a", "b"], ["1", "2"]]


def zip_of(size: int) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("xl/sharedStrings.xml", bytes(size))
    return file.getvalue()


def test_what_unpacks_to_more_than_it_may_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_workbooks, "load_workbook", lambda *_args, **_kwargs: pytest.fail("unpacked"))
    data = zip_of(MAX_UNPACKED + 1)
    assert len(data) < 100_000

    with pytest.raises(ValidationError, match="unpacks to more than 50 MB"):
        list(read(data))
