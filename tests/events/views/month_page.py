"""The page of a month, and sessions that stand on it."""

from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import make_day_session, make_event, make_session
from tests.reading import Page

SEPTEMBER, OCTOBER, EMPTY = (f"/en/calendar/2024/{number:02}/" for number in (9, 10, 12))
SEOUL = "?tz=Asia%2FSeoul"
TODAY = date(2024, 9, 18)


def at(title: str, start: datetime, **values: object) -> Session:
    event = make_event(title=title, **values)
    return make_session(event, starts_at=start, ends_at=start + timedelta(hours=1))


def september(day: int, hour: int = 0) -> datetime:
    return datetime(2024, 9, day, hour, tzinfo=UTC)


def days(title: str, first: date, last: date) -> Session:
    return make_day_session(make_event(title=title), first_day=first, last_day=last)


def page(client: Client, address: str = SEPTEMBER) -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def held(found: Page) -> dict[str, str]:
    """What the cells of the month hold below their date, by day."""
    cells = [one for one in found.find(".grid__day") if "grid__day--beside" not in one.classes]
    pairs = list(zip(found.find(".grid__date"), cells, strict=True))
    texts = {day.attributes["datetime"]: cell.text.removeprefix(day.text).strip() for day, cell in pairs}
    return {day: text for day, text in texts.items() if text}
