"""Cells of a table as text: what no spreadsheet may run, and how times and days are written."""

import re
from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models.session import YEARS
from events.timezones import AmbiguousTimeError, NonexistentTimeError, in_zone, readings, to_instant

# What spreadsheets take for the beginning of a formula, the wide forms of East Asian keyboards too.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
TIME = re.compile(
    r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?", flags=re.ASCII
)
# A spreadsheet has no days, only midnights.
DAY = re.compile(r"\d{4}-\d\d-\d\d( 00:00(:00)?)?", flags=re.ASCII)


class Unusable(str):
    """Why a cell cannot be read, in the place of what it says."""

    __slots__ = ()


def defused(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs: with an apostrophe before what might be a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that was ``defused()`` into the cell."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def time_written(instant: datetime, zone: str) -> str:
    """``instant`` on clocks of ``zone``, with its offset where they show that time twice."""
    local = in_zone(instant, zone)
    naive = local.replace(tzinfo=None)
    is_full_minute = not (local.second or local.microsecond)
    written = naive.isoformat(" ", "minutes" if is_full_minute else "auto")
    before, after = readings(naive, zone)
    before, after = readings(naive, zone)
    return written if before.utcoffset() == after.utcoffset() else f"{written}{local:%:z}"


def time_read(cell: str, zone: str) -> datetime:
    """The UTC instant that a cell means by clocks of ``zone`` (UTC where empty); raises ValidationError."""
    if not TIME.fullmatch(cell):
        raise ValidationError(_("A time is written like 2024-09-18 13:00, by the clock of the event’s zone."))
    moment = checked(datetime, cell)
    found = instants(moment.replace(tzinfo=None), zone)
    if moment.tzinfo is None and len(found) > 1:
        reason = _(
            "The clocks of %(zone)s show %(cell)s twice: write which is meant, %(before)s or %(after)s."
        )
        before, after = (time_written(instant, zone) for instant in found)
        said = {"zone": zone or "UTC", "cell": cell, "before": before, "after": after}
        raise ValidationError(reason, params=said)
    if moment.tzinfo is not None:
        found = [instant for instant in found if instant == moment]
    if not found:
        reason = _("The clocks of %(zone)s have another offset then: leave it out, the zone says it.")
        raise ValidationError(reason, params={"zone": zone or "UTC"})
    return found[0]


def instants(local: datetime, zone: str) -> list[datetime]:
    """The UTC instants at which clocks of ``zone`` show ``local``, one or two; raises ValidationError."""
    try:
        return [to_instant(local, zone)]
    except AmbiguousTimeError:
        return [reading.astimezone(UTC) for reading in readings(local, zone)]
    except NonexistentTimeError as error:
        reason = _("The clocks of %(zone)s jump over %(time)s on %(day)s: there is no such time.")
        said = {"zone": zone or "UTC", "time": f"{local:%H:%M}", "day": f"{local:%Y-%m-%d}"}
        raise ValidationError(reason, params=said) from error


def day_read(cell: str) -> date:
    if not DAY.fullmatch(cell):
        raise ValidationError(_("A day is written like 2024-09-18."))
    return checked(date, cell[:10])


def checked[Written: (date, datetime)](kind: type[Written], cell: str) -> Written:
    """What is written in ISO 8601, of a year that sessions are held in; raises ValidationError."""
    try:
        found = kind.fromisoformat(cell)
    except ValueError as error:
        raise ValidationError(_("There is no such day or time.")) from error
    if found.year not in YEARS:
        said = {"first": YEARS[0], "last": YEARS[-1]}
        raise ValidationError(_("The year lies between %(first)s and %(last)s."), params=said)
    return found
