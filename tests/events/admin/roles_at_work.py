"""People in their roles, and the events of two bodies: whatever is said of the foreign one says FOREIGN."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session as BrowserSession
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.test import Client

from events.choices import EventState
from events.models import CatalogueVersion, Event, OtherName, Remit
from events.roles import make_roles
from events.upkeep import bring_up_to_date
from organisations.models import Organisation
from tests.events.admin.browser import address, fields_of
from tests.events.admin.entries import EARLIER
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_topic,
    make_undated_session,
    saved,
)

LIMITED = "Editors of organisations"
FOREIGN = "Zanzibar"
NOT_YOURS = "Select a valid choice. That choice is not one of the available choices."
TO_COME = {
    "starts_at": datetime(2090, 9, 18, 11, tzinfo=UTC),
    "ends_at": datetime(2090, 9, 18, 12, tzinfo=UTC),
}

type Parts = dict[str, Model]


def make_parts(organisation: Organisation, title: str, state: str = EventState.PUBLISHED) -> Parts:
    """An event of the organisation with a record of everything that can belong to one, by name."""
    event = make_event(title=title, slug=title.lower(), state=state)
    session = make_session(event, title=f"{title}, the opening", precision="time", **TO_COME)
    parts = {
        "event": event,
        "session": session,
        "later": make_undated_session(event, title=f"{title}, the end"),
        "language_offer": make_offer(session),
        "appearance": make_appearance(session, role=f"Mayor of {title}"),
        "involvement": make_involvement(event, organisation=organisation, note=f"Since {title}"),
        "other_name": saved(OtherName(event=event, name=f"{title} by another name", language="en")),
        "resource": make_resource(event, session=session, title=f"{title}, recorded"),
    }
    return parts | {"citation": make_citation(event=event)}


@dataclass(frozen=True)
class World:
    body: Organisation
    stranger: Organisation
    own: Parts
    second: Parts
    """Those of another event of the same body."""
    foreign: Parts


def make_world(state: str = EventState.PUBLISHED) -> World:
    body, stranger = make_organisation(name="Our body"), make_organisation(name="Another body")
    titles = {"own": (body, "Heat"), "second": (body, "Rain"), "foreign": (stranger, FOREIGN)}
    parts = {name: make_parts(*values, state) for name, values in titles.items()}
    make_topic()
    all_powerful()
    bring_up_to_date(Event.objects.all(), EARLIER)
    return World(body, stranger, **parts)


def account(role: str) -> str:
    return role.replace(" ", "-")


def at_work(role: str, *bodies: Organisation, languages: str = "") -> Client:
    """A browser in which somebody of that role is at work; without bodies and languages, without a remit."""
    list(make_roles())
    user = User.objects.create_user(account(role), is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    if bodies or languages:
        Remit.objects.create(user=user, languages=languages).organisations.set(bodies)
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def all_powerful() -> Client:
    return signed_in(User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("chief"))


def forge(client: Client, url: str, /, **changes: Any) -> HttpResponse:
    """Send the form as somebody sees it who may do everything; a field whose value is None is left out."""
    data = fields_of(all_powerful().get(url)) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def forge_change(client: Client, record: Model, /, **changes: Any) -> HttpResponse:
    return forge(client, address(record, "change"), **changes)


def plain(value: Any) -> Any:
    """PostgreSQL gives bytes by reference."""
    return bytes(value) if isinstance(value, memoryview) else value


def tables() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for who is signed in since when, and whose turn it was to write."""
    left_out = (BrowserSession, CatalogueVersion)
    models = [model for model in apps.get_models(include_auto_created=True) if model not in left_out]
    # A plain queryset: those of translated models leave columns out.
    return {
        model._meta.label: [
            {name: plain(value) for name, value in row.items() if name != "last_login"}
            for row in QuerySet(model).order_by("pk").values()
        ]
        for model in models
    }


def writes(act: Callable[[], object]) -> bool:
    """Whether it writes anything; what it did is undone."""
    before = tables()
    with transaction.atomic():
        act()
        after = tables()
        transaction.set_rollback(True)
    return after != before


def shows_foreign(response: HttpResponse) -> bool:
    """Also in where it leads to."""
    text = response.content.decode() + response.headers.get("Location", "")
    return FOREIGN.casefold() in text.casefold()
