"""Whatever an editor writes keeps the whole event before it and after it."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from events import revisions
from events.editing import editing
from events.models import Event, LanguageOffer, Resource, Session
from tests.events.admin.browser import add, address, change, row
from tests.events.admin.two_editors import signed_in
from tests.factories import (
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_session,
    make_topic,
    make_undated_session,
)


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in("editor")


@pytest.fixture
def session(db: None) -> Session:
    """The first of two of a draft that nobody has written to in the admin."""
    session = make_session(make_event(state="draft"))
    make_involvement(session.event)
    make_undated_session(session.event)
    make_offer(session)
    make_citation(event=session.event)
    return session


def kept(event: Event) -> list[str | None]:
    """By whom each state was kept, the first one first."""
    return [one.user and one.user.username for one in revisions.revisions_of(event).order_by("pk")]


def act(browser: Client, event: Event, action: str, **values: str) -> HttpResponse:
    chosen = {"action": action, "_selected_action": [event.pk], "post": "yes"}
    return browser.post(address(Event, "changelist"), chosen | values)


WAYS: dict[str, Callable[[Client, Session], HttpResponse]] = {
    "form": lambda browser, session: change(browser, session.event, title_en="A"),
    "row": lambda browser, session: change(browser, session.event, **{"sessions-0-title_en": "A"}),
    "new row": lambda browser, session: change(
        browser, session.event, **row("resources", kind="stream", url="https://e.org/", position="0")
    ),
    "deleted row": lambda browser, session: change(browser, session.event, **{"sessions-1-DELETE": "on"}),
    "page of a part": lambda browser, session: change(browser, session.language_offers.get(), mode="floor"),
    "page of a session": lambda browser, session: change(browser, session, withdrawn="on"),
    "page of a citation": lambda browser, session: change(
        browser, session.event.citations.get(), first_line="2", last_line="2"
    ),
    "publishing": lambda browser, session: act(browser, session.event, "publish_selected"),
    "cancelling": lambda browser, session: act(browser, session.event, "cancel_selected", reason="Storm"),
    "topic": lambda browser, session: act(browser, session.event, "add_topic", topic=str(make_topic().pk)),
    "deleting a part": lambda browser, session: browser.post(
        address(session.language_offers.get(), "delete"), {"post": "yes"}
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_write_keeps_what_was_found_and_what_became_of_it(
    editor: Client,
    session: Session,
    way: str,
) -> None:
    response = WAYS[way](editor, session)

    latest = revisions.revisions_of(session.event).first()
    assert response.status_code == 302
    assert kept(session.event) == [None, "editor"]
    now = revisions.state_now(Event.objects.get(pk=session.event_id))
    assert revisions.same(revisions.state_of(latest), now)


def test_saving_without_a_change_keeps_nothing(editor: Client, session: Session) -> None:
    change(editor, session.event, title_en="A")

    change(editor, session.event)
    change(editor, session)

    assert kept(session.event) == [None, "editor"]


def test_what_came_past_the_admin_is_kept_as_found(editor: Client, session: Session) -> None:
    change(editor, session.event, title_en="A")
    Session.objects.update(title_en="Past")

    change(editor, session.event, title_en="B")

    assert kept(session.event) == [None, "editor", None, "editor"]


@pytest.mark.parametrize("moved", [False, True])
def test_a_part_that_comes_from_its_own_page_keeps_what_was_found(
    editor: Client,
    session: Session,
    moved: bool,
) -> None:
    if moved:
        response = change(editor, make_offer(language="fr"), session=session.pk)
    else:
        response = add(editor, LanguageOffer, session=session.pk, language="fr", mode="floor")

    assert response.status_code == 302
    assert kept(session.event) == [None, "editor"]


def test_a_write_that_fails_keeps_nothing(session: Session) -> None:
    def fail() -> None:
        with editing(None, [session]):
            Session.objects.update(title_en="A")
            raise ValueError("late")

    with pytest.raises(ValueError, match="late"):
        fail()

    assert kept(session.event) == []
    assert set(Session.objects.values_list("title", flat=True)) <= {"", None}


def test_an_edit_keeps_the_events_of_its_new_records(session: Session) -> None:
    with editing(None, []) as edit:
        edit.new.append(Resource.objects.create(event=session.event, kind="stream"))

    assert kept(session.event) == [None]


def test_what_is_said_stands_beside_the_state(session: Session) -> None:
    with editing(None, [session], "Why"):
        Session.objects.update(title_en="A")

    assert list(revisions.revisions_of(session.event).values_list("comment", flat=True)) == ["Why", ""]
