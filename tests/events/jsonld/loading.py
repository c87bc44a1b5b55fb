"""Events as their page loads them."""

from typing import Any

from django.utils import translation

from events import jsonld
from events.models import Event, Session


def loaded(event: Event) -> tuple[Event, list[Session]]:
    event = Event.objects.for_detail().get(pk=event.pk)
    sessions = list(
        Session.objects.listed().filter(event=event).order_by("number").for_detail().with_session_count()
    )
    for session in sessions:
        session.event = event
    return event, sessions


def described(event: Event, code: str = "en") -> dict[str, Any]:
    with translation.override(code):
        return jsonld.event(*loaded(event), code)
