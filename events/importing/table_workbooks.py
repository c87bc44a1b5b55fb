"""XLSX workbooks: zipped XML from anywhere, so looked at before it is unpacked; written as plain texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font

from events.importing.table_cells import Unusable

MAX_UNPACKED = 50 * 1024**2
MANIFEST = "[Content_Types].xml"
# What XML cannot hold, or not tell from another character, and what would be read as its escape: ECMA-376
# part 1, 22.9.2.19.
UNWRITABLE = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPE = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff]|[Ff]{3}[EeFf])_")


def read(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet, as texts; raises ValidationError."""
    check_size(data)
    try:
        workbook = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        # As wide and as long as its cells are, whatever the sheet says of itself.
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            yield [text_of(cell) for cell in row]
        workbook.close()
    except Exception as error:  # whatever a parser of zip, XML and numbers may raise over a foreign file
        raise ValidationError(_("The workbook is damaged: it cannot be read.")) from error


def check_size(data: bytes) -> None:
    """Raises ValidationError where the zip's own directory speaks of something else than a small workbook."""
    try:
        members = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ValidationError(_("The workbook is damaged: it cannot be unpacked.")) from error
    if MANIFEST not in {member.filename for member in members}:
        raise ValidationError(_("The file is called .xlsx, but that is not what it holds."))
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        said = {"size": MAX_UNPACKED // 1024**2}
        raise ValidationError(_("The workbook unpacks to more than %(size)s MB."), params=said)


def text_of(cell: Cell) -> str:
    if cell.data_type == "f":
        return Unusable(gettext("There is a formula in it: put its value in its place."))
    if cell.data_type == "e":
        return Unusable(gettext("The spreadsheet shows an error in it: %(cell)s.") % {"cell": cell.value})
    match cell.value:
        case None:
            return ""
        case datetime() as moment:
            # A spreadsheet keeps fractions of days, so the last digits are chance.
            moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
            return moment.isoformat(" ", "seconds" if moment.second else "minutes")
        case date() | time() as moment:
            return moment.isoformat()
        case float() as number if number.is_integer():
            return str(int(number))
        case value:
            return ESCAPE.sub(unescaped, str(value))


def unescaped(found: re.Match[str]) -> str:
    # No database keeps a NUL: its escape stays as it is.
    return chr(int(found[1], 16)) if int(found[1], 16) else found[0]


def escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def written(headers: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A workbook of one sheet in which every cell is a text, also once somebody types into it."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    # Names of columns above, event and session at the side stay in sight.
    sheet.freeze_panes = "C2"

    def as_text(value: str) -> Cell | None:
        if not value:
            return None
        cell = WriteOnlyCell(sheet)
        # Past the setter, which takes “=1” for a formula and “#N/A” for an error.
        cell._value, cell.data_type, cell.number_format = UNWRITABLE.sub(escaped, value), "s", "@"
        return cell

    names = [as_text(header) for header in headers]
    for name in names:
        name.font = Font(bold=True)
    sheet.append(names)
    for row in rows:
        sheet.append([as_text(value) for value in row])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
