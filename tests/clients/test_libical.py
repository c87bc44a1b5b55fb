"""libical: the parser of Evolution and KDE, in C."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_char_p, c_int, c_void_p
from datetime import UTC, date, datetime

import pytest

from tests.clients.conftest import need
from tests.clients.entry import Entry


class Time(ctypes.Structure):
    """``struct icaltimetype``."""

    _fields_ = [
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", c_int),
        ("is_daylight", c_int),
        ("zone", c_void_p),
    ]


FUNCTIONS = {
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalcomponent_free": (None, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_dtstart": (Time, c_void_p),
    "icalcomponent_get_dtend": (Time, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icalproperty_get_value": (c_void_p, c_void_p),
    "icalproperty_get_value_as_string": (c_char_p, c_void_p),
    "icaltime_is_utc": (c_int, Time),
    "icalvalue_get_text": (c_char_p, c_void_p),
    "icalvalue_get_uri": (c_char_p, c_void_p),
}


def library() -> ctypes.CDLL | None:
    """Its functions with their types; None where it is not installed."""
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        return None
    for name, (result, *arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


libical = library()
need(libical, "libical.so.3 (Debian: libical3)")


@contextmanager
def parsed(feed: bytes) -> Iterator[int]:
    """The VCALENDAR."""
    calendar = libical.icalparser_parse_string(feed)
    yield calendar
    libical.icalcomponent_free(calendar)


def children(parent: int, what: str, name: str) -> Iterator[int]:
    """Its components or properties (``what``) of that name."""
    kind = getattr(libical, f"ical{what}_string_to_kind")(name.encode())
    child = getattr(libical, f"icalcomponent_get_first_{what}")(parent, kind)
    while child:
        yield child
        child = getattr(libical, f"icalcomponent_get_next_{what}")(parent, kind)


def values(event: int, name: str, kind: str = "text") -> tuple[str, ...]:
    """The values of the properties of that name, which are of that type."""
    read = getattr(libical, f"icalvalue_get_{kind}")
    properties = children(event, "property", name)
    return tuple(read(libical.icalproperty_get_value(found)).decode() for found in properties)


def moment(time: Time) -> datetime | date:
    day = date(time.year, time.month, time.day)
    if time.is_date:
        return day
    zone = UTC if libical.icaltime_is_utc(time) else None
    return datetime(day.year, day.month, day.day, time.hour, time.minute, time.second, tzinfo=zone)


def entry(event: int) -> Entry:
    (status,) = children(event, "property", "STATUS")
    return Entry(
        uid="".join(values(event, "UID")),
        start=moment(libical.icalcomponent_get_dtstart(event)),
        end=moment(libical.icalcomponent_get_dtend(event)),
        title="".join(values(event, "SUMMARY")),
        status=libical.icalproperty_get_value_as_string(status).decode(),
        description="".join(values(event, "DESCRIPTION")),
        location="".join(values(event, "LOCATION")),
        url="".join(values(event, "URL", "uri")),
        categories=values(event, "CATEGORIES"),
        conferences=values(event, "CONFERENCE", "uri"),
    )


def test_libical_reads_what_is_meant(feed: bytes, expected: list[Entry]) -> None:
    with parsed(feed) as calendar:
        assert sorted(map(entry, children(calendar, "component", "VEVENT"))) == expected


def test_libical_finds_no_error(feed: bytes) -> None:
    with parsed(feed) as calendar:
        assert libical.icalcomponent_count_errors(calendar) == 0
        assert libical.icalrestriction_check(calendar) == 1
        assert libical.icalcomponent_count_errors(calendar) == 0


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        (b"DTSTART:", b"DTSTART:x", (1, 1)),
        (b"\r\nSTATUS:CONFIRMED", b"\r\nSTATUS:", (1, 1)),
        (b"\r\nSTATUS", b"\r\nSTATUS:TENTATIVE\r\nSTATUS", (0, 0)),
        (b"\r\nVERSION:2.0", b"", (0, 0)),
    ],
)
def test_libical_would_find_an_error(feed: bytes, right: bytes, wrong: bytes, found: tuple[int, int]) -> None:
    assert right in feed
    with parsed(feed.replace(right, wrong, 1)) as calendar:
        errors = libical.icalcomponent_count_errors(calendar)
        assert (errors, libical.icalrestriction_check(calendar)) == found
