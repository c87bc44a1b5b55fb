from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings

from events import ical, upkeep
from events.calendar_entries import CannotRenderError
from events.choices import EventState
from events.models import CalendarEntry, CatalogueVersion, Change, Event, Session
from events.upkeep import bring_up_to_date, problems
from tests.events.content_lines import stored, value
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_topic,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
KEPT = (CalendarEntry, Change)


def everything(*models: type[Model]) -> list[dict[str, Any]]:
    """Each row that an upkeep writes."""
    return [row for model in models or KEPT for row in model.objects.order_by("pk").values()]


def refuse(monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    """Let no calendar hold ``session``."""
    say = ical.said_of

    def said_of(one: Session, language: str) -> ical.Said:
        if one == session:
            raise ValueError("no calendar can hold it")
        return say(one, language)

    monkeypatch.setattr(ical, "said_of", said_of)


def test_entries_are_those_of_public_dated_sessions_in_each_language(
    entries_in_every_language: None, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ko", "한국어"), ("ar", "العربية")]
    public = [make_session(), make_day_session()]
    make_session(make_event(state=EventState.DRAFT))
    make_window_session()
    make_undated_session()

    assert bring_up_to_date(Event.objects.all(), NOW) == 6
    assert {(entry.session, entry.language) for entry in CalendarEntry.objects.all()} == {
        (session, code) for session in public for code in ("en", "ko", "ar")
    }


def test_drafts_have_no_change_all_that_is_public_has_one() -> None:
    public = [make() for make in (make_session, make_day_session, make_window_session, make_undated_session)]
    make_session(make_event(state=EventState.DRAFT))

    bring_up_to_date(Event.objects.all(), NOW)

    assert {change.session for change in Change.objects.all()} == set(public)
    assert {(change.number, change.at) for change in Change.objects.all()} == {
        (1, NOW.replace(microsecond=0))
    }


def test_second_time_leaves_every_row_as_it_is() -> None:
    session = make_session()
    make_offer(session)
    withdrawn = make_session(session.event)
    bring_up_to_date(Event.objects.all(), NOW)
    withdrawn.withdraw()
    bring_up_to_date(Event.objects.all(), LATER)
    before = everything()

    assert bring_up_to_date(Event.objects.all(), LATER + timedelta(days=1)) == 0
    assert bring_up_to_date(Event.objects.all(), LATER + timedelta(days=1), thorough=True) == 0
    assert everything() == before


def test_only_the_given_events_are_brought_up_to_date() -> None:
    session, other = make_session(), make_session()

    assert bring_up_to_date(Event.objects.filter(pk=other.event_id), LATER) == 1
    assert [entry.session for entry in CalendarEntry.objects.all()] == [other]
    assert not session.changes.exists()


def test_version_of_the_catalogue_is_another_after_each_write() -> None:
    tokens = [CatalogueVersion.current()]
    for _time in range(3):
        bring_up_to_date(Event.objects.none(), NOW)
        tokens.append(CatalogueVersion.current())

    assert tokens[0] == ""
    assert len(set(tokens)) == 4
    assert CatalogueVersion.objects.count() == 1


@pytest.mark.parametrize("others", [0, 4])
def test_session_that_cannot_be_rendered_is_named_and_nothing_is_stored(
    others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "BATCH", 2)
    for _number in range(others):
        make_session()
    refuse(monkeypatch, make_session(make_event(slug="bad"), number=3))

    with pytest.raises(CannotRenderError, match=r"^session bad 3: no calendar can hold it$"):
        bring_up_to_date(Event.objects.all(), NOW)

    assert everything(*KEPT, CatalogueVersion) == []


def test_session_that_cannot_be_rendered_leaves_what_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    session = make_session()
    bring_up_to_date(Event.objects.all(), NOW)
    before = everything(*KEPT, CatalogueVersion)
    Session.objects.update(status="cancelled")
    refuse(monkeypatch, session)

    with pytest.raises(CannotRenderError):
        bring_up_to_date(Event.objects.all(), LATER)

    assert everything(*KEPT, CatalogueVersion) == before


def test_many_sessions_are_done_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "BATCH", 2)
    event = make_event()
    sessions = [make_session(event) for _number in range(5)]

    assert bring_up_to_date(Event.objects.all(), NOW) == 5
    assert Change.objects.count() == 5
    assert [value(stored(session), "SUMMARY").partition(" · ")[2] for session in sessions] == [
        f"session {number} of 5" for number in range(1, 6)
    ]


def queries_of_a_renewal(number: int) -> int:
    event_keys = []
    for _number in range(number):
        session = make_session(make_event(topics=[make_topic()]))
        make_offer(session, provider=make_organisation())
        make_appearance(session, affiliation=make_organisation())
        make_involvement(session.event)
        make_resource(session.event)
        event_keys.append(session.event_id)
    with CaptureQueriesContext(connection) as queries:
        assert bring_up_to_date(Event.objects.filter(pk__in=event_keys), NOW) == number
    return len(queries)


def test_renewal_takes_the_same_queries_for_any_number_of_sessions() -> None:
    queries_of_a_renewal(1)  # the version of the catalogue and the timeline are there

    # PostgreSQL's index is brought up to date in one query, SQLite's in two.
    queries = 33 if connection.vendor == "sqlite" else 32
    assert [queries_of_a_renewal(number) for number in (1, 3)] == [queries, queries]


# What a check finds, and a thorough upkeep mends.

WRONGS: dict[str, Callable[[CalendarEntry], object]] = {
    "bytes under an equal digest": lambda entry: change(entry, content=bytes(entry.content)[:-20]),
    "checksum": lambda entry: change(entry, checksum=entry.checksum + 1),
    "no content after a migration": lambda entry: change(entry, content=b"", checksum=0),
    "count of the bytes": lambda entry: change(entry, sequence=7),
    "time of the bytes": lambda entry: change(entry, last_modified=LATER),
}


def change(entry: CalendarEntry, **values: object) -> None:
    CalendarEntry.objects.filter(pk=entry.pk).update(**values)


@pytest.mark.parametrize("wrong", WRONGS.values(), ids=WRONGS)
def test_entry_that_is_stored_wrongly_is_found_and_mended(wrong: Callable[[CalendarEntry], object]) -> None:
    session = make_session(make_event(slug="heat"))
    bring_up_to_date(Event.objects.all(), NOW)
    wrong(session.calendar_entries.get())
    kept = session.calendar_entries.get()

    assert list(problems(LATER)) == ["session heat 1: its entry (en) is out of date"]
    assert bring_up_to_date(Event.objects.all(), LATER, thorough=True) == 1
    assert list(problems(LATER)) == []
    entry = session.calendar_entries.get()
    assert (entry.sequence, entry.last_modified) == (kept.sequence, kept.last_modified)


def test_wrong_bytes_under_an_equal_digest_are_left_where_nobody_looks() -> None:
    session = make_session()
    bring_up_to_date(Event.objects.all(), NOW)
    change(session.calendar_entries.get(), content=b"wrong")

    assert bring_up_to_date(Event.objects.all(), LATER) == 0
    assert stored(session) == b"wrong"


def test_entry_without_content_is_rendered_without_being_asked_to_look() -> None:
    session = make_session()
    bring_up_to_date(Event.objects.all(), NOW)
    before = everything()
    change(session.calendar_entries.get(), content=b"", checksum=0)

    assert bring_up_to_date(Event.objects.all(), LATER) == 1
    assert everything() == before


def test_problems_are_none_where_all_is_well_and_change_nothing() -> None:
    make_undated_session()
    session = make_session(make_event(slug="heat"))
    bring_up_to_date(Event.objects.all(), NOW)
    assert list(problems(LATER)) == []
    Session.objects.filter(pk=session.pk).update(status="cancelled")
    before = everything(*KEPT, CatalogueVersion)

    assert list(problems(LATER)) == [
        "session heat 1: the public was last told something else",
        "session heat 1: its entry (en) is out of date",
        "the set of sessions of off is out of date",
    ]
    assert everything(*KEPT, CatalogueVersion) == before


def test_live_entry_that_is_taken_for_a_tombstone_is_found() -> None:
    session = make_session()
    bring_up_to_date(Event.objects.all(), NOW)
    change(session.calendar_entries.get(), withdrawn_at=NOW - timedelta(days=400))

    assert len(list(problems(LATER))) == 1


def test_language_of_the_caller_does_not_matter() -> None:
    with translation.override("ko"):
        session = make_session(make_event(title_en="Heat", title_ko="더위"))
        bring_up_to_date(Event.objects.all(), NOW)
        assert translation.get_language() == "ko"

    assert value(stored(session), "SUMMARY") == "Heat"
    assert "/en/events/" in value(stored(session), "URL")
