"""What was announced and is withdrawn: calendars that hold it are told so, for a while."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Model, ProtectedError

from events.choices import EventState, Precision
from events.models import CalendarEntry, Change, Event, Session
from events.querysets.calendar import TOMBSTONE
from events.upkeep import bring_up_to_date
from tests.events.content_lines import assert_well_formed, stamps, stored, value
from tests.factories import make_day_session, make_event, make_session, make_undated_session

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER, LATEST = NOW + timedelta(days=2), NOW + timedelta(days=4)


def told(now: datetime) -> None:
    bring_up_to_date(Event.objects.all(), now)


def announced(session: Session) -> Session:
    make_session(session.event, title="Sibling")
    told(NOW)
    return session


def rewritten(session: Session, **values: object) -> None:
    for name, said in values.items():
        setattr(session, name, said)
    session.full_clean()
    session.save()


def without_date(session: Session, **values: object) -> None:
    no_date = dict.fromkeys(["starts_at", "ends_at", "first_day", "last_day"])
    rewritten(session, **no_date | {"precision": Precision.UNKNOWN} | values)


def said(session: Session, *names: str) -> list[str | None]:
    return [value(stored(session), name) for name in names]


WAYS: dict[str, Callable[[Session], None]] = {
    "session": lambda session: session.withdraw(),
    "event": lambda session: session.event.withdraw(),
    "date": without_date,
    "date but for a window": lambda session: without_date(
        session, precision="window", first_day=date(2025, 1, 1), last_day=date(2025, 2, 1)
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_announced_no_more_is_cancelled_where_it_was(way: str) -> None:
    session = announced(make_session(make_event(title="Heat"), title="Today"))
    before = said(session, "UID", "DTSTART", "DTEND", "URL")

    WAYS[way](session)
    told(LATER)

    assert said(session, "UID", "DTSTART", "DTEND", "URL") == before
    assert said(session, "SUMMARY", "STATUS", "TRANSP") == [
        "Withdrawn: Heat · Today",
        "CANCELLED",
        "TRANSPARENT",
    ]
    assert stamps(stored(session)) == (1, "20240903T080000Z", "20240903T080000Z")
    assert session.calendar_entries.get().withdrawn_at == LATER
    assert_well_formed(stored(session))


def test_tombstone_says_what_happened() -> None:
    withdrawn, dateless = announced(make_session()), announced(make_day_session())
    withdrawn.withdraw()
    without_date(dateless)
    told(LATER)

    notes = [value(stored(one), "DESCRIPTION").split("\n\n")[0] for one in (withdrawn, dateless)]
    assert notes == [
        "Changed on 3 Sept 2024: Withdrawn.",
        "Changed on 3 Sept 2024: No longer on 7 Oct 2020 – 28 Oct 2020; no other date is stated.",
    ]


@pytest.mark.parametrize("make", [make_session, make_day_session])
def test_last_date_is_kept_by_what_lost_its_date_and_was_withdrawn(make: Callable[[], Session]) -> None:
    session = announced(make())
    dates = said(session, "DTSTART", "DTEND")

    without_date(session)
    told(LATER)
    session.withdraw()
    told(LATEST)

    assert said(session, "DTSTART", "DTEND") == dates
    assert session.calendar_entries.get().withdrawn_at == LATER


def test_last_date_is_the_latest_that_was_told() -> None:
    session = announced(make_session())
    rewritten(
        session, starts_at=datetime(2024, 9, 20, 9, tzinfo=UTC), ends_at=datetime(2024, 9, 20, 10, tzinfo=UTC)
    )
    told(LATER)
    without_date(session)
    told(LATEST)

    assert said(session, "DTSTART", "DTEND") == ["20240920T090000Z", "20240920T100000Z"]


def test_withdrawn_stands_before_a_cancellation() -> None:
    session = announced(
        make_session(make_event(title="Heat"), title="Today", status="cancelled", status_reason="A storm.")
    )
    assert said(session, "SUMMARY") == ["Cancelled: Heat · Today"]

    session.withdraw()
    told(LATER)

    assert said(session, "SUMMARY") == ["Withdrawn: Heat · Today"]
    assert "A storm." not in value(stored(session), "DESCRIPTION")


def test_date_that_is_stated_again_brings_the_entry_back() -> None:
    session = announced(make_session())
    start, end = session.starts_at, session.ends_at
    without_date(session)
    told(LATER)

    rewritten(session, precision=Precision.TIME, starts_at=start, ends_at=end)
    told(LATEST)

    assert said(session, "STATUS", "SEQUENCE") == ["CONFIRMED", "2"]
    assert session.calendar_entries.get().withdrawn_at is None


@pytest.mark.parametrize("way", ["session", "event"])
def test_what_is_announced_again_has_its_entry_back(way: str) -> None:
    session = announced(make_session())
    summary = said(session, "SUMMARY")
    WAYS[way](session)
    told(LATER)

    Session.objects.update(withdrawn=False)
    Event.objects.update(state=EventState.PUBLISHED)
    told(LATEST)

    assert said(session, "STATUS", "TRANSP", "SEQUENCE") == ["CONFIRMED", "OPAQUE", "2"]
    assert said(session, "SUMMARY") == summary
    assert value(stored(session), "DESCRIPTION").startswith("Changed on 5 Sept 2024: Announced again.")
    assert session.calendar_entries.get().withdrawn_at is None


def test_tombstone_is_exported_for_90_days_and_kept_for_ever() -> None:
    session, live = announced(make_session()), make_session()
    session.withdraw()
    told(LATER)
    entry = session.calendar_entries.get()

    def exported(now: datetime) -> set[CalendarEntry]:
        return set(CalendarEntry.objects.exported("en", now).filter(session__in=[session, live]))

    assert timedelta(days=90) == TOMBSTONE
    assert entry in exported(LATER + TOMBSTONE - timedelta(seconds=1))
    assert exported(LATER + TOMBSTONE) == {live.calendar_entries.get()}
    told(LATER + TOMBSTONE * 4)
    assert CalendarEntry.objects.filter(pk=entry.pk).exists()


def test_tombstone_does_not_live_longer_for_a_change() -> None:
    session = announced(make_session())
    session.withdraw()
    told(LATER)

    session.event.title = "Another"
    session.event.save()
    told(LATEST)

    entry = session.calendar_entries.get()
    assert (entry.sequence, entry.withdrawn_at) == (2, LATER)


def never_public() -> list[Session]:
    """A draft, one withdrawn before its event was announced, one of an event withdrawn as a draft."""
    event = make_event(state=EventState.DRAFT)
    early = make_session(event, withdrawn=True)
    make_session(event)
    event.state = EventState.PUBLISHED
    event.save()
    return [
        make_session(make_event(state=EventState.DRAFT)),
        early,
        make_session(make_event(state=EventState.WITHDRAWN)),
    ]


def test_what_was_never_public_has_no_entry_and_no_change() -> None:
    sessions = never_public()
    told(NOW)

    assert not CalendarEntry.objects.filter(session__in=sessions).exists()
    assert not Change.objects.filter(session__in=sessions).exists()


def test_what_never_had_a_date_has_no_entry_when_it_is_withdrawn() -> None:
    session = announced(make_undated_session())

    session.withdraw()
    told(LATER)

    assert not session.calendar_entries.exists()
    assert session.changes.count() == 2


@pytest.mark.parametrize("kept", [CalendarEntry, Change])
def test_what_was_announced_cannot_be_deleted(kept: type[Model]) -> None:
    session = announced(make_session())
    for other in {CalendarEntry, Change} - {kept}:
        other.objects.all().delete()

    for record in (session, session.event):
        with pytest.raises(ProtectedError):
            record.delete()


def test_public_is_not_told_of_what_changes_while_it_is_withdrawn() -> None:
    session = announced(make_session())
    session.withdraw()
    told(LATER)

    rewritten(session, ends_at=session.ends_at + timedelta(hours=1))
    told(LATEST)

    news = Change.objects.told(LATEST).filter(session=session)
    assert [change.before["withdrawn"] for change in news] == [False]
    assert "Moved" not in value(stored(session), "DESCRIPTION")
