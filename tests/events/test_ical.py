import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from events import ical
from events.choices import Attendance, InvolvementRole, OfferMode, Precision, ResourceKind, SessionStatus
from events.models import CalendarEntry, Event, Session
from tests.events.content_lines import lines, value
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
HARD_TEXTS = {
    "line and paragraph separators": ("one\u2028two\u2029three\u0085four", "one\ntwo\nthree\nfour"),
    "line ends": ("a\r\nb\rc\nd", "a\nb\nc\nd"),
    "controls": ("a\x00b\x1bc\x7fd", "abcd"),
    "tab": ("a\tb", "a\tb"),
    "signs of the format": (r"a,b;c:d\e\n\N\\f\,", r"a,b;c:d\e\n\N\\f\,"),
    "quotes and carets": ("\"^n'", "\"^n'"),
    "Chinese": ("城市气候行动" * 30, "城市气候行动" * 30),
    "Arabic": ("الجبيل، مدينة التعلّم؛", "الجبيل، مدينة التعلّم؛"),
    "emoji": ("👩🏽‍🔬🌍" * 20, "👩🏽‍🔬🌍" * 20),
}


def loaded(session: Session) -> Session:
    return Session.objects.for_calendar().get(pk=session.pk)


def entry_of(session: Session) -> bytes:
    return ical.vevent(loaded(session), "en").to_ical()


def unsaved(title: str, **values: Any) -> Session:
    """A session as ``for_calendar()`` loads it, of no database."""
    event = Event(pk=1, slug="event", title=title)
    event._prefetched_objects_cache = {"topics": [], "resources": [], "involvements": []}
    session = Session(
        pk=1,
        event=event,
        number=1,
        created_at=NOW,
        precision=Precision.TIME,
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        **values,
    )
    session._prefetched_objects_cache = {"language_offers": [], "appearances": []}
    session.session_count = 1
    return session


def make_rich_session() -> Session:
    event = make_event(
        slug="learning-cities-2024",
        title="Learning cities, united",
        summary="Cities; and climate.",
        platform="Zoom",
        topics=[make_topic(name="Water"), make_topic(name="Air, soil")],
        attendance=Attendance.IN_PERSON,
        other_attendance=Attendance.ONLINE,
    )
    make_involvement(event, organisation=make_organisation(name="UNESCO"), role=InvolvementRole.ORGANISER)
    make_involvement(event, organisation=make_organisation(name="Goyang"), role=InvolvementRole.FUNDER)
    make_session(event, number=1)
    session = make_session(event, number=2)
    goyang = make_organisation(name="City of Goyang", acronym="Goyang")
    make_offer(session, language="en", mode=OfferMode.FLOOR)
    make_offer(session, language="ko", mode=OfferMode.INTERPRETATION, provider=goyang)
    make_offer(session, language="fr", mode=OfferMode.NOT_STATED)
    make_appearance(
        session, speaker=make_speaker(name="Li Li"), honorific="Ms", role="Chair", affiliation=goyang
    )
    make_appearance(session, speaker=make_speaker(name="Raúl"), position=1)
    make_resource(event, kind=ResourceKind.REGISTRATION, url="https://example.org/register")
    make_resource(event, kind=ResourceKind.RECORDING, session=session)
    make_resource(event, kind=ResourceKind.SLIDES)
    make_resource(event, kind=ResourceKind.RECORDING, position=1, session=event.sessions.get(number=1))
    Session.objects.filter(pk=session.pk).update(uid="uid-1", created_at=NOW + timedelta(microseconds=5))
    return session


RICH = [
    "BEGIN:VEVENT",
    "SUMMARY;LANGUAGE=en:Learning cities\\, united · session 2 of 2",
    "DTSTART:20240918T110000Z",
    "DTEND:20240918T120000Z",
    "DTSTAMP:20240901T090000Z",
    "UID:uid-1",
    "SEQUENCE:3",
    "CATEGORIES:Air\\, soil,Water",
    "CLASS:PUBLIC",
    "CONTACT:UNESCO",
    "CREATED:20240901T080000Z",
    "DESCRIPTION;LANGUAGE=en:Cities\\; and climate.\\n\\n"
    "Wed\\, 18 Sept 2024\\, 13:00–14:00 (Central European Summer Time\\, GMT+02:00)\\n\\n"
    "Follow in: English (Spoken on the floor)\\; French\\; Korean (Interpretation\\, Goyang)\\n\\n"
    "Speakers:\\nMs Li Li\\, Chair\\, City of Goyang\\nRaúl\\n\\n"
    "The source contradicts itself: In person / Online\\n\\n"
    "Recording: the source gives no link\\nRegistration: https://example.org/register\\n\\n"
    "http://testserver/en/events/learning-cities-2024/#session-2",
    "LAST-MODIFIED:20240901T090000Z",
    "LOCATION:Zoom",
    "STATUS:CONFIRMED",
    "TRANSP:OPAQUE",
    "URL:http://testserver/en/events/learning-cities-2024/#session-2",
    "END:VEVENT",
]


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"
    settings.SAMPLE_CATALOGUE = False


@pytest.mark.django_db
def test_entry_says_all_that_is_known_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = make_rich_session()
    CalendarEntry.objects.create(session=session, sequence=3, last_modified=NOW + timedelta(hours=1))
    session = loaded(session)

    with django_assert_num_queries(0):
        entry = ical.stamped(session, "en").to_ical()

    assert sorted(lines(entry)) == sorted(RICH)


@pytest.mark.django_db
def test_entry_of_a_bare_session_has_no_empty_property() -> None:
    entry = entry_of(make_session(make_event(title="Bare", timezone="")))

    assert {line.partition(":")[0] for line in lines(entry)} == {
        "BEGIN", "UID", "DTSTART", "DTEND", "SUMMARY;LANGUAGE=en", "DESCRIPTION;LANGUAGE=en", "URL", "STATUS",
        "TRANSP", "CLASS", "CREATED", "END",
    }  # fmt: skip
    assert all(line.partition(":")[2] for line in lines(entry))
    assert "Languages: not stated" in value(entry, "DESCRIPTION")


@pytest.mark.django_db
def test_days_have_an_exclusive_end_and_block_no_time() -> None:
    entry = entry_of(make_day_session(first_day=date(2020, 10, 7), last_day=date(2020, 10, 28)))

    assert {"DTSTART;VALUE=DATE:20201007", "DTEND;VALUE=DATE:20201029", "TRANSP:TRANSPARENT"} <= set(
        lines(entry)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "said", "start", "transparency"),
    [
        (SessionStatus.SCHEDULED, "CONFIRMED", "Event", "OPAQUE"),
        (SessionStatus.TENTATIVE, "TENTATIVE", "Event", "OPAQUE"),
        (SessionStatus.POSTPONED, "CANCELLED", "Postponed: Event", "TRANSPARENT"),
        (SessionStatus.CANCELLED, "CANCELLED", "Cancelled: Event", "TRANSPARENT"),
    ],
)
def test_status_is_set_and_stands_at_the_start_of_the_summary(
    status: SessionStatus, said: str, start: str, transparency: str
) -> None:
    entry = entry_of(make_session(make_event(title="Event"), status=status, status_reason="A storm."))

    assert (value(entry, "STATUS"), value(entry, "SUMMARY")) == (said, start)
    assert value(entry, "TRANSP") == transparency
    assert (f"{status.label}. A storm." in value(entry, "DESCRIPTION")) is (said == "CANCELLED")


@pytest.mark.parametrize(("text", "read"), HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_hard_text_is_read_as_it_was_meant(text: str, read: str) -> None:
    session = unsaved(text)
    session.event.place = text
    entry = ical.vevent(session, "en").to_ical()

    assert value(entry, "SUMMARY") == value(entry, "LOCATION") == read
    assert all(len(line) <= 75 for line in entry.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", entry)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_any_title_is_read_as_it_was_meant(title: str) -> None:
    entry = ical.vevent(unsaved(title), "en").to_ical()

    assert (value(entry, "SUMMARY") or "") == ical.plain(title)
    assert entry.decode().splitlines() == entry.decode().removesuffix("\r\n").split("\r\n")
    assert all(len(line) <= 75 for line in entry.split(b"\r\n"))


@pytest.mark.parametrize("hour", range(0, 24, 5))
def test_instants_are_utc(hour: int) -> None:
    session = unsaved("Event")
    session.starts_at, session.ends_at = NOW.replace(hour=hour), NOW.replace(hour=hour, minute=30)

    entry = ical.vevent(session, "en").to_ical()

    assert value(entry, "DTSTART") == f"20240901T{hour:02}0000Z"
    assert value(entry, "DTEND") == f"20240901T{hour:02}3000Z"


@pytest.mark.parametrize(
    ("own", "count", "title"),
    [
        ("", 1, "Series"),
        ("", 9, "Series · session 1 of 9"),
        ("Water", 9, "Series · Water"),
        ("Water", 1, "Series · Water"),
    ],
)
def test_session_is_told_apart_within_its_event(own: str, count: int, title: str) -> None:
    session = unsaved("Series")
    session.title, session.session_count = own, count

    assert ical.session_title(session) == title


def test_digest_follows_the_meaning() -> None:
    session, same, other = unsaved("A", uid="1"), unsaved("A", uid="1"), unsaved("B", uid="1")
    same.event.editor_note = same.editor_note = "Only for editors."
    same.created_at += timedelta(microseconds=7)

    assert ical.meaning(session, "en") == ical.meaning(same, "en") != ical.meaning(other, "en")


@pytest.mark.django_db
def test_end_on_another_day_is_named() -> None:
    session = make_session(ends_at=datetime(2024, 9, 18, 23, tzinfo=UTC))

    said = ical.start_in_words(session, "en")
    assert said.startswith("Wed, 18 Sept 2024, 13:00–Thu, 19 Sept 2024, 01:00 (")
