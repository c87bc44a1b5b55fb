from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Model
from django.utils import translation
from pytest_django import Settings

from events.calendar_entries import checksum, events_showing
from events.choices import InvolvementRole
from events.models import CalendarEntry, Event, Session
from events.upkeep import bring_up_to_date
from tests.events.content_lines import language, stamps, stored, value
from tests.factories import (
    make_appearance,
    make_citation,
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
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
BOTH = {"en", "ko"}


@pytest.fixture(autouse=True)
def two_languages(entries_in_every_language: None, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("ko", "한국어")]


@pytest.fixture
def session() -> Session:
    session = make_session(make_event(topics=[make_topic()]))
    make_offer(session, provider=make_organisation())
    make_appearance(session, affiliation=make_organisation())
    make_involvement(session.event, role=InvolvementRole.HOST)
    make_resource(session.event, url="https://example.org/")
    bring_up_to_date(Event.objects.all(), NOW)
    return session


def told(session: Session) -> dict[str, CalendarEntry]:
    return {entry.language: entry for entry in session.calendar_entries.all()}


def renewed(session: Session, now: datetime = LATER) -> set[str]:
    """In which languages bringing everything up to date made a new entry of the session's.

    Checks the stamps of each, in its columns and in its bytes.
    """
    before = told(session)
    count = bring_up_to_date(Event.objects.all(), now)
    after, changed = told(session), set()
    for code, entry in after.items():
        is_new = entry.digest != before[code].digest
        assert entry.sequence == before[code].sequence + is_new
        assert entry.last_modified == (now.replace(microsecond=0) if is_new else before[code].last_modified)
        assert (bytes(entry.content) != bytes(before[code].content)) == is_new
        stamp = f"{entry.last_modified:%Y%m%dT%H%M%SZ}"
        assert stamps(bytes(entry.content)) == (entry.sequence, stamp, stamp)
        assert entry.checksum == checksum(bytes(entry.content))
        changed |= {code} if is_new else set()
    assert (after.keys(), count) == (BOTH, len(changed))
    return changed


def saved_with(record: Model, **values: object) -> None:
    for name, said in values.items():
        setattr(record, name, said)
    record.full_clean()
    record.save()


def test_first_entry_counts_from_zero_without_microseconds(session: Session) -> None:
    entries = told(session)

    assert entries.keys() == BOTH
    for entry in entries.values():
        assert (entry.sequence, entry.last_modified) == (0, NOW.replace(microsecond=0))
        assert stamps(bytes(entry.content)) == (0, "20240901T083015Z", "20240901T083015Z")


def test_second_time_changes_nothing(session: Session) -> None:
    assert renewed(session) == set()


def of_session(**values: object) -> Callable[[Session], object]:
    return lambda session: saved_with(session, **values)


def of_event(**values: object) -> Callable[[Session], object]:
    return lambda session: saved_with(session.event, **values)


def of_one(path: str, **values: object) -> Callable[[Session], object]:
    """Of the one record at the end of ``path``."""
    one, _, related = path.partition(".")

    def change(session: Session) -> None:
        owner = session.event if hasattr(session.event, one) else session
        record = getattr(owner, one).get()
        saved_with(getattr(record, related) if related else record, **values)

    return change


CONTRADICTION = {"attendance": "online", "other_attendance": "hybrid"}
CHANGES: dict[str, tuple[Callable[[Session], object], str, str]] = {
    "end": (of_session(ends_at=datetime(2024, 9, 18, 13, tzinfo=UTC)), "DTEND", "20240918T130000Z"),
    "title of the session": (of_session(title="New"), "SUMMARY", "New"),
    "status": (of_session(status="cancelled"), "STATUS", "CANCELLED"),
    "reason": (of_session(status="cancelled", status_reason="New"), "DESCRIPTION", "Cancelled. New"),
    "title of the event": (of_event(title="New"), "SUMMARY", "New"),
    "summary of the event": (of_event(summary="New"), "DESCRIPTION", "New"),
    "clock of the organiser": (of_event(timezone="Asia/Seoul"), "DESCRIPTION", "20:00–21:00"),
    "place": (of_event(place="New"), "LOCATION", "New"),
    "contradiction": (of_event(**CONTRADICTION), "DESCRIPTION", "Online / Online and in person"),
    "slug": (of_event(slug="new"), "URL", "/events/new/#session-1"),
    "name of the host": (of_one("involvements.organisation", name="New"), "CONTACT", "New"),
    "name of the speaker": (of_one("appearances.speaker", name="New"), "DESCRIPTION", "Speakers:\nNew"),
    "role of the speaker": (of_one("appearances", role="New"), "DESCRIPTION", ", New, "),
    "honorific": (of_one("appearances", honorific="New"), "DESCRIPTION", "Speakers:\nNew Speaker"),
    "affiliation": (of_one("appearances.affiliation", name="New"), "DESCRIPTION", ", New\n"),
    "language offer": (of_one("language_offers", language="ar"), "DESCRIPTION", "Follow in: Arabic"),
    "acronym of the interpreters": (
        of_one("language_offers.provider", acronym="New"), "DESCRIPTION", "(Interpretation, New)"
    ),
    "offer taken away": (
        lambda session: session.language_offers.all().delete(), "DESCRIPTION", "no longer be followed in Kor"
    ),
    "further offer": (lambda session: make_offer(session, language="ar"), "DESCRIPTION", "Arabic (Interp"),
    "name of the topic": (of_one("topics", name="New"), "CATEGORIES", "New"),
    "further topic": (
        lambda session: session.event.topics.add(make_topic(name="New")), "CATEGORIES", "New"
    ),
    "address of the resource": (of_one("resources", url="https://new.org/"), "DESCRIPTION", "https://new.org"),
    "title of the resource": (of_one("resources", title="New"), "DESCRIPTION", "New: https://example.org/"),
    "further session": (lambda session: make_undated_session(session.event), "SUMMARY", "session 1 of 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_sequence_rises_with_a_change_of_meaning(name: str, session: Session) -> None:
    change, where, words = CHANGES[name]
    assert words not in (value(stored(session), where) or "")

    change(session)

    assert renewed(session) == BOTH
    assert words in value(stored(session), where)
    assert renewed(session, LATER + timedelta(days=1)) == set()


def test_topic_taken_away_leaves_no_empty_property(session: Session) -> None:
    session.event.topics.clear()

    assert renewed(session) == BOTH
    assert value(stored(session), "CATEGORIES") is None


def test_each_language_has_its_own_entry_and_count(session: Session) -> None:
    assert [language(stored(session, code), "SUMMARY") for code in ("en", "ko")] == ["en", "en"]

    saved_with(session.event, title_ko="더위")

    assert renewed(session) == {"ko"}
    assert [entry.sequence for _code, entry in sorted(told(session).items())] == [0, 1]
    assert value(stored(session, "ko"), "SUMMARY") == "더위"
    assert language(stored(session, "ko"), "SUMMARY") == "ko"
    assert value(stored(session), "SUMMARY") == session.event.title_en
    assert language(stored(session), "DESCRIPTION") == "en"
    assert language(stored(session, "ko"), "DESCRIPTION") == "ko"


def test_language_that_joins_the_site_gets_its_entries(session: Session, settings: Settings) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]

    assert bring_up_to_date(Event.objects.all(), LATER) == 1
    assert told(session)["ar"].sequence == 0
    assert told(session)["en"].last_modified == NOW.replace(microsecond=0)


def test_another_address_of_the_site_is_a_change_of_meaning(session: Session, settings: Settings) -> None:
    settings.SITE_URL = "https://other.example.org"

    assert renewed(session) == BOTH
    assert value(stored(session, "ko"), "URL").startswith("https://other.example.org/ko/events/")


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

    assert renewed(session) == set()


def test_language_of_the_caller_does_not_matter(session: Session) -> None:
    with translation.override("fr"):
        assert renewed(session) == set()
        assert translation.get_language() == "fr"


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
