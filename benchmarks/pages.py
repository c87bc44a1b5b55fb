"""What pages cost that nobody asked for before, and how often one is answered that was."""

import time

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.server import serving
from events.models import Event, Session, Topic
from organisations.models import Organisation

RUNS = 5
SECONDS = 4.0
WARM = "/en/events/?when=past"
WORD = "heat"
"""Stands in one of seven samples."""


def busiest(records: object) -> object:
    """The record that most events have to do with."""
    return records.annotate(events_of=Count("events")).order_by("-events_of", "pk").first()


def paths() -> dict[str, str]:
    """The pages that are measured, by name."""
    topic = busiest(Topic.objects).slug
    involved = Count("involvements")
    organisation = Organisation.objects.annotate(part=involved).order_by("-part", "pk").first().slug
    event = Event.objects.annotate(held=Count("sessions")).order_by("-held", "pk").first().slug
    last = min(100, Session.objects.count() // 20)
    return {
        "Home": "/en/",
        "List: upcoming": "/en/events/",
        "List: past": "/en/events/?when=past",
        "List: two filters": f"/en/events/?when=all&language=ko&topic={topic}",
        "List: searched": f"/en/events/?q={WORD}",
        "List: searched and filtered": f"/en/events/?q={WORD}&attendance=online&when=past",
        "List: waking hours": "/en/events/?tz=Asia/Seoul&hours=humane",
        "List: page 100, or the last": f"/en/events/?when=all&page={last}",
        "Choices: organisations": "/en/choose/organisation/?when=all",
        "Month": "/en/calendar/",
        "Event": f"/en/events/{event}/",
        "Organisation": f"/en/organisations/{organisation}/",
        "Language": "/en/languages/ko/",
        "Topic": f"/en/topics/{topic}/",
    }


def admin_paths() -> dict[str, str]:
    """Pages of the admin, which only who is signed in may see."""
    series = Event.objects.annotate(held=Count("sessions")).order_by("-held", "pk").first().pk
    webinar = Event.objects.annotate(held=Count("sessions")).filter(held=1).order_by("pk").first().pk
    return {
        "Admin: start": "/admin/",
        "Admin: events": "/admin/events/event/",
        "Admin: events, searched": f"/admin/events/event/?q={WORD}",
        "Admin: events without languages": "/admin/events/event/?missing=languages",
        "Admin: sessions": "/admin/events/session/",
        "Admin: language offers": "/admin/events/languageoffer/",
        "Admin: appearances": "/admin/events/appearance/",
        "Admin: an event of one session": f"/admin/events/event/{webinar}/change/",
        "Admin: a series": f"/admin/events/event/{series}/change/",
        "Admin: translations": "/admin/translations/",
    }


def editor() -> Client:
    """Signed in, as somebody who may do everything."""
    client = Client(SERVER_NAME="127.0.0.1")
    user = User.objects.filter(username="benchmark").first() or User.objects.create_superuser("benchmark")
    client.force_login(user)
    return client


def forget() -> None:
    for name in settings.CACHES:
        caches[name].clear()


def cold(client: Client, path: str) -> dict[str, float]:
    """The least seconds of some runs, by the clock and CPU of this process, each with nothing remembered."""
    elapsed, cpu = [], []
    for _run in range(RUNS):
        forget()
        start, start_cpu = time.perf_counter(), time.process_time()
        response = client.get(path, follow=True)
        elapsed.append(time.perf_counter() - start)
        cpu.append(time.process_time() - start_cpu)
        if response.status_code != 200:
            raise RuntimeError(f"{path} was answered with {response.status_code}.")
    forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(path, follow=True)
    size = len(response.content)
    return {"seconds": min(elapsed), "cpu": min(cpu), "queries": len(queries), "bytes": size}


def warm() -> dict[str, float]:
    """Answers a second of a page that is known, and of a view that returns as many constant bytes."""
    with serving() as server:
        _status, _heads, size = server.get(WARM)
        rates = [
            (
                server.requests_per_second(f"/constant?bytes={size}", SECONDS),
                server.requests_per_second(WARM, SECONDS),
            )
            for _run in range(3)
        ]
    constant, page = (sorted(column)[1] for column in zip(*rates, strict=True))
    return {"bytes": size, "constant": constant, "page": page}


def measure() -> dict[str, object]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.get("/en/events/")  # the first request of a process imports and connects
    pages = {name: cold(client, path) for name, path in paths().items()}
    signed_in = editor()
    signed_in.get("/admin/")
    pages |= {name: cold(signed_in, path) for name, path in admin_paths().items()}
    return {"pages": pages, "warm": warm()}
