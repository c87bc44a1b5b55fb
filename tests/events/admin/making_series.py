"""The page that makes sessions by a rule as a test uses it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from events.models import Event, Session
from tests.events.admin.browser import address, fields_of

RULE = {
    "every": "1",
    "unit": "weekdays_of_month",
    "weekdays": ["2"],
    "place": "3",
    "day_of_month": "",
    "first_day": "2024-03-20",
    "last_day": "2024-11-20",
    "start": "13:00",
    "end": "14:00",
}


def show(editor: Client, event: Event, **rule: Any) -> HttpResponse:
    return editor.post(address(event, "series"), RULE | rule | {"show": "Show the dates"})


def press(editor: Client, event: Event, page: HttpResponse, button: str, **changes: Any) -> HttpResponse:
    """Send what ``page`` shows. A field whose value is None is left out, as a mark that was taken away."""
    fields = fields_of(page) | changes | {button: "pressed"}
    return editor.post(address(event, "series"), {k: v for k, v in fields.items() if v is not None})


def daily(first: str, last: str, start: str = "13:00", end: str = "14:00") -> dict[str, Any]:
    return {"unit": "days", "first_day": first, "last_day": last, "start": start, "end": end}


def rows(page: HttpResponse) -> list[tuple[bool, str, str]]:
    """Whether it is kept, its day, its start."""
    return [(row.is_kept, row["day"].value(), row["start"].value()) for row in page.context["preview"].rows]


def starts() -> list[tuple[int, str]]:
    """Number and start of each session that has one, in UTC."""
    timed = Session.objects.filter(precision="time").order_by("number")
    return [(session.number, f"{session.starts_at:%Y-%m-%d %H:%M}") for session in timed]
