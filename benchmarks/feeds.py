"""What feeds cost: assembled from what is stored, and built anew with icalendar."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

import icalendar
from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, prefetch_related_objects
from django.test import RequestFactory
from django.utils import timezone, translation

from benchmarks.server import serving
from events import ical
from events.calendar_entries import events_showing
from events.choices import InvolvementRole
from events.feeds.calendars import sessions_calendar
from events.models import CalendarEntry, Event, Involvement, Session
from events.upkeep import batches, bring_up_to_date
from organisations.models import Organisation

WHOLE = "/en/events.ics?when=all"
RENEWED = 1_000
SECONDS = 4.0


def cpu_seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def assembled() -> int:
    """The whole feed as a request gets it, nothing of it known before; returns its length."""
    for name in settings.CACHES:
        caches[name].clear()
    response = sessions_calendar(RequestFactory().get(WHOLE))
    return sum(map(len, response)) if response.streaming else len(response.content)


def built_with_icalendar() -> float:
    """CPU seconds that the library takes for the same entries.

    Without loading them and putting what they say in words, which would come on top for each request.
    """
    seconds, changed = 0.0, timezone.now().replace(microsecond=0)
    for sessions in batches(Event.objects.all()):
        prefetch_related_objects(sessions, "changes")
        dated = [session for session in sessions if session.is_public and session.is_dated]
        said = [ical.said_of(session, "en").properties for session in dated]
        seconds += cpu_seconds(partial(build_with_icalendar, said, changed))
    return seconds


def build_with_icalendar(entries: list[dict], changed: datetime) -> bytes:
    calendar = icalendar.Calendar()
    for properties in entries:
        event = icalendar.Event()
        for name, value in (
            properties | {"dtstamp": changed, "last-modified": changed, "sequence": 0}
        ).items():
            event.add(name, value)
        calendar.add_component(event)
    return calendar.to_ical()


def organisation_in(entries: int) -> Organisation:
    """An organisation that stands in the entries of so many sessions, or in all where there are fewer."""
    organisation = Organisation.objects.create(slug="everywhere", name="Everywhere")
    for event in Event.objects.annotate(dated=Count("sessions__calendar_entries")).order_by("pk"):
        if entries <= 0:
            break
        Involvement.objects.create(
            event=event, organisation=organisation, role=InvolvementRole.HOST, position=99
        )
        entries -= event.dated
    bring_up_to_date(events_showing(organisation), timezone.now())
    return organisation


def renaming() -> tuple[int, float]:
    """How many entries a new name of an organisation touched, and the seconds that saving it took."""
    organisation = organisation_in(RENEWED)
    start = time.monotonic()
    organisation.name = f"{organisation.name}, renamed"
    organisation.save()
    renewed = bring_up_to_date(events_showing(organisation), timezone.now())
    return renewed, time.monotonic() - start


def measure() -> dict[str, float]:
    with translation.override("en"):
        entries = CalendarEntry.objects.filter(language="en").count()
        assembled()  # the first request of a process imports and connects
        ours = min(cpu_seconds(assembled) for _run in range(3))
        library = built_with_icalendar()
        renewed, seconds = renaming()
    with serving() as server:
        server.get(WHOLE.replace("all", "upcoming"))
        idle = server.memory()
        peak = server.peak_memory_during(WHOLE)
        peak_compressed = server.peak_memory_during(WHOLE, **{"Accept-Encoding": "br"})
        _status, heads, length = server.get(WHOLE)
        status, _heads, _length = server.get(WHOLE, **{"If-None-Match": heads["etag"]})
        if status != 304:
            raise RuntimeError(f"An unchanged feed was answered with {status}.")
        rates = [
            (
                server.requests_per_second("/constant", SECONDS),
                server.requests_per_second(WHOLE, SECONDS, **{"If-None-Match": heads["etag"]}),
            )
            for _run in range(3)
        ]
    constant, unchanged = (sorted(column)[1] for column in zip(*rates, strict=True))
    return {
        "sessions": Session.objects.count(),
        "entries": entries,
        "megabytes": length / 1e6,
        "assembled": ours,
        "library": library,
        "idle": idle,
        "peak": max(peak, peak_compressed),
        "constant": constant,
        "unchanged": unchanged,
        "renewed": renewed,
        "renaming": seconds,
    }
