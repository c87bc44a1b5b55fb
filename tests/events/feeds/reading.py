"""What the tests of feeds need to publish and to read."""

from datetime import UTC, datetime, timedelta

import icalendar
from django.http import HttpResponse
from django.utils import timezone

from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import make_session

NOTED = datetime(2024, 8, 1, 9, 30, tzinfo=UTC)
FEED = "/en/events.ics"
ALL = f"{FEED}?when=all"
NEWS = "/en/events.atom"
FEEDS = [ALL, "/en/events/heat.ics", "/en/events/heat/1.ics", NEWS]
"""One of each kind, of the event with the slug “heat”."""


def publish(now: datetime = NOTED) -> None:
    bring_up_to_date(Event.objects.all(), now)


def in_days(days: int) -> Session:
    start = timezone.now() + timedelta(days=days)
    return make_session(starts_at=start, ends_at=start + timedelta(hours=1))


def content(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def entries(response: HttpResponse) -> dict[str, icalendar.Event]:
    """The entries of a calendar by UID."""
    assert response.status_code == 200
    found = icalendar.Calendar.from_ical(content(response)).walk("VEVENT")
    assert len({str(entry["uid"]) for entry in found}) == len(found)
    return {str(entry["uid"]): entry for entry in found}


def uids(response: HttpResponse) -> set[str]:
    return set(entries(response))


def uids_of(*sessions: Session) -> set[str]:
    return {session.uid for session in sessions}


def calendar_of(response: HttpResponse) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(content(response))
