"""The catalogue that ships goes out as a table and comes in again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Event, Session
from tests.events.admin.entries import entries
from tests.events.admin.tables_sent import (
    NAMES,
    changes,
    everything_kept,
    export,
    import_rows,
    refusals,
    rows_in_csv,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

FOLLOWS = {
    "admin.LogEntry",
    "events.CatalogueVersion",
    "events.Change",
    "events.SearchDocument",
    "modelsearch.IndexEntry",
    "modelsearch.SQLiteFTSIndexEntry",
    "reversion.Revision",
    "reversion.Version",
}
"""What is written beside the records."""


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.mark.parametrize("kind", NAMES)
def test_shipped_catalogue_comes_back_without_a_change(editor: Client, kind: str) -> None:
    data = export(editor, kind)
    before = everything_kept()

    page = send(editor, data, NAMES[kind])

    assert page.context["result"].totals["skip"] == Session.objects.count() == 14
    assert (refusals(page), changes(page)) == ([], [])
    assert "confirm_form" not in page.context
    assert everything_kept() == before


def test_confirmed_change_of_one_cell_leaves_all_else_as_it_was(editor: Client) -> None:
    rows = rows_in_csv(export(editor))
    [event] = Event.objects.filter(slug=rows[0]["event"])
    before, entries_before = everything_kept(), entries()

    import_rows(editor, rows[0] | {"platform": "Zoom"}, *rows[1:])

    after = everything_kept()
    assert {name for name in after if after[name] != before[name]} - FOLLOWS == {"events.Event"}
    Event.objects.filter(pk=event.pk).update(platform="")
    assert everything_kept()["events.Event"] == before["events.Event"]
    # It is a day in a window, which calendars do not hold.
    assert not event.sessions.dated().exists()
    assert entries() == entries_before


def test_exported_event_can_be_made_anew_with_all_that_the_columns_hold(editor: Client) -> None:
    rows = [row | {"event": f"again-{row['event']}"} for row in rows_in_csv(export(editor))]

    import_rows(editor, *rows)

    again = [row for row in rows_in_csv(export(editor)) if row["event"].startswith("again-")]
    order = {(row["event"], row["session"]): row for row in again}
    assert order == {(row["event"], row["session"]): row | {"state": "draft"} for row in rows}
