"""Uploads that are no tables: a clear reason at the file, nothing saved."""

import gzip
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from events.admin.exchange.uploads import BoundedUpload
from events.importing.table_files import MAX_BYTES, MAX_ROWS
from tests.events.admin.tables_sent import IMPORT, csv_of, everything_kept, file_error, send, xlsx_of

ROW = {"event": "new", "title_en": "New"}


@pytest.fixture(autouse=True)
def nothing_saved(editor: Client) -> Iterator[None]:
    before = everything_kept()
    yield
    assert everything_kept() == before


def zip_of(**members: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    return zip_of(**{"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(60 * 1024**2)})


def cut_off() -> bytes:
    return xlsx_of(ROW)[:-200]


def without_sheet() -> bytes:
    """A workbook whose XML is none."""
    file = BytesIO()
    with ZipFile(BytesIO(xlsx_of(ROW))) as whole, ZipFile(file, "w") as broken:
        for name in whole.namelist():
            is_sheet = name.startswith("xl/worksheets/")
            broken.writestr(name, b"<worksheet><sheetData><row" if is_sheet else whole.read(name))
    return file.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
NOT_XLSX = "The file is called .xlsx, but that is not what it holds."
NOT_CSV = "The file is called .csv, but that is not what it holds."
DAMAGED = "The workbook is damaged: it cannot be read."
OLD = "This is an .xls file, or one with a password: save it as a plain .xlsx."
FILES: dict[str, tuple[str, bytes, str]] = {
    "picture called csv": ("a.csv", PNG, NOT_CSV),
    "picture called xlsx": ("a.xlsx", PNG, NOT_XLSX),
    "picture": ("a.png", PNG, "Only files that end in .csv or .xlsx can be imported."),
    "no ending": ("a", b"event\nnew\n", "Only files that end in .csv or .xlsx can be imported."),
    "workbook called csv": ("a.csv", xlsx_of(ROW), NOT_CSV),
    "table called xlsx": ("a.xlsx", csv_of(ROW), NOT_XLSX),
    "old workbook": ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(100), OLD),
    "old workbook called xlsx": ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(100), OLD),
    "old workbook called csv": ("a.csv", b"\xd0\xcf\x11\xe0" + bytes(100), OLD),
    "compressed": ("a.csv", gzip.compress(csv_of(ROW)), NOT_CSV),
    "other zip": ("a.xlsx", zip_of(readme=b"hello"), NOT_XLSX),
    "bomb": ("a.xlsx", bomb(), "The workbook unpacks to more than 50 MB."),
    "cut off": ("a.xlsx", cut_off(), "The workbook is damaged: it cannot be unpacked."),
    "broken XML": ("a.xlsx", without_sheet(), DAMAGED),
    "web page": ("a.csv", b"\n<!DOCTYPE html><p>event</p>", "This is a web page or XML, not a table."),
    "empty": ("a.csv", b"", "The submitted file is empty."),
    "only a mark": ("a.csv", b"\xef\xbb\xbf", "The file is empty."),
    "only blanks": ("a.csv", b"\n , \n", "The file is empty."),
    "Latin-1": (
        "a.csv",
        "event,title_en\nnew,Zürich\n".encode("latin-1"),
        "Line 2 holds what is no letter: save the file as “CSV UTF-8”, or as .xlsx.",
    ),
    "broken UTF-16": (
        "a.csv",
        "event,title_en\nnew,New\n".encode("utf-16") + b"\x00",
        "Line 3 holds what is no letter: save the file as “CSV UTF-8”, or as .xlsx.",
    ),
    "NUL": ("a.csv", b"event,title_en\nnew,a\0b\n", "Line 2 holds a character that is no text (NUL)."),
    "UTF-16 without a mark": (
        "a.csv",
        "event,title_en\n".encode("utf-16-le"),
        "Line 1 holds a character that is no text (NUL).",
    ),
    "open quotation": (
        "a.csv",
        b'event,title_en\nnew,"New\nother,Other\n',
        "Line 3 cannot be read, nor what follows: is a quotation mark left open? (unexpected end of data)",
    ),
    "endless cell": (
        "a.csv",
        b"event,title_en\nnew," + b"x" * 200_000,
        "Line 2 cannot be read, nor what follows: is a quotation mark left open? "
        "(field larger than field limit (131072))",
    ),
    "too many rows": (
        "a.csv",
        b"event\n" + b"new\n" * (MAX_ROWS + 1),
        "There are more than 1000 rows: import them in several files.",
    ),
    "row far below": (
        "a.csv",
        b"event\n" + b"\n" * (MAX_ROWS + 10) + b"new\n",
        "There are more than 1000 rows: import them in several files.",
    ),
    "unknown columns": (
        "a.csv",
        b"event,titel,title_en,colour\n",
        "The first row names columns that there are not: titel, colour.",
    ),
    "wrong separator": (
        "a.csv",
        b"event|title_en\nnew|New\n",
        "The first row names columns that there are not: event|title_en.",
    ),
    "column twice": ("a.csv", b"event,place,place\n", "Columns stand twice: place."),
    "column without a name": ("a.csv", b"event,,place\n", "Column 2 has no name in the first row."),
    "no event": (
        "a.csv",
        b"title_en\nNew\n",
        "The column “event” is missing: by it a row says what it is about.",
    ),
    "no session": (
        "a.csv",
        b"event,starts\nnew,\n",
        "The column “session” is missing: by it a row says what it is about.",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_file_that_is_no_table_is_refused(editor: Client, case: str) -> None:
    name, data, why = FILES[case]

    page = send(editor, data, name)

    assert file_error(page) == why
    assert "Nothing was imported." in page.content.decode()


def test_no_file_is_refused(editor: Client) -> None:
    assert file_error(editor.post(IMPORT, {"other": "x"})) == "This field is required."


def test_upload_of_50_mb_is_refused(editor: Client) -> None:
    page = send(editor, b"event\n" + bytes(50 * 1024**2), "big.csv")

    assert file_error(page) == "The file has 50.0\xa0MB, and at most 5.0\xa0MB can be imported."


def test_no_more_of_an_upload_is_kept_than_may_come_in() -> None:
    """Nor of several in one request together."""
    files = {name: SimpleUploadedFile(f"{name}.csv", bytes(20 * 1024**2)) for name in ("one", "two")}
    request = RequestFactory().post(IMPORT, files)
    request.upload_handlers = [BoundedUpload(request)]

    uploads = [request.FILES[name] for name in files]

    assert [upload.size for upload in uploads] == [20 * 1024**2] * 2
    assert [len(upload.file.getvalue()) for upload in uploads] == [MAX_BYTES, 0]
