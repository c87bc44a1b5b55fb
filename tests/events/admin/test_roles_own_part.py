"""An editor of organisations makes no event that none of their organisations organises or hosts."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from events.choices import EventState
from events.editing import editing
from events.models import Event, Involvement, Session
from events.revisions import revisions_of
from tests.events.admin.browser import address, errors
from tests.events.admin.roles_at_work import (
    LIMITED,
    World,
    at_work,
    forge,
    forge_change,
    make_world,
    shows_foreign,
    tables,
    writes,
)
from tests.factories import make_event, make_involvement, make_organisation, make_resource, make_session

NEEDED = "One of your organisations must organise or host the event."


@pytest.fixture
def world(db: None) -> World:
    return make_world(EventState.DRAFT)


@pytest.fixture
def limited(world: World) -> Client:
    return at_work(LIMITED, world.body)


@pytest.mark.parametrize(
    "changes",
    [
        {"involvements-0-DELETE": "on"},
        {"involvements-0-role": "partner"},
        {"involvements-0-organisation": "foreign"},
    ],
)
def test_own_organisation_stays_in_the_event(world: World, limited: Client, changes: dict[str, str]) -> None:
    sent = {name: world.stranger.pk if value == "foreign" else value for name, value in changes.items()}
    before = tables()

    page = forge_change(limited, world.own["event"], **sent)

    assert errors(page)["involvements"] == [NEEDED]
    assert NEEDED in page.content.decode()
    assert tables() == before


def test_body_below_takes_the_part_of_its_parent(world: World, limited: Client) -> None:
    child = make_organisation(parent=world.body)

    response = forge_change(limited, world.own["event"], **{"involvements-0-organisation": child.pk})

    assert response.status_code == 302
    assert Involvement.objects.get(event=world.own["event"]).organisation == child


@pytest.mark.parametrize(
    ("body", "role", "is_made"),
    [
        ("none", "organiser", False),
        ("foreign", "organiser", False),
        ("own", "partner", False),
        ("own", "host", True),
        ("child", "organiser", True),
    ],
)
def test_event_is_added_with_an_own_organisation(
    world: World, limited: Client, body: str, role: str, is_made: bool
) -> None:
    keys = {"none": "", "foreign": world.stranger.pk, "own": world.body.pk}
    keys["child"] = make_organisation(parent=world.body).pk
    part = {"involvements-0-organisation": keys[body], "involvements-0-role": role}
    before = tables()

    page = forge(limited, address(Event, "add"), title_en="New", **{"sessions-0-number": "1"} | part)

    if is_made:
        assert page.status_code == 302
        assert Event.objects.in_remit_of(page.wsgi_request.user).filter(title="New").count() == 1
    else:
        assert errors(page)["involvements"] == [NEEDED]
        assert tables() == before


ALONE: dict[str, Callable[[Client, World], HttpResponse]] = {
    "role": lambda client, world: forge_change(client, world.own["involvement"], role="partner"),
    "organisation": lambda client, world: forge_change(
        client, world.own["involvement"], organisation=world.stranger.pk
    ),
    "event": lambda client, world: forge_change(
        client, world.own["involvement"], event=world.second["event"].pk, role="host"
    ),
    "delete": lambda client, world: client.post(address(world.own["involvement"], "delete"), {"post": "yes"}),
    "delete in list": lambda client, world: client.post(
        address(Involvement, "changelist"),
        {"action": "delete_selected", "_selected_action": [world.own["involvement"].pk], "post": "yes"},
    ),
}


@pytest.mark.parametrize("way", ALONE)
def test_own_organisation_stays_in_the_event_whatever_the_page(
    world: World, limited: Client, way: str
) -> None:
    assert not writes(lambda: ALONE[way](limited, world))


def kept(*events: Model) -> None:
    with editing(None, events):
        pass


def test_state_of_another_body_is_not_brought_back(world: World, limited: Client) -> None:
    event, involvement = world.own["event"], world.own["involvement"]
    Involvement.objects.filter(pk=involvement.pk).update(organisation=world.stranger)
    kept(event)
    revision = revisions_of(event).first()
    involvement.save()
    kept(event)
    url = reverse("admin:events_event_revision", args=[event.pk, revision.pk])

    assert not writes(lambda: limited.post(url))


def test_nothing_is_brought_back_from_another_event(world: World, limited: Client) -> None:
    event, foreign = world.own["event"], world.foreign["event"]
    resource = make_resource(event, title="Moved", position=7)
    kept(event)
    revision = revisions_of(event).first()
    resource.event = foreign
    resource.save()
    kept(event, foreign)

    limited.post(reverse("admin:events_event_revision", args=[event.pk, revision.pk]))

    resource.refresh_from_db()
    assert resource.event == foreign


@pytest.mark.parametrize("record", ["event", "session"])
def test_view_on_site_leads_to_no_foreign_draft(world: World, limited: Client, record: str) -> None:
    foreign = world.foreign[record]
    kind = ContentType.objects.get_for_model(foreign)

    response = limited.get(reverse("admin:view_on_site", args=[kind.pk, foreign.pk]))

    assert not shows_foreign(response)


def test_form_of_a_session_tells_no_number_of_a_foreign_one(world: World, limited: Client) -> None:
    numbers = [
        limited.get(address(Session, "add"), {"event": key}).context["adminform"].form.initial.get("number")
        for key in (world.own["event"].pk, world.foreign["event"].pk)
    ]

    assert numbers == [3, None]


@pytest.mark.parametrize("is_above", [True, False])
def test_foreign_draft_above_or_below_is_not_named(world: World, limited: Client, is_above: bool) -> None:
    draft = make_event(
        title="Fog", state=EventState.DRAFT, parent=world.foreign["event"] if is_above else None
    )
    make_involvement(draft, organisation=world.body)
    make_session(draft)
    if not is_above:
        Event.objects.filter(pk=world.foreign["event"].pk).update(parent=draft)

    pages = [limited.get(address(draft, page)) for page in ("change", "delete")]

    assert [page.status_code for page in pages] == [200, 200]
    assert [shows_foreign(page) for page in pages] == [False, False]
