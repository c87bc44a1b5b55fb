"""What is deleted goes, and with it what calendars said of it. For what was announced see test_withdrawal."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client

from events.models import CalendarEntry, Change, Event, Session
from tests.events.admin.browser import address, change
from tests.events.admin.entries import assert_renewed, entries
from tests.factories import make_event, make_offer, make_session


@pytest.mark.parametrize("name", ["offer", "appearance", "involvement", "resource", "topic"])
def test_a_deletion_renews_the_entries_that_showed_it(
    editor: Client, records: dict[str, Model], name: str
) -> None:
    before = entries()

    response = editor.post(address(records[name], "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not type(records[name]).objects.filter(pk=records[name].pk).exists()
    assert_renewed(before, records["session"])


@pytest.mark.parametrize("name", ["offer", "appearance", "involvement", "resource", "topic"])
def test_a_deletion_from_the_list_renews_the_entries(
    editor: Client, records: dict[str, Model], name: str
) -> None:
    before, record = entries(), records[name]
    chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}

    response = editor.post(address(type(record), "changelist"), chosen)

    assert response.status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert_renewed(before, records["session"])


@pytest.mark.parametrize("from_list", [True, False])
def test_a_draft_is_deleted_with_its_sessions(editor: Client, from_list: bool) -> None:
    event = make_event(state="draft")
    make_offer(make_session(event))

    if from_list:
        chosen = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
        response = editor.post(address(Event, "changelist"), chosen)
    else:
        response = editor.post(address(event, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not any(model.objects.exists() for model in (Event, Session, CalendarEntry, Change))
    assert LogEntry.objects.get().is_deletion()


def test_a_session_of_a_draft_is_deleted_on_the_page_of_its_event(editor: Client) -> None:
    event = make_event(state="draft")
    gone, kept = make_session(event), make_session(event)

    response = change(editor, event, **{"sessions-0-DELETE": "on"})

    assert response.status_code == 302
    assert list(event.sessions.all()) == [kept]
    assert not Session.objects.filter(pk=gone.pk).exists()


def test_a_session_of_a_draft_is_deleted_by_itself(editor: Client) -> None:
    event = make_event(state="draft")
    gone, kept = make_session(event), make_session(event)

    response = editor.post(address(gone, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert list(event.sessions.all()) == [kept]
