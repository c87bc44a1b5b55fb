"""Calendar feeds. Each holds what the page beside it shows with a date, and what was lately withdrawn."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from events import ical
from events.feeds.answers import Feed, answer, refusal, tag_of
from events.models import CalendarEntry, Event, Session
from events.querysets import CalendarEntryQuerySet, SessionQuerySet
from events.subscriptions import BadQuestionError, Subscription, known_query

CALENDAR = "text/calendar; charset=utf-8"
CHUNK = 500
"""Entries joined into one piece of a feed, about 0.5 MB."""


class NotReadyError(Exception):
    """Entries wait to be rendered, after an upgrade."""


class GoneError(Exception):
    """What the feed held was withdrawn so long ago that it holds it no more."""


def pieces(head: bytes, entries: CalendarEntryQuerySet) -> Iterator[bytes]:
    """The bytes of a calendar, a part of them at a time in memory."""
    yield head
    contents = entries.soonest_first().values_list("content", flat=True)
    for batch in batched(contents.iterator(chunk_size=CHUNK), CHUNK):
        yield b"".join(batch)
    yield ical.FOOT


def calendar_feed(entries: CalendarEntryQuerySet, head: bytes, file_name: str) -> Feed:
    """Raises NotReadyError."""
    state = entries.state()
    if state["unrendered"]:
        raise NotReadyError
    return Feed(
        content_type=CALENDAR,
        file_name=f"{file_name}.ics",
        tag=tag_of(head, *state.values()),
        size=state["entries"],
        parts=lambda: pieces(head, entries),
    )


def calendar_answer(request: HttpRequest, address: str, find: Callable[[datetime], Feed]) -> HttpResponseBase:
    try:
        return answer(request, address, find)
    except BadQuestionError as error:
        return refusal(str(error), 400)
    except GoneError:
        return refusal(gettext("It was withdrawn more than 90 days ago."), 410)
    except NotReadyError:
        response = refusal(gettext("The calendar is being renewed. Ask again in some minutes."), 503)
        response["Retry-After"] = "600"
        return response


@require_safe
def sessions_calendar(request: HttpRequest) -> HttpResponseBase:
    """The list of sessions as a calendar, by the list's own parameters."""
    query = known_query(request.GET)
    address = reverse("sessions-calendar") + query

    def find(now: datetime) -> Feed:
        subscription = Subscription(query, now)
        head = ical.head(
            name=subscription.name,
            about=subscription.about,
            page=settings.SITE_URL + reverse("sessions") + query,
            feed=settings.SITE_URL + address,
        )
        return calendar_feed(subscription.entries(get_language()), head, subscription.file_name)

    return calendar_answer(request, address, find)


def calendar_of(event: Event, sessions: SessionQuerySet, address: str, name: str, now: datetime) -> Feed:
    """``sessions`` of ``event``; raises GoneError where none of them is told of any more."""
    entries = CalendarEntry.objects.exported(get_language(), now).of(sessions)
    if not entries.exists() and not sessions.listed().exists():
        raise GoneError
    head = ical.head(
        name=event.title,
        about=event.summary or gettext("What this event has with a date."),
        page=settings.SITE_URL + event.get_absolute_url(),
        feed=settings.SITE_URL + address,
    )
    return calendar_feed(entries, head, name)


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All sessions of an event, those withdrawn in the last 90 days too."""
    address = reverse("event-calendar", args=[slug])

    def find(now: datetime) -> Feed:
        event = get_object_or_404(Event.objects.public_once(), slug=slug)
        return calendar_of(event, Session.objects.filter(event=event), address, slug, now)

    return calendar_answer(request, address, find)


@require_safe
def session_calendar(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """One session; 404 where it never had a date that a calendar could hold."""
    address = reverse("session-calendar", args=[slug, number])

    def find(now: datetime) -> Feed:
        event = get_object_or_404(Event.objects.public_once(), slug=slug)
        sessions = Session.objects.filter(event=event, number=number)
        if not CalendarEntry.objects.of(sessions).exists():
            raise Http404
        return calendar_of(event, sessions, address, f"{slug}-{number}", now)

    return calendar_answer(request, address, find)
