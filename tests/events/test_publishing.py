from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from events.calendar_entries import CannotRenderError
from events.choices import EventState
from events.models import CalendarEntry, Event, Session
from events.publishing import publish, publish_due
from events.revisions import revisions_of
from events.upkeep import bring_up_to_date, problems
from tests.events.test_upkeep import refuse
from tests.factories import make_event, make_involvement, make_session

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, 12, tzinfo=UTC)


def make_draft(**values: Any) -> Session:
    """The session of a draft that lacks nothing it must have, and is due."""
    session = make_session(make_event(**{"state": EventState.DRAFT, "publish_at": NOW} | values))
    make_involvement(session.event)
    return session


def states() -> dict[int, tuple[str, datetime | None]]:
    return {event.pk: (event.state, event.publish_at) for event in Event.objects.all()}


@pytest.mark.parametrize(
    ("wait", "published"),
    [(timedelta(days=-300), True), (timedelta(), True), (timedelta(microseconds=1), False)],
)
def test_draft_is_published_once_its_time_has_come(wait: timedelta, published: bool) -> None:
    event = make_draft(publish_at=NOW + wait).event

    due = publish_due(NOW)

    assert (due.published, due.held_back) == ([event] if published else [], [])
    assert states()[event.pk] == (("published", None) if published else ("draft", NOW + wait))


def test_draft_without_a_time_stays_one() -> None:
    event = make_draft(publish_at=None).event

    assert publish_due(NOW).published == []
    assert states() == {event.pk: ("draft", None)}


def test_published_event_has_its_calendar_entries() -> None:
    session = make_draft()
    assert not CalendarEntry.objects.exists()

    publish_due(NOW)

    assert [(entry.session, entry.sequence) for entry in CalendarEntry.objects.all()] == [(session, 0)]
    assert [change.after["withdrawn"] for change in session.changes.all()] == [False]
    assert list(problems(timezone.now())) == []


def test_the_longest_waiting_comes_first() -> None:
    late = make_draft().event
    early = make_draft(publish_at=NOW - timedelta(days=1)).event

    assert publish_due(NOW).published == [early, late]


def test_draft_that_lacks_something_is_held_back_and_keeps_its_time() -> None:
    held, ready = make_draft(timezone=""), make_draft()
    held.event.involvements.all().delete()

    due = publish_due(NOW)

    assert due.held_back == [(held.event, "no organiser, no time zone")]
    assert due.published == [ready.event]
    assert states()[held.event_id] == ("draft", NOW)
    assert not revisions_of(held.event).exists()


def test_what_was_held_back_is_published_when_it_is_complete() -> None:
    held = make_draft(timezone="").event
    assert publish_due(NOW).published == []

    Event.objects.update(timezone="Asia/Seoul")

    assert publish_due(NOW).published == [held]


def test_states_before_and_after_are_kept_without_a_user() -> None:
    event = make_draft().event

    publish_due(NOW)

    kept = [
        (revision.user, version.field_dict["state"])
        for revision in revisions_of(event)
        for version in revision.version_set.filter(content_type__model="event")
    ]
    assert kept == [(None, "published"), (None, "draft")]


def test_due_again_nothing_happens() -> None:
    event = make_draft().event
    publish_due(NOW)
    kept, entries = revisions_of(event).count(), list(CalendarEntry.objects.values())

    due = publish_due(NOW + timedelta(days=1))

    assert (due.published, due.held_back) == ([], [])
    assert (revisions_of(event).count(), list(CalendarEntry.objects.values())) == (kept, entries)


@pytest.mark.parametrize("state", [EventState.PUBLISHED, EventState.WITHDRAWN])
def test_only_drafts_are_due(state: EventState) -> None:
    event = make_draft(publish_at=None, state=state).event

    assert publish_due(NOW).published == []
    assert states() == {event.pk: (state, None)}


def test_event_that_no_calendar_can_hold_stays_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = make_draft()
    refuse(monkeypatch, bad)

    with pytest.raises(CannotRenderError):
        publish(bad.event, None, NOW)

    assert states() == {bad.event_id: ("draft", NOW)}
    assert (CalendarEntry.objects.count(), revisions_of(bad.event).count()) == (0, 0)


def test_event_that_no_calendar_can_hold_keeps_no_other_from_the_public(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad, good = make_draft(publish_at=NOW - timedelta(days=1)), make_draft()
    refuse(monkeypatch, bad)

    due = publish_due(NOW)

    assert due.published == [good.event]
    assert due.held_back == [(bad.event, f"session {bad.event.slug} 1: no calendar can hold it")]
    assert states() == {
        bad.event_id: ("draft", NOW - timedelta(days=1)),
        good.event_id: ("published", None),
    }


def test_publishing_says_what_is_in_the_way_and_writes_nothing() -> None:
    event = make_event(state=EventState.DRAFT)

    gaps = publish(event, None, NOW)

    assert [gap.code for gap in gaps] == ["session", "organiser"]
    assert states() == {event.pk: ("draft", None)}
    assert not revisions_of(event).exists()


def test_publishing_is_kept_as_the_work_of_its_user() -> None:
    user, event = User.objects.create_user("editor"), make_draft().event

    assert publish(event, user, NOW) == []

    assert [revision.user for revision in revisions_of(event)] == [user, None]


def test_withdrawn_event_comes_back_to_its_calendar_entry() -> None:
    session = make_draft(state=EventState.PUBLISHED, publish_at=None)
    bring_up_to_date(Event.objects.all(), NOW)
    session.event.withdraw()
    bring_up_to_date(Event.objects.all(), NOW + timedelta(hours=1))
    before = CalendarEntry.objects.get()
    assert before.withdrawn_at == NOW + timedelta(hours=1)

    publish(session.event, None, NOW + timedelta(hours=2))

    after = CalendarEntry.objects.get()
    assert (after.pk, after.withdrawn_at, after.sequence) == (before.pk, None, before.sequence + 1)
