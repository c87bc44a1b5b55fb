import pytest
from pytest_django import Settings

from events import ical
from tests.events.content_lines import lines, value

HEAD = {
    "name": "All sessions",
    "about": "Every session; of all.",
    "page": "http://testserver/en/events/",
    "feed": "http://testserver/en/events.ics",
}


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SAMPLE_CATALOGUE = False


def test_calendar_names_itself_and_its_addresses() -> None:
    result = ical.head(**HEAD) + ical.FOOT

    assert lines(result) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Climate webinar catalogue//EN",
        "CALSCALE:GREGORIAN",
        "NAME:All sessions",
        "X-WR-CALNAME:All sessions",
        "DESCRIPTION:Every session\\; of all.",
        "X-WR-CALDESC:Every session\\; of all.",
        "URL:http://testserver/en/events/",
        "SOURCE;VALUE=URI:http://testserver/en/events.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "END:VCALENDAR",
    ]


def test_calendar_of_samples_says_so(settings: Settings) -> None:
    settings.SAMPLE_CATALOGUE = True

    result = ical.head(**HEAD) + ical.FOOT

    assert value(result, "NAME") == value(result, "X-WR-CALNAME") == "Sample: All sessions"
    assert value(result, "DESCRIPTION") == "Sample sessions that nobody holds. Every session; of all."


def test_hard_name_stays_one_line_that_is_read_as_it_was_meant() -> None:
    name = "Heat\u2028rain; \\n ice\r\nBEGIN:VEVENT" + "水" * 60

    result = ical.head(**HEAD | {"name": name}) + ical.FOOT

    assert value(result, "NAME") == "Heat\nrain; \\n ice\nBEGIN:VEVENT" + "水" * 60
    assert [line for line in lines(result) if line.startswith("BEGIN")] == ["BEGIN:VCALENDAR"]
    assert all(len(line) <= 75 for line in result.split(b"\r\n"))
