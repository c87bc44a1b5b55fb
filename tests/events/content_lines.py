"""Reads iCalendar as RFC 5545 says, without the library that wrote it."""

import re
from typing import NamedTuple

from events.models import Session

PARAMETER = r';([A-Z-]+)=((?:"[^"]*"|[^";:])*)'
LINE = re.compile(rf"([A-Z-]+)((?:{PARAMETER})*):(.*)", re.DOTALL)
MOST_OCTETS = 75


class Property(NamedTuple):
    name: str
    parameters: dict[str, str]
    value: str
    """As it is written: TEXT is still escaped."""


def lines(entry: bytes) -> list[str]:
    """The content lines of an entry, unfolded (RFC 5545 §3.1)."""
    assert entry.endswith(b"\r\n")
    return entry.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def properties(entry: bytes) -> list[Property]:
    """Each content line in its parts (§3.1, §3.2, RFC 6868)."""
    found = []
    for line in lines(entry):
        parts = LINE.fullmatch(line)
        assert parts, f"no content line: {line!r}"
        parameters = {name: signs_of(value) for name, value in re.findall(PARAMETER, parts[2])}
        found.append(Property(parts[1], parameters, parts[5]))
    return found


def signs_of(parameter: str) -> str:
    """The value of a parameter: unquoted, what is escaped with a caret read (RFC 6868)."""
    signs = {"n": "\n", "'": '"', "^": "^"}
    return re.sub(r"\^([n'^])", lambda sign: signs[sign[1]], parameter.replace('"', ""))


def unescaped(text: str) -> str:
    """The meaning of a value of type TEXT (§3.3.11)."""
    return re.sub(r"\\(.)", lambda sign: {"n": "\n", "N": "\n"}.get(sign[1], sign[1]), text)


def items(text: str) -> list[str]:
    """The meaning of a list of TEXT: CATEGORIES (§3.8.1.2)."""
    return [unescaped(item) for item in re.findall(r"(?:^|,)((?:\\.|[^\\,])*)", text)]


def only(entry: bytes, name: str) -> Property | None:
    """The property of that name; None where the entry has none."""
    found = [one for one in properties(entry) if one.name == name]
    assert len(found) <= 1
    return found[0] if found else None


def value(entry: bytes, name: str) -> str | None:
    """What the property says, its TEXT unescaped; None where the entry has none."""
    found = only(entry, name)
    return unescaped(found.value) if found else None


def language(entry: bytes, name: str) -> str | None:
    """The language that the property says it is in (§3.2.10)."""
    return only(entry, name).parameters.get("LANGUAGE")


def stored(session: Session, language: str = "en") -> bytes:
    """What calendars are told of the session: the bytes in the database."""
    return bytes(session.calendar_entries.get(language=language).content)


def stamps(entry: bytes) -> tuple[int, str, str]:
    """(SEQUENCE, LAST-MODIFIED, DTSTAMP)."""
    return int(value(entry, "SEQUENCE")), value(entry, "LAST-MODIFIED"), value(entry, "DTSTAMP")


def assert_well_formed(entry: bytes) -> None:
    """Lines that end and fold as they must, of UTF-8 without control characters, balanced, none empty."""
    assert all(len(line) <= MOST_OCTETS for line in entry.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", entry)
    text = entry.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)
    first, *_, last = found = properties(entry)
    assert (first.name, first.value, last.name, last.value) == ("BEGIN", "VEVENT", "END", "VEVENT")
    assert all(one.value for one in found)
    assert "METHOD" not in {one.name for one in found}
