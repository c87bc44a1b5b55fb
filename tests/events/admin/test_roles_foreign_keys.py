"""Editors of organisations who send keys of records that are not theirs, in forms that are."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from events.models import (
    Appearance,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    OtherName,
    Resource,
    Session,
)
from events.models.citation import OWNERS
from organisations.models import Office
from tests.events.admin.browser import address, errors
from tests.events.admin.roles_at_work import (
    LIMITED,
    NOT_YOURS,
    World,
    at_work,
    forge,
    forge_change,
    make_world,
    shows_foreign,
    tables,
    writes,
)
from tests.factories import make_office, make_organisation, make_project, make_source


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def limited(world: World) -> Client:
    return at_work(LIMITED, world.body)


MOVES = [
    ("language_offer", "session"),
    ("appearance", "session"),
    ("involvement", "event"),
    ("other_name", "event"),
    ("resource", "event"),
    ("resource", "session"),
    ("citation", "event"),
]


@pytest.mark.parametrize(("record", "field"), MOVES)
def test_own_record_moves_to_no_foreign_event(world: World, limited: Client, record: str, field: str) -> None:
    before = tables()

    page = forge_change(limited, world.own[record], **{field: world.foreign[field].pk})

    assert errors(page)[field] == [NOT_YOURS]
    assert not shows_foreign(page)
    assert tables() == before


@pytest.mark.parametrize(("record", "field"), [move for move in MOVES if move != ("resource", "session")])
def test_foreign_record_moves_to_no_own_event(world: World, limited: Client, record: str, field: str) -> None:
    taken = (
        {"session": "", field: world.own[field].pk} if record == "resource" else {field: world.own[field].pk}
    )
    before = tables()

    page = forge_change(limited, world.foreign[record], **taken)

    assert (page.status_code, page.url) == (302, reverse("admin:index"))
    assert tables() == before


NEW: dict[type[Model], tuple[str, dict[str, Any]]] = {
    Session: ("event", {"precision": "unknown"}),
    LanguageOffer: ("session", {"language": "fr", "mode": "floor"}),
    Appearance: ("session", {}),
    Involvement: ("event", {"role": "host"}),
    OtherName: ("event", {"name": "Another", "language": "en"}),
    Resource: ("event", {"kind": "slides"}),
}


@pytest.mark.parametrize("model", NEW)
def test_record_is_added_to_own_events_only(world: World, limited: Client, model: type[Model]) -> None:
    field, values = NEW[model]
    beside = {
        Appearance: {"speaker": world.own["appearance"].speaker_id},
        Involvement: {"organisation": world.body.pk},
    }
    values = values | beside.get(model, {})
    own = world.second if model is Appearance else world.own

    def send(key: int) -> Any:
        return forge(limited, address(model, "add"), **values | {field: key})

    page = send(world.foreign[field].pk)

    assert errors(page)[field] == [NOT_YOURS]
    assert not writes(lambda: send(world.foreign[field].pk))
    assert writes(lambda: send(own[field].pk))


OF_EVENTS = ["event", "other_name", "session", "language_offer", "appearance", "involvement", "resource"]


@pytest.mark.parametrize("owner", OF_EVENTS)
def test_citation_is_added_to_own_records_only(world: World, limited: Client, owner: str) -> None:
    cited = {"source": make_source().pk, "first_line": 1, "last_line": 1, "tokens": "a"}

    def send(key: int) -> Any:
        return forge(limited, address(Citation, "add"), **cited | {owner: key})

    page = send(world.foreign[owner].pk)

    assert errors(page)[owner] == [NOT_YOURS]
    assert not writes(lambda: send(world.foreign[owner].pk))
    assert writes(lambda: send(world.own[owner].pk))


def foreign_owner(world: World, owner: str) -> Model:
    match owner:
        case "speaker":
            return world.foreign["appearance"].speaker
        case "organisation":
            return world.stranger
        case "office":
            return make_office(world.stranger)
    return make_project()


@pytest.mark.parametrize(
    "owner",
    [owner for owner in OWNERS if owner not in OF_EVENTS],
)
def test_citation_is_not_of_what_somebody_else_keeps(world: World, limited: Client, owner: str) -> None:
    foreign = foreign_owner(world, owner)
    cited = {"source": make_source().pk, "first_line": 1, "last_line": 1, "tokens": "a", owner: foreign.pk}
    before = tables()

    forge(limited, address(Citation, "add"), **cited)
    forge_change(limited, world.own["citation"], **{"event": "", owner: foreign.pk})

    assert tables() == before


@pytest.mark.parametrize("is_new", [True, False])
def test_office_is_of_no_foreign_organisation(world: World, limited: Client, is_new: bool) -> None:
    office = make_office(world.body)
    url = address(Office, "add") if is_new else address(office, "change")
    before = tables()

    forge(limited, url, organisation=world.stranger.pk, name_en="Another", slug="another")

    assert tables() == before


def test_what_many_events_show_is_changed_where_it_is_theirs_alone(world: World, limited: Client) -> None:
    child = make_organisation(parent=world.body)
    shared = world.foreign["appearance"].speaker
    own = world.own["appearance"].speaker
    kept = [world.body, child, own, world.stranger, shared]

    written = [writes(lambda one=one: forge_change(limited, one, name_en="Another")) for one in kept]
    taken = forge_change(limited, world.stranger, parent=world.body.pk)
    world.foreign["appearance"].speaker = own
    world.foreign["appearance"].save()

    assert written == [True, True, True, False, False]
    assert taken.status_code == 403
    assert not writes(lambda: forge_change(limited, own, name_en="Another"))
    assert not any(
        writes(lambda one=one: limited.post(address(one, "delete"), {"post": "yes"})) for one in kept
    )


ROWS = {
    "sessions": ("session", "title_en"),
    "involvements": ("involvement", "note_en"),
    "resources": ("resource", "title_en"),
    "citations": ("citation", "first_line"),
    "other_names": ("other_name", "name"),
}


@pytest.mark.parametrize("prefix", ROWS)
@pytest.mark.parametrize("is_deleted", [True, False])
@pytest.mark.parametrize("is_compared", [True, False])
def test_foreign_row_is_not_written_on_the_page_of_an_own_event(
    world: World, limited: Client, prefix: str, is_deleted: bool, is_compared: bool
) -> None:
    record, field = ROWS[prefix]
    foreign = world.foreign[record]
    changes: dict[str, Any] = {f"{prefix}-0-id": foreign.pk, f"{prefix}-0-{field}": "1"}
    changes |= {f"{prefix}-0-DELETE": "on"} if is_deleted else {}
    changes |= {} if is_compared else {"opened": None}
    before = tables()

    page = forge_change(limited, world.own["event"], **changes)

    after, label = tables(), foreign._meta.label
    assert after[label] == before[label]
    assert after["events.Event"][-1] == before["events.Event"][-1]
    assert not shows_foreign(page)


@pytest.mark.parametrize("prefix", ROWS)
def test_new_row_belongs_to_the_event_of_its_page(world: World, limited: Client, prefix: str) -> None:
    before = tables()

    page = forge_change(limited, world.own["event"], **{f"{prefix}-0-event": world.foreign["event"].pk})

    assert errors(page)[f"{prefix}-0-event"] == ["The inline value did not match the parent instance."]
    assert tables() == before


def test_link_of_an_own_event_is_of_no_foreign_session(world: World, limited: Client) -> None:
    before = tables()

    page = forge_change(limited, world.own["event"], **{"resources-0-session": world.foreign["session"].pk})

    assert errors(page) == {"resources-0-session": [NOT_YOURS]}
    assert tables() == before


def test_event_is_put_below_no_other(world: World, limited: Client) -> None:
    new = {"title_en": "New", "sessions-0-number": "1", "involvements-0-organisation": world.body.pk}

    forge(limited, address(Event, "add"), parent=world.foreign["event"].pk, **new)
    forge_change(limited, world.own["event"], parent=world.foreign["event"].pk)

    assert Event.objects.filter(title="New", parent=None).count() == 1
    assert not Event.objects.exclude(parent=None).exists()
