"""What is done with many events at once, from the list of events."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from events.models import CalendarEntry, Event, Session
from events.revisions import revisions_of
from events.upkeep import bring_up_to_date
from tests.events.admin.admin_page import told
from tests.events.admin.browser import address, fields_of
from tests.events.admin.entries import EARLIER
from tests.events.admin.rights import at_work
from tests.events.content_lines import stored, value
from tests.events.test_upkeep import refuse
from tests.factories import (
    make_event,
    make_involvement,
    make_session,
    make_topic,
    make_undated_session,
    make_window_session,
)

LIST = address(Event, "changelist")
REASON = "The speaker is ill."


def make_ready(**values: Any) -> Event:
    """An event that lacks nothing it must have, with a session that is to come."""
    start = timezone.now().replace(microsecond=0) + timedelta(days=3)
    session = make_session(make_event(**values), starts_at=start, ends_at=start + timedelta(hours=1))
    make_involvement(session.event)
    return session.event


def chosen(action: str, *events: Event, **values: Any) -> dict[str, Any]:
    return {"action": action, "_selected_action": [event.pk for event in events]} | values


def do(editor: Client, action: str, *events: Event, **values: Any) -> HttpResponse:
    """Choose the action, and answer the page that it asks on, as a browser does."""
    page = editor.post(LIST, chosen(action, *events))
    return editor.post(LIST, fields_of(page) | values) if page.status_code == 200 else page


def states() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("state", flat=True))


def logged() -> list[tuple[str, str]]:
    return sorted((entry.object_id, entry.get_change_message()) for entry in LogEntry.objects.all())


def test_selected_drafts_are_published_and_what_is_in_the_way_of_others_is_said(editor: Client) -> None:
    ready, again = make_ready(state="draft"), make_ready(state="withdrawn")
    public, empty = make_ready(), make_event(title="Empty", state="draft")
    make_ready(state="draft")

    response = do(editor, "publish_selected", ready, again, public, empty)

    assert sorted(told(response)) == [
        "2 events were published.",
        "“Empty” is not published: Every session is withdrawn: an event needs one that is not. "
        "Say which organisation organises or hosts it.",
    ]
    assert states() == ["published", "published", "published", "draft", "draft"]
    assert logged() == sorted((str(event.pk), "Published.") for event in (ready, again))
    assert [revision.user.username for revision in revisions_of(ready)[:1]] == ["editor"]
    assert {entry.session.event for entry in CalendarEntry.objects.all()} == {ready, again}


def test_one_that_no_calendar_can_hold_keeps_all_from_being_published(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [make_ready(state="draft") for _number in range(3)]
    refuse(monkeypatch, events[0].sessions.get())

    response = do(editor, "publish_selected", *events)

    assert (response.status_code, states(), logged()) == (422, ["draft"] * 3, [])
    assert not CalendarEntry.objects.exists()


def test_draft_whose_time_is_to_come_is_left(editor: Client) -> None:
    event = make_ready(state="draft", publish_at=timezone.now() + timedelta(days=9))

    do(editor, "publish_selected", event)

    assert states() == ["draft"]


def test_what_is_to_come_is_cancelled_with_a_reason(editor: Client) -> None:
    event = make_ready()
    over, undated = make_session(event), make_undated_session(event)
    window = make_window_session(event)
    withdrawn = make_undated_session(event, withdrawn=True)
    cancelled = make_undated_session(event, status="cancelled", status_reason="Long ago.")
    other = make_ready().sessions.get()
    to_come = event.sessions.get(number=1)
    bring_up_to_date(Event.objects.all(), EARLIER)

    response = do(editor, "cancel_selected", event, reason=f"  {REASON} ")

    assert told(response) == ["2 sessions were cancelled."]
    found = {session.pk: (session.status, session.status_reason) for session in Session.objects.all()}
    assert found == {
        **{session.pk: ("cancelled", REASON) for session in (to_come, undated)},
        **{session.pk: ("scheduled", "") for session in (over, window, withdrawn, other)},
        cancelled.pk: ("cancelled", "Long ago."),
    }
    assert value(stored(to_come), "STATUS") == "CANCELLED"
    assert REASON in value(stored(to_come), "DESCRIPTION")
    assert value(stored(other), "STATUS") == "CONFIRMED"
    assert logged() == [(str(event.pk), "Cancelled.")]
    assert revisions_of(event).first().comment == "Cancelled."


def test_page_asks_for_a_reason_and_does_nothing_yet(editor: Client) -> None:
    events = [make_ready(title="Heat"), make_ready(title="Rain")]

    page = editor.post(LIST, chosen("cancel_selected", *events))

    sent = fields_of(page)
    assert sent.keys() == {"csrfmiddlewaretoken", "action", "post", "_selected_action", "reason"}
    assert sorted(sent["_selected_action"]) == sorted(str(event.pk) for event in events)
    assert (sent["action"], sent["reason"]) == (["cancel_selected"], [""])
    assert not Session.objects.filter(status="cancelled").exists()


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("<b>ill</b>", "This is shown as plain text: write it without HTML tags."),
        ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_reason_that_does_not_do_is_refused_and_kept(editor: Client, reason: str, refusal: str) -> None:
    event = make_ready()

    page = do(editor, "cancel_selected", event, reason=reason)

    assert page.context["form"].errors == {"reason": [refusal]}
    assert fields_of(page)["_selected_action"] == [str(event.pk)]
    assert not Session.objects.filter(status="cancelled").exists()


def test_reason_replaces_those_in_other_languages(editor: Client) -> None:
    event = make_ready()
    event.sessions.update(status="postponed", status_reason_en="Rain.", status_reason_ko="비.")

    do(editor, "cancel_selected", event, reason=REASON)

    reasons = event.sessions.values_list("status", "status_reason_en", "status_reason_ko").get()
    assert reasons in {("cancelled", REASON, ""), ("cancelled", REASON, None)}


def test_one_session_that_is_wrong_keeps_all_from_being_cancelled(editor: Client) -> None:
    events = [make_ready(), make_ready()]
    far = datetime(2300, 1, 1, tzinfo=UTC)
    Session.objects.filter(event=events[1]).update(
        starts_at=far, span_start=far, ends_at=far + timedelta(1), span_end=far + timedelta(1)
    )

    response = do(editor, "cancel_selected", *events, reason=REASON)

    wrong = "The year lies between 1900 and 2199."
    assert told(response) == [f"{wrong} {wrong}"]
    assert (logged(), Session.objects.filter(status="cancelled").exists()) == ([], False)


def test_topic_is_added_to_selected_events(editor: Client) -> None:
    topic, old = make_topic(name="Water"), make_topic(name="Heat")
    events = [make_ready(topics=[old]), make_ready(topics=[topic])]
    other = make_ready()
    bring_up_to_date(Event.objects.all(), EARLIER)

    response = do(editor, "add_topic", *events, topic=topic.pk)

    assert told(response) == ["2 events are about Water now."]
    assert {event.pk: set(event.topics.all()) for event in Event.objects.all()} == {
        events[0].pk: {old, topic},
        events[1].pk: {topic},
        other.pk: set(),
    }
    assert value(stored(events[0].sessions.get()), "CATEGORIES") == "Heat,Water"
    assert logged() == sorted((str(event.pk), "Topic added: Water.") for event in events)


@pytest.mark.parametrize("topic", ["", "0", "x", "\0", "99999999999999999999"])
def test_topic_that_is_none_is_refused(editor: Client, topic: str) -> None:
    event = make_ready(topics=[make_topic()])

    page = do(editor, "add_topic", event, topic=topic)

    assert page.context["form"].errors.keys() == {"topic"}
    assert event.topics.count() == 1


def test_actions_reach_across_all_pages(editor: Client) -> None:
    events = [make_event(state="draft", kind="training") for _number in range(51)]
    other, topic = make_event(kind="summit"), make_topic()
    filtered = f"{LIST}?kind__exact=training"

    page = editor.post(filtered, chosen("add_topic", events[0], select_across="1", index="0"))
    response = editor.post(filtered, fields_of(page) | {"topic": topic.pk})

    assert told(response) == [f"51 events are about {topic} now."]
    assert (topic.events.count(), other.topics.count()) == (51, 0)


@pytest.mark.parametrize(
    ("codenames", "actions"),
    [
        (["view_event"], set()),
        (["view_event", "publish_event"], {"publish_selected"}),
        (["view_event", "change_event", "edit_every_event"], {"cancel_selected", "add_topic"}),
    ],
)
def test_only_who_may_is_offered_an_action_and_can_do_it(
    db: None, codenames: list[str], actions: set[str]
) -> None:
    browser, event, topic = at_work(*codenames), make_ready(state="draft"), make_topic()
    ours = {"publish_selected", "cancel_selected", "add_topic"}

    form = browser.get(LIST).context["action_form"]
    for action in ours - actions:
        browser.post(LIST, chosen(action, event, post="yes", reason=REASON, topic=topic.pk))

    assert ours & {name for name, _label in (form.fields["action"].choices if form else [])} == actions
    done = {
        "publish_selected": states() != ["draft"],
        "cancel_selected": Session.objects.get().status == "cancelled",
        "add_topic": event.topics.exists(),
    }
    assert {name for name in ours - actions if done[name]} == set()
