"""Texts that somebody else changed while a translator had the page open: told first, only then replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from events.editing import Edit, editing
from events.models import Event
from tests.events.admin.browser import fields_of, submit
from tests.events.admin.translating import entered, errors, page_of
from tests.factories import make_event


def test_what_somebody_else_wrote_meanwhile_is_told_and_replaced_only_then(editor: Client) -> None:
    event = make_event(title="Heat", title_ko="더위", summary="About heat")
    opened = fields_of(editor.get(page_of(event)))
    mine = opened | {entered(event, "title_ko"): "폭염", entered(event, "summary_ko"): "요약"}
    Event.objects.update(title_ko="무더위")

    page = editor.post(page_of(event), mine)

    said = "Somebody changed this text meanwhile. Save again to replace what it says now: \u2068무더위\u2069"
    assert errors(page) == {entered(event, "title_ko"): [said]}
    again = fields_of(page)
    assert again[entered(event, "title_ko")] == ["폭염"]
    assert again[entered(event, "summary_ko")] == ["요약"]
    event.refresh_from_db()
    assert (event.title_ko, event.summary_ko) == ("무더위", None)

    assert editor.post(page_of(event), again).status_code == 302
    event.refresh_from_db()
    assert (event.title_ko, event.summary_ko) == ("폭염", "요약")


def test_what_somebody_else_wrote_while_it_was_saved_is_told(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody whose turn comes between the look at what was sent and ours."""
    event = make_event(title="Heat")

    @contextmanager
    def after_another(*args: Any) -> Iterator[Edit]:
        Event.objects.update(title_ko="무더위")
        with editing(*args) as edit:
            yield edit

    monkeypatch.setattr("events.admin.translations.editing", after_another)

    page = submit(editor, page_of(event), **{entered(event, "title_ko"): "폭염"})

    assert list(errors(page)) == [entered(event, "title_ko")]
    event.refresh_from_db()
    assert event.title_ko == "무더위"


def test_what_somebody_else_took_out_meanwhile_is_told(editor: Client) -> None:
    event = make_event(title="Heat", title_ko="더위")
    opened = fields_of(editor.get(page_of(event)))
    Event.objects.update(title_ko="")

    page = editor.post(page_of(event), opened | {entered(event, "title_ko"): "폭염"})

    said = "Somebody took this text out meanwhile. Save again to put yours in."
    assert errors(page) == {entered(event, "title_ko"): [said]}


def test_what_the_translator_left_alone_is_not_undone(editor: Client) -> None:
    """Nor after another field was refused, where the page still shows the text as it was."""
    event = make_event(title="Heat", title_ko="더위", summary="About heat")
    opened = fields_of(editor.get(page_of(event)))
    Event.objects.update(title_ko="무더위")

    page = editor.post(page_of(event), opened | {entered(event, "summary_ko"): "가" * 401})
    assert list(errors(page)) == [entered(event, "summary_ko")]
    editor.post(page_of(event), fields_of(page) | {entered(event, "summary_ko"): "요약"})

    event.refresh_from_db()
    assert (event.title_ko, event.summary_ko) == ("무더위", "요약")


def test_who_writes_the_same_is_told_nothing(editor: Client) -> None:
    event = make_event(title="Heat")
    opened = fields_of(editor.get(page_of(event)))
    Event.objects.update(title_ko="더위")

    response = editor.post(page_of(event), opened | {entered(event, "title_ko"): "더위"})

    assert response.status_code == 302
