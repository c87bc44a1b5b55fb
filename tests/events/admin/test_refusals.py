"""What could not be put into calendars is not saved, whichever way an editor goes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from events.models import CatalogueVersion, Event, LanguageOffer, Session, Speaker, Topic
from tests.events.admin.browser import add, address, change
from tests.events.test_upkeep import everything, refuse
from tests.factories import make_session

SHOWN = (Event, Session, Topic, Speaker, LanguageOffer)


def from_list(editor: Client, record: Model) -> HttpResponse:
    chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    return editor.post(address(type(record), "changelist"), chosen)


WAYS: dict[str, Callable[[Client, dict[str, Any]], HttpResponse]] = {
    "form": lambda editor, kept: change(editor, kept["topic"], name_en="Another"),
    "form of the session": lambda editor, kept: change(editor, kept["session"], title_en="Another"),
    "form of the event": lambda editor, kept: change(editor, kept["event"], title_en="Another"),
    "row": lambda editor, kept: change(editor, kept["session"], **{"language_offers-0-language": "ar"}),
    "new record": lambda editor, kept: add(
        editor, LanguageOffer, session=kept["session"].pk, language="fr", mode="floor"
    ),
    "deletion": lambda editor, kept: editor.post(address(kept["topic"], "delete"), {"post": "yes"}),
    "deletion from a list": lambda editor, kept: from_list(editor, kept["topic"]),
    "withdrawal": lambda editor, kept: editor.post(address(kept["event"], "delete"), {"post": "yes"}),
    "withdrawal from a list": lambda editor, kept: from_list(editor, kept["event"]),
    "withdrawal of a row": lambda editor, kept: change(editor, kept["event"], **{"sessions-0-DELETE": "on"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_rendered_is_refused_and_nothing_is_kept(
    way: str, editor: Client, records: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_session(records["event"])
    before = everything(*SHOWN), everything(), everything(CatalogueVersion)
    refuse(monkeypatch, records["session"])

    response = WAYS[way](editor, records)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"session {records['event'].slug} 1: no calendar can hold it" in response.content.decode()
    assert "nothing was saved" in response.content.decode()
    assert (everything(*SHOWN), everything(), everything(CatalogueVersion)) == before
    assert not LogEntry.objects.exists()


def test_what_cannot_be_rendered_by_a_fault_of_the_records_is_refused(
    editor: Client, records: dict[str, Any]
) -> None:
    """No other test needs a fault of the code: here the address of the event cannot be made."""
    Event.objects.update(slug="no slug at all")

    response = change(editor, records["topic"], name_en="Another")

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Topic.objects.get().name == records["topic"].name
