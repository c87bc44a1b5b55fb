"""Wall clocks and instants. Nothing else in the site does arithmetic on local times."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class NonexistentTimeError(ValueError):
    """The clocks of the zone jump over that wall-clock time."""


class AmbiguousTimeError(ValueError):
    """The clocks of the zone show that wall-clock time twice."""


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime", "posixrules"}


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


def day_end(day: date, zone: str = "") -> datetime:
    """The UTC instant at which ``day`` is over; the last that Python can write where that is later."""
    try:
        return day_start(day + timedelta(days=1), zone)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
