"""Who was told what, and what feeds may hold of it."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from events.models import CalendarEntry, Change, Event, Session
from events.querysets.calendar import TOMBSTONE
from tests.factories import (
    make_change,
    make_entry,
    make_event,
    make_offer,
    make_organisation,
    make_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_announced_is_what_the_public_has_been_told_of() -> None:
    public, withdrawn = make_session(), make_session(make_event(state="withdrawn"))
    for session in (public, withdrawn):
        make_change(session)
        make_change(session)
    make_session(public.event)
    make_session()

    assert list(Session.objects.announced().order_by("pk")) == [public, withdrawn]
    assert list(Event.objects.announced().order_by("pk")) == [public.event, withdrawn.event]


def test_public_once_is_all_but_drafts_that_nobody_heard_of() -> None:
    public, withdrawn, draft, heard_of = (
        make_session(make_event(state=state)) for state in ("published", "withdrawn", "draft", "draft")
    )
    make_change(heard_of)

    assert set(Session.objects.all()) - set(Session.objects.public_once()) == {draft}
    assert Session.objects.public_once().count() == 3
    assert set(Event.objects.public_once()) == {public.event, withdrawn.event}


def test_last_told_is_that_of_the_last_change() -> None:
    session, untold = make_session(), make_session()
    for number, status in ((2, "cancelled"), (1, "tentative")):
        make_change(session, number=number, after={"status": status, "languages": ["ar"]})

    told = {found: (found.last_told, found.changes_told) for found in Session.objects.with_last_told()}

    assert told == {session: ({"status": "cancelled", "languages": ["ar"]}, 2), untold: (None, None)}


def test_exported_are_the_entries_of_a_language_and_tombstones_for_90_days() -> None:
    live, other = make_entry(), make_entry(language="ko")
    young = make_entry(withdrawn_at=NOW - TOMBSTONE + SECOND)
    make_entry(withdrawn_at=NOW - TOMBSTONE)

    assert set(CalendarEntry.objects.exported("en", NOW)) == {live, young}
    assert set(CalendarEntry.objects.exported("ko", NOW)) == {other}
    assert set(CalendarEntry.objects.exported("ar", NOW)) == set()


def test_entries_and_changes_are_narrowed_to_those_of_sessions() -> None:
    entry, change = make_entry(), make_change()
    sessions = Session.objects.filter(pk__in=[entry.session_id, change.session_id]).soonest_first()
    make_entry()
    make_change()

    assert list(CalendarEntry.objects.of(sessions)) == [entry]
    assert list(Change.objects.of(sessions)) == [change]


def test_entries_stand_by_their_start_then_by_session() -> None:
    one, other = make_session(), make_session()
    second, first = make_entry(other), make_entry(one)
    earliest = make_entry(starts_at=datetime(2024, 1, 1, tzinfo=UTC))

    assert list(CalendarEntry.objects.soonest_first()) == [earliest, first, second]


def test_state_tells_entries_from_any_others() -> None:
    assert CalendarEntry.objects.state() == {"entries": 0, "newest": None, "total": None, "unrendered": 0}
    make_entry(checksum=2**40 - 1)
    make_entry(checksum=2**40 - 1, last_modified=NOW + SECOND)
    make_entry(checksum=0)

    assert CalendarEntry.objects.soonest_first().state() == {
        "entries": 3,
        "newest": NOW + SECOND,
        "total": 2**41 - 2,
        "unrendered": 1,
    }


def test_told_is_all_of_what_is_public_and_of_the_rest_that_it_was_withdrawn() -> None:
    public, withdrawn, gone = make_session(), make_session(), make_session()
    kept = [make_change(public), make_change(public, after={"withdrawn": True}), make_change(public)]
    make_change(withdrawn)
    kept.append(make_change(withdrawn, after={"withdrawn": True}, at=NOW - TOMBSTONE + SECOND))
    make_change(gone, after={"withdrawn": True}, at=NOW - TOMBSTONE)
    for session in (withdrawn, gone):
        make_session(session.event)
        session.withdraw()
    event = make_event(state="withdrawn")
    make_change(make_session(event))
    kept.append(make_change(event.sessions.get(), after={"withdrawn": True}, at=NOW))

    assert set(Change.objects.told(NOW)) == set(kept)


def test_news_are_the_latest_first_in_a_total_order() -> None:
    old, first, second = (make_change(at=NOW + SECOND * delay) for delay in (0, 1, 1))

    assert list(Change.objects.latest_first()) == [second, first, old]


@pytest.mark.parametrize("number", [1, 3])
def test_news_take_the_same_queries_for_any_number_of_changes(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(number):
        make_change(make_offer(provider=make_organisation()).session)

    with django_assert_num_queries(4):
        changes = list(Change.objects.for_news())
        said = [(one.session.event.title, one.session.session_count) for one in changes]
        [offer.provider.name for one in changes for offer in one.session.language_offers.all()]

    assert len(said) == number
