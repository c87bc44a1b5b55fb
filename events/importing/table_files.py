"""Files of rows and columns, as bytes: CSV and XLSX, read with suspicion and written so that nothing runs."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.importing import table_workbooks
from events.importing.table_cells import Unusable, defused, restored

MAX_BYTES = 5 * 1024**2
MAX_ROWS = 1_000
TEXT_FILES = {".csv", ".tsv", ".txt"}
SEPARATORS = ",;\t"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"\x1f\x8b")


@dataclass(frozen=True)
class Table:
    """Names of columns, and rows of as many cells each."""

    headers: list[str]
    rows: list[list[str]]


def read_table(name: str, data: bytes) -> Table:
    """What the file called ``name`` holds; raises ValidationError where it is none of what can be read."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(OLD_OFFICE):
        raise ValidationError(_("This is an .xls file, or one with a password: save it as a plain .xlsx."))
    if ending not in {*TEXT_FILES, ".xlsx"}:
        raise ValidationError(_("Only files that end in .csv or .xlsx can be imported."))
    if data.startswith(ZIP) != (ending == ".xlsx") or data.startswith(NO_TEXT):
        reason = _("The file is called %(ending)s, but that is not what it holds.")
        raise ValidationError(reason, params={"ending": ending})
    is_text = ending in TEXT_FILES
    cells = read_csv(data) if is_text else table_workbooks.read(data)
    rows = within_limit(cells)
    if not rows:
        raise ValidationError(_("The file is empty."))
    headers = [cell.strip() for cell in rows[0]]
    while headers and not headers[-1]:
        headers.pop()
    # A workbook leaves empty cells at the end of a row away; in CSV a short row has lost some.
    width = 0 if is_text else len(headers)
    return Table(headers, [fitted(row, headers, width) for row in rows[1:]])


def within_limit(rows: Iterable[list[str]]) -> list[list[str]]:
    """The header and the rows up to the last that says something; raises ValidationError beyond the limit."""
    kept, last = [], 0
    for number, row in enumerate(rows, start=1):
        says_something = any(cell.strip() for cell in row)
        if number <= MAX_ROWS + 1:
            kept.append(row if says_something else [])
            last = number if says_something else last
        elif says_something:
            reason = _("There are more than %(count)s rows: import them in several files.")
            raise ValidationError(reason, params={"count": MAX_ROWS})
    return kept[:last]


def fitted(row: list[str], headers: list[str], width: int) -> list[str]:
    """The row with a cell for each header, as the texts that were once written; ``width`` is its least."""
    cells = [cell if isinstance(cell, Unusable) else restored(cell) for cell in row]
    if not cells:
        return [""] * len(headers)
    while len(cells) > len(headers) and not cells[-1]:
        cells.pop()
    cells += [""] * (width - len(cells))
    if len(cells) != len(headers):
        said = {"count": len(cells), "headers": len(headers)}
        reason = gettext("The row has %(count)s cells, and there are %(headers)s columns.") % said
        cells = [Unusable(reason), *cells[1 : len(headers)]]
    return cells + [""] * (len(headers) - len(cells))


def read_csv(data: bytes) -> Iterable[list[str]]:
    text = decoded(data)
    if text.lstrip().startswith("<"):
        raise ValidationError(_("This is a web page or XML, not a table."))
    first_line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first_line.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        reason = _("Line %(line)s cannot be read, nor what follows: is a quotation mark left open? (%(why)s)")
        raise ValidationError(reason, params={"line": reader.line_num, "why": str(error)}) from error


def decoded(data: bytes) -> str:
    """The text of the file, without its mark; raises ValidationError."""
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = _("Line %(line)s holds what is no letter: save the file as “CSV UTF-8”, or as .xlsx.")
        raise ValidationError(reason, params={"line": line}) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        reason = _("Line %(line)s holds a character that is no text (NUL).")
        raise ValidationError(reason, params={"line": line})
    return text


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a mark, by which spreadsheets know that it is UTF-8."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerows([list(headers), *(map(defused, row) for row in rows)])
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return table_workbooks.written(headers, (map(defused, row) for row in rows))
