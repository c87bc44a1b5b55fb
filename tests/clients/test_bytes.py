"""The bytes of the feed: the grammar of RFC 5545 §3.1, and what clients are known to trip over."""

import re
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.clients.entry import Entry

NAME = "[A-Z][A-Z-]*"
CONTROLS = "\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029"
PARAMETER_VALUE = f'(?:"[^"{CONTROLS}]*"|[^";:,{CONTROLS}]*)'
PARAMETER = f";({NAME})={PARAMETER_VALUE}(?:,{PARAMETER_VALUE})*"
LINE = re.compile(f"(?P<name>{NAME})(?P<parameters>(?:{PARAMETER})*):(?P<value>[^{CONTROLS}]+)")


@dataclass(frozen=True)
class Property:
    name: str
    parameters: str
    value: str


@pytest.fixture
def folded(feed: bytes) -> list[bytes]:
    """Lines as they are sent."""
    return feed.split(b"\r\n")[:-1]


@pytest.fixture
def unfolded(feed: bytes) -> list[str]:
    return feed.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


@pytest.fixture
def properties(unfolded: list[str]) -> list[Property]:
    found = [LINE.fullmatch(line) for line in unfolded]
    return [Property(line["name"], line["parameters"], line["value"]) for line in found]


@pytest.fixture
def entries(properties: list[Property]) -> list[list[Property]]:
    """The properties of each VEVENT."""
    entries = []
    for said in properties:
        if said == Property("BEGIN", "", "VEVENT"):
            entries.append([])
        elif entries and said.name != "END":
            entries[-1].append(said)
    return entries


def value(entry: list[Property], name: str) -> str:
    (found,) = [said for said in entry if said.name == name]
    return found.value


def test_every_line_ends_with_crlf(feed: bytes) -> None:
    assert feed.endswith(b"\r\n")
    assert re.findall(rb"(?<!\r)\n|\r(?!\n)", feed) == []


def test_lines_are_folded_at_75_octets(folded: list[bytes]) -> None:
    assert max(map(len, folded)) == 75


def test_no_line_begins_or_ends_within_a_character(folded: list[bytes]) -> None:
    assert [line for line in folded if line.decode(errors="ignore").encode() != line] == []


def test_every_line_is_a_property_or_goes_on_after_a_space(folded: list[bytes]) -> None:
    assert [line for line in folded if not re.match(rb" .|[A-Z-]+[:;]", line)] == []


def test_every_unfolded_line_is_a_property_with_a_value(unfolded: list[str]) -> None:
    assert [line for line in unfolded if not LINE.fullmatch(line)] == []


def test_feed_holds_events_and_nothing_else(properties: list[Property], expected: list[Entry]) -> None:
    marks = Counter((said.name, said.value) for said in properties if said.name in {"BEGIN", "END"})

    assert marks == {
        ("BEGIN", "VCALENDAR"): 1,
        ("BEGIN", "VEVENT"): len(expected),
        ("END", "VEVENT"): len(expected),
        ("END", "VCALENDAR"): 1,
    }


def test_calendar_says_no_method_and_has_no_uid(properties: list[Property]) -> None:
    names = [said.name for said in properties]

    assert sorted(names[: names.index("BEGIN", 1)]) == [
        "BEGIN", "CALSCALE", "DESCRIPTION", "NAME", "PRODID", "REFRESH-INTERVAL", "SOURCE", "URL", "VERSION",
        "X-PUBLISHED-TTL", "X-WR-CALDESC", "X-WR-CALNAME",
    ]  # fmt: skip


def test_entries_have_these_properties_once(entries: list[list[Property]]) -> None:
    always = {
        "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
        "DESCRIPTION", "URL", "STATUS", "TRANSP", "CLASS",
    }  # fmt: skip
    names = [Counter(said.name for said in entry if said.name != "CONFERENCE") for entry in entries]

    assert set.intersection(*map(set, names)) == always
    assert set.union(*map(set, names)) == always | {"LOCATION", "CATEGORIES", "CONTACT"}
    assert {count for counter in names for count in counter.values()} == {1}


def test_entries_have_parameters_but_no_time_zone(entries: list[list[Property]]) -> None:
    parameters = {
        (said.name, name)
        for entry in entries
        for said in entry
        for name in re.findall(PARAMETER, said.parameters)
    }

    assert parameters == {
        ("SUMMARY", "LANGUAGE"),
        ("DESCRIPTION", "LANGUAGE"),
        ("DTSTART", "VALUE"),
        ("DTEND", "VALUE"),
        ("CONFERENCE", "VALUE"),
        ("CONFERENCE", "FEATURE"),
        ("CONFERENCE", "LABEL"),
    }


def test_times_are_days_or_utc_and_end_after_they_start(entries: list[list[Property]]) -> None:
    shape = r"\d{8}(T\d{6}Z)?"
    spans = [(value(entry, "DTSTART"), value(entry, "DTEND")) for entry in entries]

    assert [span for span in spans if not all(re.fullmatch(shape, time) for time in span)] == []
    assert [(start, end) for start, end in spans if len(start) != len(end) or start >= end] == []


def test_stamps_say_when_the_entry_changed(entries: list[list[Property]]) -> None:
    stamps = [(value(entry, "DTSTAMP"), value(entry, "LAST-MODIFIED")) for entry in entries]

    assert [pair for pair in stamps if pair[0] != pair[1]] == []


def test_no_two_entries_share_a_uid(entries: list[list[Property]]) -> None:
    assert set(Counter(value(entry, "UID") for entry in entries).values()) == {1}
