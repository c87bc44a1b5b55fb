"""What was announced is withdrawn, whichever way an editor means to delete it."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client

from events.choices import EventState
from events.models import Appearance, Event, LanguageOffer, Session
from events.upkeep import bring_up_to_date
from tests.events.admin.browser import address, change, errors
from tests.events.admin.entries import EARLIER, assert_renewed, entries
from tests.events.content_lines import stored, value
from tests.factories import make_appearance, make_event, make_involvement, make_offer, make_session

WILL = "it has been public, so it is withdrawn, and calendars cancel it for 90 days."


@pytest.fixture
def session(db: None) -> Session:
    """The first of two sessions of a published event; the calendars know both."""
    session = make_session(make_event(title="Heat"), title="First")
    make_offer(session)
    make_appearance(session)
    make_session(session.event, title="Second")
    bring_up_to_date(Event.objects.all(), EARLIER)
    return session


def second(session: Session) -> Session:
    return session.event.sessions.get(number=2)


def delete(editor: Client, record: Session | Event) -> HttpResponse:
    return editor.post(address(record, "delete"), {"post": "yes"}, follow=True)


def delete_from_list(editor: Client, *records: Session | Event, sure: bool = True) -> HttpResponse:
    chosen = {"action": "delete_selected", "_selected_action": [record.pk for record in records]}
    answer = {"post": "yes"} if sure else {}
    return editor.post(address(type(records[0]), "changelist"), chosen | answer, follow=True)


def messages(page: HttpResponse) -> list[str]:
    return [str(message) for message in page.context["messages"]]


WAYS: dict[str, Callable[[Client, Session], HttpResponse]] = {
    "page": delete,
    "list": delete_from_list,
    "row": lambda editor, session: change(editor, session.event, **{"sessions-0-DELETE": "on"}),
    "mark": lambda editor, session: change(editor, session, withdrawn="on"),
    "mark in a row": lambda editor, session: change(editor, session.event, **{"sessions-0-withdrawn": "on"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_announced_session_is_withdrawn_with_all_that_belongs_to_it(
    way: str, editor: Client, session: Session
) -> None:
    before = entries()

    WAYS[way](editor, session)

    session.refresh_from_db()
    assert (session.withdrawn, session.event.state) == (True, EventState.PUBLISHED)
    assert (LanguageOffer.objects.count(), Appearance.objects.count()) == (1, 1)
    assert_renewed(before, session)
    assert [value(stored(session), name) for name in ("STATUS", "SUMMARY")] == [
        "CANCELLED",
        "Withdrawn: Heat · First",
    ]
    assert entries()[second(session).pk, "en"] == before[second(session).pk, "en"]
    assert list(Session.objects.listed()) == [second(session)]
    assert LogEntry.objects.count() == 1


EVENT_WAYS: dict[str, Callable[[Client, Event], HttpResponse]] = {
    "page": delete,
    "list": delete_from_list,
}


@pytest.mark.parametrize("way", EVENT_WAYS)
def test_an_announced_event_is_withdrawn_with_its_sessions(
    way: str, editor: Client, session: Session
) -> None:
    before = entries()

    EVENT_WAYS[way](editor, session.event)

    assert Event.objects.get().state == EventState.WITHDRAWN
    assert not Session.objects.listed().exists()
    for each in (session, second(session)):
        assert_renewed(before, each)
        assert value(stored(each), "STATUS") == "CANCELLED"
        assert not Session.objects.get(pk=each.pk).withdrawn  # it is its event that is


def test_page_says_what_will_happen_before_it_does(editor: Client, session: Session) -> None:
    draft = make_session(make_event(title="Draft", state="draft")).event

    one = editor.get(address(session, "delete")).context["deleted_objects"]
    event = editor.get(address(session.event, "delete")).context["deleted_objects"]
    several = delete_from_list(editor, session.event, draft, sure=False).context["deletable_objects"][0]

    assert one == [f"Heat · 1: {WILL}"]
    assert event == [f"Heat: {WILL}"]
    assert several[0] == f"Heat: {WILL}"
    assert "Draft" in str(several[1])
    assert "Heat" not in str(several[1:])
    assert Session.objects.listed().count() == 2


def test_what_happened_is_said(editor: Client, session: Session) -> None:
    own, event = delete(editor, session), delete(editor, session.event)

    told = "“%s” had been public: it is withdrawn, and calendars cancel it for 90 days."
    assert (messages(own), messages(event)) == ([told % "Heat · 1"], [told % "Heat"])
    assert own.redirect_chain == [(address(Session, "changelist"), 302)]


def test_of_several_the_drafts_go_and_the_others_are_withdrawn(editor: Client, session: Session) -> None:
    drafts = [make_session(make_event(state="draft")).event for _number in range(2)]
    untouched = make_session().event

    page = delete_from_list(editor, session.event, *drafts)

    assert {event.pk: event.state for event in Event.objects.all()} == {
        session.event.pk: EventState.WITHDRAWN,
        untouched.pk: EventState.PUBLISHED,
    }
    told = "1 had been public: it is withdrawn, and calendars cancel it for 90 days."
    assert told in messages(page)


def test_nothing_is_said_to_be_deleted_that_is_not(editor: Client, session: Session) -> None:
    draft = make_session(make_event(state="draft")).event
    keys = str(session.event.pk), str(draft.pk)

    page = delete_from_list(editor, session.event, draft)

    assert "Successfully deleted 1 event." in messages(page)
    logged = {
        entry.object_id: (entry.action_flag, entry.get_change_message()) for entry in LogEntry.objects.all()
    }
    assert logged == {keys[0]: (CHANGE, "Withdrawn."), keys[1]: (DELETION, "")}


def test_withdrawal_from_the_page_is_logged_as_one(editor: Client, session: Session) -> None:
    delete(editor, session)

    assert (LogEntry.objects.get().action_flag, LogEntry.objects.get().change_message) == (
        CHANGE,
        "Withdrawn.",
    )


LAST = "It is the last session of its event: withdraw the event instead."
ALL = "These are all the sessions of the event: withdraw the event instead, by its state."


@pytest.mark.parametrize("way", WAYS)
def test_the_last_public_session_is_not_withdrawn(way: str, editor: Client, session: Session) -> None:
    second(session).withdraw()
    bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    page = WAYS[way](editor, session)

    assert Session.objects.listed().get() == session
    assert entries() == before
    assert not LogEntry.objects.exists()
    match way:
        case "page" | "list":
            assert "Heat needs at least one session." in page.content.decode()
        case "mark":
            assert errors(page) == {"withdrawn": [LAST]}
        case _:
            assert errors(page)["sessions"] == [ALL]


def test_all_public_sessions_are_not_withdrawn_at_once(editor: Client, session: Session) -> None:
    both = {"sessions-0-withdrawn": "on", "sessions-1-withdrawn": "on"}

    page = change(editor, session.event, **both)
    delete_from_list(editor, session, second(session))

    assert errors(page)["sessions"] == [ALL]
    assert Session.objects.listed().count() == 2


def test_one_session_may_be_withdrawn_for_another(editor: Client, session: Session) -> None:
    second(session).withdraw()
    bring_up_to_date(Event.objects.all(), EARLIER)

    change(editor, session.event, **{"sessions-0-withdrawn": "on", "sessions-1-withdrawn": None})

    assert list(Session.objects.listed()) == [second(session)]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_no_field_of_the_form_changes_the_state(editor: Client, session: Session, state: str) -> None:
    response = change(editor, session.event, state=state, title_en="Another title")

    assert response.status_code == 302
    assert Event.objects.values_list("state", "title_en").get() == (EventState.PUBLISHED, "Another title")


@pytest.mark.parametrize("of_event", [True, False])
def test_what_is_announced_again_comes_back_to_calendars(
    of_event: bool, editor: Client, session: Session
) -> None:
    record = session.event if of_event else session
    make_involvement(session.event)
    bring_up_to_date(Event.objects.all(), EARLIER)
    delete(editor, record)
    Session.objects.get(pk=session.pk).calendar_entries.update(last_modified=EARLIER)
    before = entries()

    change(editor, record, **({"_publish": "yes"} if of_event else {"withdrawn": None}))

    assert_renewed(before, session)
    assert value(stored(session), "STATUS") == "CONFIRMED"
    assert session.calendar_entries.get().withdrawn_at is None


def test_withdrawn_again_changes_nothing(editor: Client, session: Session) -> None:
    delete(editor, session)
    delete(editor, session.event)
    before = entries()

    delete(editor, session)
    delete(editor, session.event)
    delete_from_list(editor, session.event)

    assert (entries(), Session.objects.count()) == (before, 2)


@pytest.mark.parametrize("permission", ["view", "change"])
def test_who_may_not_delete_withdraws_nothing_by_deleting(
    permission: str, client: Client, session: Session
) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith=f"{permission}_"))
    client.force_login(user)

    answers = [delete(client, record).status_code for record in (session, session.event)]
    delete_from_list(client, session.event)
    change(client, session.event, **{"sessions-0-DELETE": "on"}) if permission == "change" else None

    assert answers == [403, 403]
    assert Session.objects.listed().count() == 2
