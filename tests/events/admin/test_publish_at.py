"""The time at which a draft is published by itself, as it is entered on the clock of its event."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Event
from tests.events.admin.admin_page import told
from tests.events.admin.browser import add, address, change, errors, fields_of
from tests.events.admin.test_publishing import announced, kept, make_draft

FAR = "2099-07-01T09:30"


@pytest.mark.parametrize(
    ("entered", "zone", "instant"),
    [
        (FAR, "Asia/Seoul", datetime(2099, 7, 1, 0, 30, tzinfo=UTC)),
        (FAR, "America/New_York", datetime(2099, 7, 1, 13, 30, tzinfo=UTC)),
        (FAR, "", datetime(2099, 7, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_time_to_publish_is_on_the_clock_of_the_event(
    editor: Client, entered: str, zone: str, instant: datetime
) -> None:
    response = add(editor, Event, **announced(timezone=zone, publish_at=entered))

    event = Event.objects.get()
    assert (response.status_code, kept(event)) == (302, ("draft", instant))
    assert fields_of(editor.get(address(event, "change")))["publish_at"] == [entered]


def test_time_to_publish_keeps_what_the_clock_shows_where_the_zone_changes(editor: Client) -> None:
    event = make_draft(publish_at=datetime(2099, 7, 1, 7, 30, tzinfo=UTC))

    change(editor, event, timezone="Asia/Seoul")

    assert kept(event) == ("draft", datetime(2099, 7, 1, 0, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("entered", "readings"),
    [
        ("2024-03-31T02:30", "03:30 GMT+02:00 (01:30 UTC) or 01:30 GMT+01:00 (00:30 UTC)."),
        ("2024-10-27T02:30", "02:30 GMT+02:00 (00:30 UTC) or 02:30 GMT+01:00 (01:30 UTC)."),
    ],
)
def test_time_to_publish_that_clocks_jump_over_or_show_twice_is_refused(
    editor: Client, entered: str, readings: str
) -> None:
    event = make_draft()

    response = change(editor, event, publish_at=entered)

    [said] = errors(response).pop("publish_at")
    assert said.endswith(readings)
    assert fields_of(response)["publish_at"] == [entered]
    assert kept(event) == ("draft", None)


def test_kept_time_that_clocks_show_twice_stays(editor: Client) -> None:
    at = datetime(2024, 10, 27, 1, 30, tzinfo=UTC)
    event = make_draft(publish_at=at)

    response = change(editor, event, title_en="Rain")

    assert (response.status_code, kept(event)) == (302, ("draft", at))


@pytest.mark.parametrize(
    "entered", ["soon", "2024-10-01T09:00+02:00", "1066-10-14T09:00", "2024-02-30T09:00"]
)
def test_time_to_publish_that_is_none_is_refused(editor: Client, entered: str) -> None:
    event = make_draft()

    assert errors(change(editor, event, publish_at=entered)).keys() == {"publish_at"}
    assert kept(event) == ("draft", None)


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_only_a_draft_has_a_time_to_be_published(editor: Client, state: str) -> None:
    event = make_draft(state=state)

    response = change(editor, event, publish_at=FAR)

    assert errors(response) == {"publish_at": ["Only a draft is published at a set time."]}
    assert kept(event) == (state, None)


def test_button_leaves_a_draft_whose_time_is_to_come(editor: Client) -> None:
    event = make_draft()

    response = change(editor, event, publish_at=FAR, _publish="yes")

    assert told(response) == [
        "Saved. It is published by itself when its time comes; take the time out to do it now."
    ]
    assert kept(event) == ("draft", datetime(2099, 7, 1, 7, 30, tzinfo=UTC))


@pytest.mark.parametrize("entered", ["", "2024-07-01T09:30"])
def test_button_publishes_a_draft_whose_time_has_come_or_was_taken_out(editor: Client, entered: str) -> None:
    event = make_draft(publish_at=timezone.now() + timedelta(days=9))

    change(editor, event, publish_at=entered, _publish="yes")

    assert kept(event) == ("published", None)
