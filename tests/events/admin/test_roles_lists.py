"""Lists, choices and actions of editors of organisations: foreign records are neither shown nor touched."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from events.choices import EventState
from events.models import CalendarEntry, Change, Event, LinkCheck, LoadedRecord, Session, Speaker, Topic
from organisations.models import Organisation
from tests.events.admin.browser import address
from tests.events.admin.roles_at_work import (
    FOREIGN,
    LIMITED,
    World,
    all_powerful,
    at_work,
    make_world,
    shows_foreign,
    tables,
    writes,
)
from tests.factories import make_link_check, make_office, make_project, make_topic

KEPT = (CalendarEntry, Change, LinkCheck, LoadedRecord)
FORBIDDEN = (*KEPT, User, Group)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def limited(world: World) -> Client:
    return at_work(LIMITED, world.body)


def names(models: list[type[Model]]) -> list[str]:
    return sorted(model.__name__ for model in models)


def test_no_list_shows_a_foreign_record(world: World, limited: Client) -> None:
    found = {model: address(model, "changelist") for model in admin.site._registry}

    pages = {model: limited.get(url, {"q": FOREIGN}) for model, url in found.items()}
    plain = {model: limited.get(url) for model, url in found.items()}

    assert {model for model, page in pages.items() if page.status_code != 200} == set(FORBIDDEN)
    assert {page.status_code for page in plain.values()} == {200, 403}
    assert [model for model, page in plain.items() if shows_foreign(page)] == []
    counts = [plain[model].context["cl"].result_count for model in (Event, Session)]
    assert counts == [2, 4]
    assert {page.context["cl"].result_count for page in pages.values() if page.status_code == 200} == {0}


def foreign_records(world: World) -> list[Model]:
    """One of each registered model that is not of a body of the remit."""
    parts = [part for name, part in world.foreign.items() if name != "later"]
    session = world.foreign["session"]
    return [
        *parts,
        make_office(world.stranger),
        session.calendar_entries.first(),
        session.changes.first(),
        make_link_check(),
        LoadedRecord.objects.create(model="events.event", key='["zanzibar"]', values={}),
        world.stranger,
        world.foreign["appearance"].speaker,
        make_project(),
        make_topic(),
        world.own["citation"].source,
        Group.objects.get(name=LIMITED),
        all_powerful_user(),
    ]


def all_powerful_user() -> User:
    return User.objects.get(is_superuser=True)


def test_no_page_of_a_foreign_record_is_shown_or_deletes(world: World, limited: Client) -> None:
    records = foreign_records(world)
    before = tables()

    answers = {
        (type(record).__name__, page): limited.get(address(record, page))
        for record in records
        for page in ("change", "delete", "history")
    }
    for record in records:
        limited.post(address(record, "delete"), {"post": "yes"})
        limited.post(address(record, "change"), {"name_en": "Another"})

    assert names([type(record) for record in records]) == names(list(admin.site._registry))
    shown = [key for key, answer in answers.items() if answer.status_code == 200]
    readable = ("Organisation", "Speaker", "Project", "Topic", "Source")
    assert sorted(shown) == sorted((name, page) for name in readable for page in ("change", "history"))
    assert [key for key, answer in answers.items() if shows_foreign(answer)] == []
    assert tables() == before


def autocompleted() -> list[tuple[str, str, str]]:
    """App, model and field of every field that is completed on some page, that of a remit too."""
    fields = {
        (model, name)
        for kept in admin.site._registry.values()
        for model, completing in [
            (kept.model, kept.autocomplete_fields),
            *((inline.model, inline.autocomplete_fields) for inline in kept.inlines),
        ]
        for name in completing
    }
    return sorted((model._meta.app_label, model._meta.model_name, name) for model, name in fields)


def completed(client: Client, field: tuple[str, str, str], term: str) -> list[str] | None:
    """What is proposed; None where the person may see nothing of the kind."""
    asked = dict(zip(("app_label", "model_name", "field_name"), field, strict=True)) | {"term": term}
    response = client.get(reverse("admin:autocomplete"), asked)
    return [row["text"] for row in response.json()["results"]] if response.status_code == 200 else None


def test_no_choice_proposes_a_foreign_record(world: World, limited: Client) -> None:
    fields = autocompleted()

    proposed = {field: completed(limited, field, "") for field in fields}
    of_chief = {field: completed(all_powerful(), field, FOREIGN) for field in fields}

    assert None not in proposed.values()
    assert [field for field, texts in proposed.items() if FOREIGN in " ".join(texts)] == []
    found = [field for field, texts in of_chief.items() if FOREIGN in " ".join(texts)]
    assert {name for _app, _model, name in found} >= {"event", "session", "parent", "other_name", "resource"}
    assert [completed(limited, field, FOREIGN) for field in found] == [[]] * len(found)


def test_nobody_without_a_role_is_proposed_anything(world: World) -> None:
    client = at_work("nobody")

    assert {completed(client, field, "") is None for field in autocompleted()} == {True}


ACTIONS: list[tuple[str, str, dict[str, str]]] = [
    ("publish_selected", EventState.DRAFT, {}),
    ("cancel_selected", EventState.PUBLISHED, {"reason": "Flood"}),
    ("add_topic", EventState.PUBLISHED, {}),
    ("delete_selected", EventState.DRAFT, {}),
    ("delete_selected", EventState.PUBLISHED, {}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("action", "state", "values"), ACTIONS)
@pytest.mark.parametrize("across", ["0", "1"])
def test_action_leaves_foreign_events_out(
    action: str, state: str, values: dict[str, str], across: str
) -> None:
    world = make_world(state)
    limited = at_work(LIMITED, world.body)
    own, foreign = world.own["event"], world.foreign["event"]
    sent = {"action": action, "post": "yes", "topic": Topic.objects.get().pk, "select_across": across}
    url, before, everything = address(Event, "changelist"), of_event(foreign), tables()

    alone = limited.post(url, sent | values | {"_selected_action": [foreign.pk]})
    after_alone = tables()
    both = limited.post(url, sent | values | {"_selected_action": [own.pk, foreign.pk]}, follow=True)

    assert across == "1" or after_alone == everything
    assert tables() != everything
    assert of_event(foreign) == before
    assert not shows_foreign(alone)
    assert not shows_foreign(both)


def of_event(event: Event) -> dict[str, list[dict[str, object]]]:
    """The rows of each table that are of the event."""
    sessions = set(event.sessions.values_list("pk", flat=True))
    return {
        label: [
            row
            for row in rows
            if row.get("event_id") == event.pk
            or row.get("session_id") in sessions
            or (label == "events.Event" and row["id"] == event.pk)
        ]
        for label, rows in tables().items()
    }


@pytest.mark.parametrize("model", [Session, Organisation, Speaker])
def test_deletion_in_another_list_leaves_foreign_records_out(
    world: World, limited: Client, model: type[Model]
) -> None:
    foreign = {
        Session: world.foreign["session"],
        Organisation: world.stranger,
        Speaker: world.foreign["appearance"].speaker,
    }[model]
    chosen = {"action": "delete_selected", "_selected_action": [foreign.pk], "post": "yes"}

    assert not writes(lambda: limited.post(address(model, "changelist"), chosen))


@pytest.mark.parametrize(
    ("kind", "is_made"),
    [("organisations_organisation", True), ("events_speaker", True), ("events_topic", False)],
)
def test_organisations_and_speakers_are_made_in_place_and_topics_are_not(
    limited: Client, kind: str, is_made: bool
) -> None:
    url = reverse(f"admin:{kind}_create")

    statuses = [client.post(url, {"name": "New"}).status_code for client in (limited, at_work("Translators"))]

    assert statuses == [200 if is_made else 403, 403]


def test_start_page_counts_own_events_only(world: World, limited: Client) -> None:
    page = limited.get(reverse("admin:index"))

    assert {need.count for need, _address in page.context["needs"]} <= {1, 2}
    assert not shows_foreign(page)
    assert at_work("nobody").get(reverse("admin:index")).context["needs"] == []
