from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.calendar_entries import bring_up_to_date, events_showing
from events.choices import EventState, InvolvementRole
from events.models import CalendarEntry, Event, Session
from tests.factories import (
    make_appearance,
    make_citation,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_office,
    make_organisation,
    make_project,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_topic,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def session() -> Session:
    session = make_session(make_event(topics=[make_topic()]))
    make_offer(session, provider=make_organisation())
    make_appearance(session, affiliation=make_organisation())
    make_involvement(session.event, role=InvolvementRole.HOST)
    make_resource(session.event, url="https://example.org/")
    bring_up_to_date(Event.objects.all(), NOW)
    return session


def renewed(session: Session, now: datetime = LATER) -> bool:
    """Whether bringing everything up to date made a new entry of the session's; checks its stamps."""
    before = CalendarEntry.objects.get(session=session)
    count = bring_up_to_date(Event.objects.all(), now)
    after = CalendarEntry.objects.get(session=session)
    changed = after.digest != before.digest
    assert count == changed
    assert after.sequence == before.sequence + changed
    assert after.last_modified == (now.replace(microsecond=0) if changed else before.last_modified)
    return changed


def saved_with(record: Model, **values: object) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()


def test_first_entry_counts_from_zero_without_microseconds(session: Session) -> None:
    entry = CalendarEntry.objects.get()

    assert (entry.session, entry.sequence, entry.last_modified) == (session, 0, NOW.replace(microsecond=0))


def test_second_time_changes_nothing(session: Session) -> None:
    assert not renewed(session)


CHANGES: dict[str, Callable[[Session], object]] = {
    "time": lambda session: saved_with(session, ends_at=session.ends_at + timedelta(hours=1)),
    "title of the session": lambda session: saved_with(session, title="New"),
    "status": lambda session: saved_with(session, status="cancelled"),
    "title of the event": lambda session: saved_with(session.event, title="New"),
    "summary of the event": lambda session: saved_with(session.event, summary="New"),
    "clock of the organiser": lambda session: saved_with(session.event, timezone="Asia/Seoul"),
    "name of the host": lambda session: saved_with(session.event.involvements.get().organisation, name="New"),
    "name of the speaker": lambda session: saved_with(session.appearances.get().speaker, name="New"),
    "role of the speaker": lambda session: saved_with(session.appearances.get(), role="New"),
    "name of the affiliation": lambda session: saved_with(session.appearances.get().affiliation, name="New"),
    "language offer": lambda session: saved_with(session.language_offers.get(), language="ar"),
    "acronym of the interpreters": lambda session: saved_with(
        session.language_offers.get().provider, acronym="New"
    ),
    "offer withdrawn": lambda session: session.language_offers.all().delete(),
    "further offer": lambda session: make_offer(session, language="ar"),
    "name of the topic": lambda session: saved_with(session.event.topics.get(), name="New"),
    "topic taken away": lambda session: session.event.topics.clear(),
    "address of the resource": lambda session: saved_with(session.event.resources.get(), url="https://example.com/"),
    "further session": lambda session: make_undated_session(session.event),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_sequence_rises_with_a_change_of_meaning(
    change: Callable[[Session], object], session: Session
) -> None:
    change(session)

    assert renewed(session)
    assert not renewed(session, LATER + timedelta(days=1))


SAME: dict[str, Callable[[Session], object]] = {
    "editor's note": lambda session: saved_with(session, editor_note="New"),
    "editor's note of the event": lambda session: saved_with(session.event, editor_note="New"),
    "saved again": lambda session: saved_with(session),
    "microsecond of birth": lambda session: Session.objects.filter(pk=session.pk).update(
        created_at=session.created_at.replace(microsecond=session.created_at.microsecond ^ 1)
    ),
    "citation": lambda session: make_citation(session=session),
    "other event": lambda session: make_undated_session(),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_sequence_stays_without_a_change_of_meaning(
    change: Callable[[Session], object], session: Session
) -> None:
    change(session)

    assert not renewed(session)


def test_language_of_the_caller_does_not_matter(session: Session) -> None:
    with translation.override("fr"):
        assert not renewed(session)
        assert translation.get_language() == "fr"


def test_drafts_and_sessions_without_a_date_have_no_entry() -> None:
    public = {make_session(), make_day_session()}
    make_session(make_event(state=EventState.DRAFT))
    make_window_session()
    make_undated_session()

    assert bring_up_to_date(Event.objects.all(), NOW) == 2
    assert {entry.session for entry in CalendarEntry.objects.all()} == public


def test_only_the_given_events_are_brought_up_to_date(session: Session) -> None:
    other = make_session()
    saved_with(session, title="New")

    assert bring_up_to_date(Event.objects.filter(pk=other.event_id), LATER) == 1
    assert CalendarEntry.objects.get(session=session).sequence == 0


def queries_of_a_renewal(number: int) -> int:
    for _number in range(number):
        session = make_session(make_event(topics=[make_topic()]))
        make_offer(session, provider=make_organisation())
        make_appearance(session, affiliation=make_organisation())
        make_involvement(session.event)
        make_resource(session.event)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert bring_up_to_date(Event.objects.all(), NOW) == number
    return len(queries)


def test_renewal_takes_the_same_queries_for_any_number_of_sessions() -> None:
    one = queries_of_a_renewal(1)
    CalendarEntry.objects.all().delete()
    Event.objects.all().delete()

    assert queries_of_a_renewal(3) == one == 15


def test_events_that_show_a_record(session: Session) -> None:
    make_session()
    event, offer, appearance = session.event, session.language_offers.get(), session.appearances.get()
    involvement = event.involvements.get()
    shown = [
        event, session, offer, appearance, involvement, event.resources.get(), event.topics.get(),
        appearance.speaker, offer.provider, appearance.affiliation, involvement.organisation,
    ]  # fmt: skip

    assert {record: list(events_showing(record)) for record in shown} == {record: [event] for record in shown}


@pytest.mark.parametrize(
    "make",
    [make_office, make_project, make_source, make_citation, make_organisation, make_topic, make_speaker],
)
def test_record_that_stands_in_no_calendar_concerns_no_event(
    make: Callable[[], Model], session: Session
) -> None:
    assert not events_showing(make()).exists()
