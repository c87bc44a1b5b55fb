"""Save and publish: what the button does, and what is in its way."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from events.calendar_entries import CannotRenderError
from events.models import CalendarEntry, Event
from events.revisions import revisions_of
from events.upkeep import bring_up_to_date
from tests.events.admin.admin_page import told
from tests.events.admin.browser import add, address, change, errors, row
from tests.events.admin.entries import EARLIER
from tests.events.admin.event_page import EventFormPage
from tests.events.admin.rights import at_work
from tests.events.test_upkeep import refuse
from tests.factories import make_event, make_involvement, make_organisation, make_session

PARTS = ("session", "involvement", "languageoffer", "appearance", "resource", "citation", "othername")
EDITING = [f"{action}_{part}" for part in ("event", *PARTS) for action in ("add", "view", "change")]
EDITING.append("edit_every_event")


def make_draft(**values: Any) -> Event:
    """A draft that lacks nothing it must have."""
    event = make_session(make_event(**{"title": "Heat", "state": "draft"} | values)).event
    make_involvement(event)
    return event


def kept(event: Event) -> tuple[str, datetime | None]:
    return Event.objects.values_list("state", "publish_at").get(pk=event.pk)


def announced(**values: Any) -> dict[str, Any]:
    """What an editor enters of a new event that is ready for the public."""
    involved = row("involvements", organisation=make_organisation().pk)
    return {"title_en": "Heat", "timezone": "Asia/Seoul"} | involved | values


def test_draft_is_published_from_its_page(editor: Client) -> None:
    event = make_draft()

    response = change(editor, event, title_en="Rain", _publish="yes")

    assert (response.status_code, response.url) == (302, address(Event, "changelist"))
    assert told(response) == ["“Rain” is published."]
    assert kept(event) == ("published", None)
    assert editor.get(event.get_absolute_url()).status_code == 200
    said = LogEntry.objects.values_list("change_message", flat=True)
    assert [text for text in said if text == "Published."] == ["Published."]
    assert [revision.user.username for revision in revisions_of(event)[:2]] == ["editor", "editor"]


def test_new_event_is_published_from_the_form_that_makes_it(editor: Client) -> None:
    response = add(editor, Event, **announced(_publish="yes"))

    event = Event.objects.get()
    assert (response.status_code, told(response)) == (302, ["“Heat” is published."])
    assert kept(event) == ("published", None)
    assert editor.get("/en/events/heat/").status_code == 200


def test_what_is_in_the_way_is_said_and_the_draft_is_kept(editor: Client) -> None:
    response = add(editor, Event, title_en="Heat", summary_en="Of heat.", _publish="yes")

    event = Event.objects.get()
    reason = "Saved as a draft, and not published: Say which organisation organises or hosts it."
    assert (response.url, told(response)) == (address(event, "change"), [reason])
    assert (event.state, event.title, event.summary) == ("draft", "Heat", "Of heat.")
    assert not CalendarEntry.objects.exists()


def test_everything_that_is_in_the_way_is_said_at_once(editor: Client) -> None:
    event = make_draft(timezone="")
    event.involvements.all().delete()

    response = change(editor, event, title_en="Rain", _publish="yes")

    assert told(response) == [
        "Saved as a draft, and not published: Say which organisation organises or hosts it. "
        "A session has a time: say in which zone its clock stands."
    ]
    assert (kept(event), Event.objects.get().title) == (("draft", None), "Rain")
    page = EventFormPage(editor.get(response.url))
    assert page.texts(".gap--blocking") == [
        "Say which organisation organises or hosts it.",
        "A session has a time: say in which zone its clock stands.",
    ]


def test_what_is_refused_is_not_published(editor: Client) -> None:
    event = make_draft()

    response = change(editor, event, title_en="", _publish="yes")

    assert errors(response).keys() == {"title_en"}
    assert kept(event) == ("draft", None)


def test_button_is_there_for_what_can_be_published(editor: Client) -> None:
    draft, public = make_draft(), make_draft(state="published")

    pages = [address(Event, "add"), address(draft, "change"), address(public, "change")]
    buttons = [EventFormPage(editor.get(page)).names().count("_publish") for page in pages]

    assert buttons == [1, 1, 0]


def test_published_event_stays_as_it_is(editor: Client) -> None:
    event = make_draft(state="published")
    bring_up_to_date(Event.objects.all(), EARLIER)
    entries = list(CalendarEntry.objects.values())

    response = change(editor, event, _publish="yes")

    assert (response.status_code, kept(event)) == (302, ("published", None))
    assert list(CalendarEntry.objects.values()) == entries


def test_withdrawn_event_is_published_again(editor: Client) -> None:
    event = make_draft(state="published")
    bring_up_to_date(Event.objects.all(), EARLIER)
    editor.post(address(event, "delete"), {"post": "yes"})
    assert kept(event) == ("withdrawn", None)

    response = change(editor, event, _publish="yes")

    assert told(response)[-1] == "“Heat” is published."
    assert kept(event) == ("published", None)
    assert editor.get(event.get_absolute_url()).status_code == 200


def test_who_may_not_publish_saves_a_draft(db: None) -> None:
    writer, event = at_work(*EDITING), make_draft()

    page = writer.get(address(event, "change"))
    changed = change(writer, event, title_en="Rain", _publish="yes")
    added = add(writer, Event, title_en="New", _publish="yes")

    assert "_publish" not in EventFormPage(page).names()
    assert told(changed) == told(added) == ["Saved. You may not publish events."]
    assert (changed.url, added.url) == (address(event, "change"), address(Event, "changelist"))
    states = Event.objects.order_by("pk").values_list("title", "state")
    assert list(states) == [("Rain", "draft"), ("New", "draft")]


def test_who_may_only_look_publishes_nothing(db: None) -> None:
    reader, event = at_work("view_event", "publish_event"), make_draft()

    response = reader.post(address(event, "change"), {"_publish": "yes"})

    assert (response.status_code, kept(event)) == (403, ("draft", None))


def test_what_no_calendar_can_hold_is_refused_and_nothing_is_kept(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = make_draft()
    refuse(monkeypatch, event.sessions.get())

    response = change(editor, event, title_en="Rain", _publish="yes")

    assert (response.status_code, kept(event)) == (422, ("draft", None))
    assert Event.objects.get().title == "Heat"
    assert str(CannotRenderError(f"session {event.slug} 1")) in response.content.decode()
