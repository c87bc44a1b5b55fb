from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from events.models import (
    Event,
    Remit,
    Session,
)
from tests.events.admin.tables_sent import (
    CONFIRM,
    IMPORT,
    LIST,
    csv_of,
    export,
    import_rows,
    make_series,
    refusals,
    rows_in_csv,
    send,
)
from tests.factories import (
    make_day_session,
    make_event,
    make_involvement,
    make_organisation,
)


@pytest.fixture
def series(db: None) -> list[Session]:
    return make_series()


def client_of(*codenames: str) -> Client:
    """A browser of somebody with these permissions."""
    user = User.objects.create_user("-".join(codenames), is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "codenames", [("change_event", "view_event", "add_event"), ("exchange_events", "view_event")]
)
def test_who_may_not_exchange_or_not_write_imports_nothing(codenames: tuple[str, ...]) -> None:
    client = client_of(*codenames)

    page = client.get(LIST)

    assert client.get(IMPORT).status_code == 403
    assert send(client, csv_of({"event": "new", "title_en": "New"})).status_code == 403
    assert client.post(CONFIRM, {"token": "x"}).status_code == 403
    assert f'href="{IMPORT}"' not in page.content.decode()


def test_nobody_imports_without_the_token_against_forgery(editor: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get())

    assert send(strict, csv_of({"event": "new", "title_en": "New"})).status_code == 403


@pytest.mark.parametrize(
    ("codename", "slug", "why"),
    [
        ("change_event", "new", "There is no event of this slug, and you may not add one."),
        ("add_event", "series", "You may not change this event."),
    ],
)
def test_adding_and_changing_are_two_permissions(
    series: list[Session], codename: str, slug: str, why: str
) -> None:
    client = client_of("exchange_events", "view_event", "edit_every_event", codename)

    page = send(client, csv_of({"event": slug, "title_en": "Another"}))

    assert refusals(page) == [(2, "event", why)]


@pytest.fixture
def limited(series: list[Session]) -> tuple[Client, dict[str, Any]]:
    """An editor of one body's events, and a row of such an event."""
    client = client_of("exchange_events", "view_event", "change_event", "add_event")
    own = make_organisation(slug="own")
    remit = Remit.objects.create(user=User.objects.get(username__startswith="exchange"))
    remit.organisations.add(own)
    event = make_event(slug="ours", title="Ours")
    make_involvement(event, organisation=own)
    make_day_session(event)
    return client, {"event": "ours", "title_en": "Ours anew", "organisers": "own"}


def test_events_beyond_the_remit_are_neither_exported_nor_imported(
    limited: tuple[Client, dict[str, Any]],
) -> None:
    client, row = limited

    exported = rows_in_csv(export(client))
    page = send(client, csv_of(row, row | {"event": "series"}))

    assert [row["event"] for row in exported] == ["ours"]
    why = "An event of this slug exists, and you may not change it: choose another slug."
    assert refusals(page) == [(3, "event", why)]
    assert "A series" not in page.content.decode()


def test_events_are_neither_taken_from_the_remit_nor_made_beyond_it(
    limited: tuple[Client, dict[str, Any]],
) -> None:
    client, row = limited
    make_organisation(slug="foreign")
    foreign = row | {"organisers": "foreign"}

    page = send(client, csv_of(foreign, foreign | {"event": "new"}))
    import_rows(client, row, row | {"event": "new"})

    assert [row for row, _column, _why in refusals(page)] == [2, 3]
    assert Event.objects.get(slug="ours").title == "Ours anew"
    assert Event.objects.get(slug="new").involvements.get().organisation.slug == "own"
