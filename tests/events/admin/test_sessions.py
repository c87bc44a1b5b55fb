from datetime import date

import pytest
from django.test import Client

from events.models import Event, Session
from tests.events.admin.browser import add, address, change, errors, fields_of, row
from tests.factories import make_day_session, make_event, make_session, make_undated_session


def test_a_session_without_anything_known_is_kept(editor: Client) -> None:
    response = add(editor, Event, title_en="A", slug="a")

    assert response.status_code == 302
    session = Session.objects.get()
    assert (session.number, session.precision, session.starts_at) == (1, "unknown", None)


def test_a_second_session_without_anything_known_is_kept(editor: Client) -> None:
    event = make_undated_session().event

    change(editor, event, **row("sessions", existing=1, number=2, precision="unknown", status="scheduled"))

    assert list(event.sessions.values_list("number", flat=True)) == [1, 2]


def test_a_row_that_nobody_filled_in_is_no_session(editor: Client) -> None:
    event = make_undated_session().event
    empty = row("sessions", existing=1, number="", precision="unknown", status="scheduled")

    response = change(editor, event, **empty)

    assert response.status_code == 302
    assert event.sessions.count() == 1


@pytest.mark.parametrize("deleted", [True, False])
def test_an_event_needs_a_session(editor: Client, deleted: bool) -> None:
    event = make_undated_session().event
    leave_out = {"sessions-0-DELETE": "on"} if deleted else {"sessions-0-number": ""}

    response = change(editor, event, **leave_out) if deleted else add(editor, Event, **leave_out)

    told = "An event needs at least one session, also where its date is not known."
    assert told in errors(response)["sessions"]
    assert event.sessions.count() == 1


def test_the_next_number_is_suggested(editor: Client) -> None:
    event = make_event()
    make_session(event, number=7)

    own = editor.get(address(Session, "add"), {"event": event.pk})
    inline = editor.get(address(event, "change"))

    assert fields_of(own)["number"] == ["8"]
    assert fields_of(inline)["sessions-__prefix__-number"] == ["8"]


@pytest.mark.parametrize("event", ["x", "", "99999999999999999999", "٣", "\0"])
def test_a_link_with_a_bad_event_opens_the_form(editor: Client, event: str) -> None:
    page = editor.get(address(Session, "add"), {"event": event, "starts_at": "noon"})

    assert fields_of(page)["starts_at"] == [""]


def test_a_number_left_empty_is_the_next(editor: Client) -> None:
    event = make_event()
    make_session(event, number=7)

    add(editor, Session, event=event.pk, number="")

    assert list(event.sessions.values_list("number", flat=True)) == [7, 8]


def test_a_number_is_taken_once(editor: Client) -> None:
    event = make_undated_session().event
    told = "The event has a session of that number already."
    twice = row("sessions", 0, existing=1, number=5, precision="unknown", status="scheduled")
    twice |= row("sessions", 1, existing=1, number=5, precision="unknown", status="scheduled")

    own = add(editor, Session, event=event.pk, number=1)
    inline = change(editor, event, **row("sessions", existing=1, number=1, precision="unknown"))
    both_new = change(editor, event, **twice)

    assert errors(own) == {"__all__": [told]}
    assert told in errors(inline)["sessions-1-__all__"]
    assert errors(both_new)["sessions"] == ["Please correct the duplicate data for number."]
    assert event.sessions.count() == 1


def test_address_and_uid_of_a_session_never_change(editor: Client) -> None:
    session, other = make_day_session(), make_event()
    page = editor.get(address(session, "change"))

    change(editor, session, number="9", event=other.pk, uid="another", last_day="2020-10-29")
    change(editor, session.event, **{"sessions-0-number": "9", "sessions-0-uid": "another"})

    kept = Session.objects.get()
    assert kept.last_day == date(2020, 10, 29)
    assert (kept.number, kept.event_id, kept.uid) == (1, session.event_id, session.uid)
    assert session.uid in page.content.decode()
    assert {"number", "event", "uid"}.isdisjoint(fields_of(page))


@pytest.mark.parametrize("from_list", [True, False])
def test_the_only_session_of_an_event_is_not_deleted(editor: Client, from_list: bool) -> None:
    lone, one_of_two = make_session(), make_session()
    make_session(one_of_two.event)

    for session in (lone, one_of_two):
        if from_list:
            chosen = {"action": "delete_selected", "_selected_action": [session.pk], "post": "yes"}
            editor.post(address(Session, "changelist"), chosen)
        else:
            editor.post(address(session, "delete"), {"post": "yes"})

    assert Session.objects.filter(pk=lone.pk).exists()
    assert not Session.objects.filter(pk=one_of_two.pk).exists()


def test_a_deleted_draft_takes_its_sessions_with_it(editor: Client) -> None:
    session = make_session(make_event(state="draft"))

    response = editor.post(address(session.event, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not Session.objects.exists()
