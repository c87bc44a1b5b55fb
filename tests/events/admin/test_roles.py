"""Who sees which page of an event, and who writes by which way: one's own event and a foreign one."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from events.choices import EventState
from events.editing import editing
from events.models import Event, Session, Topic
from events.revisions import revisions_of
from tests.events.admin.browser import address, fields_of
from tests.events.admin.roles_at_work import (
    LIMITED,
    Parts,
    all_powerful,
    at_work,
    forge,
    forge_change,
    make_world,
    shows_foreign,
    tables,
    writes,
)
from tests.events.admin.translating import entered, page_of

pytestmark = pytest.mark.django_db

WHOLE = ("Administrators", "Editors")
ROLES = (*WHOLE, LIMITED, "Translators", "nobody")
TEXTS = ("texts", "texts of a session")


def at_work_in(role: str, body: Any) -> Client:
    languages = "ko" if role == "Translators" else ""
    return at_work(role, *([body] if role == LIMITED else []), languages=languages)


def revision_page(parts: Parts) -> str:
    """Of the first kept state of an event whose place was changed later."""
    event = Event.objects.get(pk=parts["event"].pk)
    if not revisions_of(event).exists():
        with editing(None, [event]):
            event.place = "Elsewhere"
            event.save()
    return reverse("admin:events_event_revision", args=[event.pk, revisions_of(event).last().pk])


EVENT_PAGES: dict[str, Callable[[Parts], str]] = {
    "change": lambda parts: address(parts["event"], "change"),
    "delete": lambda parts: address(parts["event"], "delete"),
    "history": lambda parts: address(parts["event"], "history"),
    "revision": revision_page,
    "series": lambda parts: address(parts["event"], "series"),
    "duplicate": lambda parts: address(parts["event"], "duplicate"),
    "copy": lambda parts: address(parts["session"], "copy"),
    "preview": lambda parts: reverse("event-preview", args=[parts["event"].slug]),
    "texts": lambda parts: page_of(parts["event"]),
    "texts of a session": lambda parts: page_of(parts["session"]),
}
ABSENT = dict.fromkeys(EVENT_PAGES, 302) | dict.fromkeys(("history", "revision", "preview", *TEXTS), 404)
"""What is answered where there is no such event for the person: the start page tells them so, or 404."""
REFUSED = dict.fromkeys(EVENT_PAGES, 403)
SHOWN = dict.fromkeys(EVENT_PAGES, 200)
READ = REFUSED | dict.fromkeys(("change", "history", "revision", "preview", *TEXTS), 200)
NOBODYS = REFUSED | {"preview": 404}
PAGES: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "Administrators": (SHOWN, SHOWN),
    "Editors": (SHOWN, SHOWN),
    LIMITED: (SHOWN, ABSENT),
    "Translators": (READ, READ),
    "nobody": (NOBODYS, NOBODYS),
}


@pytest.mark.parametrize("role", PAGES)
def test_pages_of_an_event_are_shown_to_whom_they_concern(role: str) -> None:
    world = make_world(EventState.DRAFT)
    client = at_work_in(role, world.body)
    own, foreign = (
        {page: find(parts) for page, find in EVENT_PAGES.items()} for parts in (world.own, world.foreign)
    )
    before = tables()

    answers = [{page: client.get(url) for page, url in urls.items()} for urls in (own, foreign)]

    statuses, of_foreign = PAGES[role], PAGES[role][1]
    found = tuple({page: answer.status_code for page, answer in group.items()} for group in answers)
    assert found == statuses
    titles = [{page: shows_foreign(answer) for page, answer in group.items()} for group in answers]
    assert titles == [
        dict.fromkeys(EVENT_PAGES, False),
        # A page that is not there leads to the same address in other languages, and tells no more.
        {page: status == 200 or page == "preview" for page, status in of_foreign.items()},
    ]
    assert tables() == before


def in_list(client: Client, event: Event, action: str, **values: Any) -> HttpResponse:
    chosen = {"action": action, "_selected_action": [event.pk], "post": "yes"}
    return client.post(address(Event, "changelist"), chosen | values)


def make_series(client: Client, parts: Parts) -> HttpResponse:
    url = address(parts["event"], "series")
    rule = {"every": "1", "unit": "days", "place": "1", "day_of_month": "", "start": "13:00", "end": "14:00"}
    days = {"first_day": "2024-05-01", "last_day": "2024-05-02"}
    page = all_powerful().post(url, rule | days | {"show": "Show"})
    return client.post(url, fields_of(page) | {"make": "Make"})


def translate(client: Client, parts: Parts) -> HttpResponse:
    event = parts["event"]
    return forge(client, page_of(event), **{entered(event, "title_ko"): "더위"})


def copy(client: Client, parts: Parts) -> HttpResponse:
    chosen = {"what": "languages", "how": "add", "sessions": [parts["later"].pk]}
    return client.post(address(parts["session"], "copy"), chosen)


WAYS: dict[str, Callable[[Client, Parts], HttpResponse]] = {
    "change": lambda client, parts: forge_change(client, parts["event"], title_en="Another"),
    "delete": lambda client, parts: client.post(address(parts["event"], "delete"), {"post": "yes"}),
    "publish": lambda client, parts: forge_change(client, parts["event"], _publish="yes"),
    "bring back": lambda client, parts: client.post(revision_page(parts)),
    "series": make_series,
    "duplicate": lambda client, parts: forge(client, address(parts["event"], "duplicate")),
    "copy": copy,
    "new session": lambda client, parts: forge(
        client, address(Session, "add"), event=parts["event"].pk, precision="unknown"
    ),
    "delete session": lambda client, parts: client.post(address(parts["later"], "delete"), {"post": "yes"}),
    "publish in list": lambda client, parts: in_list(client, parts["event"], "publish_selected"),
    "cancel in list": lambda client, parts: in_list(
        client, parts["event"], "cancel_selected", reason="Flood"
    ),
    "topic in list": lambda client, parts: in_list(
        client, parts["event"], "add_topic", topic=Topic.objects.get().pk
    ),
    "delete in list": lambda client, parts: in_list(client, parts["event"], "delete_selected"),
    "texts": translate,
}


# Administrators may do all that Editors may: see tests/events/test_roles.py.
@pytest.mark.parametrize("role", ["Editors", LIMITED, "Translators", "nobody"])
def test_event_is_written_by_whom_it_concerns(role: str) -> None:
    world = make_world(EventState.DRAFT)
    client = at_work_in(role, world.body)
    for parts in (world.own, world.foreign):
        revision_page(parts)
    seen: dict[str, bool] = {}

    def answer(name: str, parts: Parts) -> None:
        seen[name] = shows_foreign(WAYS[name](client, parts))

    own = {name: writes(partial(answer, name, world.own)) for name in WAYS}
    foreign = {name: writes(partial(answer, name, world.foreign)) for name in WAYS}

    everything, nothing = dict.fromkeys(WAYS, True), dict.fromkeys(WAYS, False)
    assert (own, foreign) == {
        "Editors": (everything, everything),
        LIMITED: (everything, nothing),
        "Translators": (nothing | {"texts": True}, nothing | {"texts": True}),
        "nobody": (nothing, nothing),
    }[role]
    assert role in {"Editors", "Translators"} or seen == nothing


@pytest.mark.parametrize("role", ROLES)
def test_export_holds_what_may_be_seen(role: str) -> None:
    world = make_world()
    client = at_work_in(role, world.body)
    events = [parts["event"].pk for parts in (world.own, world.foreign)]
    chosen = {"action": "export_csv", "_selected_action": events}

    answers = [
        client.post(reverse("admin:events_event_export"), {"resource": "0", "format": "0"}),
        client.post(address(Event, "changelist"), chosen),
        client.post(address(Event, "changelist"), chosen | {"select_across": "1"}),
    ]

    may_export = role in (*WHOLE, LIMITED)
    files = [answer for answer in answers if "Content-Disposition" in answer.headers]
    assert len(files) == (3 if may_export else 0)
    assert all(b"Heat, the opening" in file.content for file in files)
    assert {shows_foreign(file) for file in files} == ({role in WHOLE} if may_export else set())


@pytest.mark.parametrize("role", ROLES)
def test_import_and_export_are_pages_of_editors(role: str) -> None:
    client = at_work_in(role, make_world().body)

    statuses = [
        client.get(reverse(f"admin:events_event_{page}")).status_code for page in ("import", "export")
    ]

    assert statuses == [200 if role in (*WHOLE, LIMITED) else 403] * 2


def test_group_without_a_remit_sees_and_writes_nothing() -> None:
    world = make_world(EventState.DRAFT)
    client = at_work(LIMITED)
    revision_page(world.own)

    reads = {page: client.get(find(world.own)).status_code for page, find in EVENT_PAGES.items()}
    written = {name: writes(partial(way, client, world.own)) for name, way in WAYS.items()}
    lists = [client.get(address(type(record), "changelist")) for record in world.own.values()]

    assert reads == ABSENT
    assert written == dict.fromkeys(WAYS, False)
    assert {page.context["cl"].result_count for page in lists} == {0}
