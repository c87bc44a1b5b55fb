from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from events import ical
from events.models import CalendarEntry, Session
from tests.events.content_lines import lines, value
from tests.factories import (
    make_event,
    make_session,
)

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)

CALENDAR = {
    "name": "All sessions",
    "text": "Every session; of all.",
    "page": "http://testserver/en/events/",
    "feed": "http://testserver/en/events.ics",
}


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"
    settings.SAMPLE_CATALOGUE = False


def test_calendar_names_itself_and_its_addresses() -> None:
    result = ical.calendar([], **CALENDAR)

    assert sorted(lines(result)) == sorted(
        [
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
    )


def test_calendar_of_samples_says_so(settings: Settings) -> None:
    settings.SAMPLE_CATALOGUE = True

    result = ical.calendar([], **CALENDAR)

    assert value(result, "NAME") == value(result, "X-WR-CALNAME") == "Sample: All sessions"
    assert value(result, "DESCRIPTION") == "Sample sessions that nobody holds. Every session; of all."


@pytest.mark.django_db
def test_calendar_holds_the_entries_in_their_order_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for title in ("First", "Second"):
        CalendarEntry.objects.create(session=make_session(make_event(title=title)), last_modified=NOW)
    sessions = list(Session.objects.for_calendar().order_by("pk"))

    with django_assert_num_queries(0):
        result = ical.calendar(sessions, **CALENDAR)

    assert [line for line in lines(result) if line.startswith("SUMMARY")] == [
        "SUMMARY;LANGUAGE=en:First",
        "SUMMARY;LANGUAGE=en:Second",
    ]
    assert ical.calendar(sessions, **CALENDAR) == result
