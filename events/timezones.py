"""Wall clocks and instants. Nothing else in the site does arithmetic on local times."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WAKING_HOURS = (7, 21)
"""From and until which hour people may be asked to take part."""


class NonexistentTimeError(ValueError):
    """The clocks of the zone jump over that wall-clock time."""


class AmbiguousTimeError(ValueError):
    """The clocks of the zone show that wall-clock time twice."""


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime", "posixrules"}


@cache
def zone_countries() -> dict[str, str]:
    """Each zone that has a place, with the ISO 3166 code of its country, as the IANA database has it."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {zone: country for country, _place, zone, *_comments in rows}


def zone_of_country(country: str, instant: datetime) -> str:
    """A zone of the country (ISO 3166), if all its clocks show the same at ``instant``; else empty."""
    zones = [zone for zone, its_country in zone_countries().items() if its_country == country]
    is_one = len({in_zone(instant, zone).utcoffset() for zone in zones}) == 1
    return zones[0] if is_one else ""


def validate_timezone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(_("“%(name)s” is not an IANA time zone."), params={"name": name})


def in_zone(instant: datetime, zone: str) -> datetime:
    """``instant`` as an aware wall-clock time of ``zone``; UTC where ``zone`` is empty."""
    return instant.astimezone(ZoneInfo(zone) if zone else UTC)


def to_instant(local: datetime, zone: str) -> datetime:
    """The UTC instant at which clocks of ``zone`` (UTC where empty) show the naive time ``local``.

    Raises NonexistentTimeError or AmbiguousTimeError where there is not exactly one.
    """
    info = ZoneInfo(zone) if zone else UTC
    try:
        earlier = local.replace(tzinfo=info, fold=0).astimezone(UTC)
        later = local.replace(tzinfo=info, fold=1).astimezone(UTC)
    except OverflowError as error:
        raise NonexistentTimeError(f"{local} is beyond what UTC can be written in") from error
    if earlier.astimezone(info).replace(tzinfo=None) != local:
        raise NonexistentTimeError(f"{local:%Y-%m-%d %H:%M} does not exist in {zone}")
    if earlier != later:
        raise AmbiguousTimeError(f"{local:%Y-%m-%d %H:%M} exists twice in {zone}")
    return earlier


def readings(local: datetime, zone: str) -> tuple[datetime, datetime]:
    """What the naive ``local`` may mean where clocks of ``zone`` jump over it or show it twice (PEP 495).

    Aware, on those clocks: reckoned with the offset before the change, and with the one after it.
    """
    info = ZoneInfo(zone) if zone else UTC
    before, after = (local.replace(tzinfo=info, fold=fold).astimezone(UTC) for fold in (0, 1))
    return before.astimezone(info), after.astimezone(info)


class Offset(NamedTuple):
    """From one instant until another, what clocks of a zone are ahead of UTC, in minutes."""

    start: datetime
    end: datetime
    minutes: int


def minutes_ahead(instant: datetime, zone: str) -> int:
    return in_zone(instant, zone).utcoffset() // timedelta(minutes=1)


@lru_cache(maxsize=200)
def offsets(zone: str, first_year: int, last_year: int) -> list[Offset]:
    """The offsets of ``zone`` from the beginning of one year to the end of another, in UTC, without a gap."""
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    result, day = [], start
    while day < end:
        next_day = day + timedelta(days=1)
        if minutes_ahead(day, zone) != minutes_ahead(next_day, zone):
            change = turning_point(day, next_day, zone)
            result.append(Offset(start, change, minutes_ahead(day, zone)))
            start = change
        day = next_day
    return [*result, Offset(start, end, minutes_ahead(start, zone))]


def turning_point(before: datetime, after: datetime, zone: str) -> datetime:
    """The minute between the two instants at which clocks of ``zone`` are changed."""
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // 2
        middle = middle.replace(second=0, microsecond=0)
        if minutes_ahead(middle, zone) == minutes_ahead(before, zone):
            before = middle
        else:
            after = middle
    return after


def day_start(day: date, zone: str = "") -> datetime:
    """The UTC instant at which ``day`` begins in ``zone``; UTC where ``zone`` is empty.

    The first instant after the jump where clocks jump over midnight; the first that Python can
    write where ``day`` begins before it.
    """
    info = ZoneInfo(zone) if zone else UTC
    try:
        return datetime.combine(day, time.min, tzinfo=info).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def at_hour(day: date, hour: int, zone: str) -> datetime:
    """The first UTC instant at which clocks of ``zone`` show that full hour of ``day``.

    Where clocks jump over it, the one at which they would have shown it.
    """
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day_end(day: date, zone: str = "") -> datetime:
    """The UTC instant at which ``day`` is over; the last that Python can write where that is later."""
    try:
        return day_start(day + timedelta(days=1), zone)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
