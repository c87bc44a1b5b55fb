from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from events import ical
from events.choices import Attendance, InvolvementRole, OfferMode, Precision, ResourceKind, SessionStatus
from events.models import Event, Session
from tests.events.content_lines import (
    assert_well_formed,
    lines,
    properties,
    value,
)
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


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"
    settings.SAMPLE_CATALOGUE = False


def rendered(session: Session) -> bytes:
    return ical.said_of(session, "en").rendered(changed=NOW, sequence=0)


def entry_of(session: Session, code: str = "en") -> bytes:
    loaded = Session.objects.for_calendar().prefetch_related("changes").get(pk=session.pk)
    with translation.override(code):
        return ical.said_of(loaded, code).rendered(changed=NOW, sequence=0)


def unsaved(title: str, /, **values: Any) -> Session:
    """A session as ``for_calendar()`` loads it, of no database."""
    event = Event(pk=1, slug="event", title=title, state="published")
    event._prefetched_objects_cache = {"topics": [], "resources": [], "involvements": []}
    defaults = {
        "pk": 1,
        "number": 1,
        "created_at": NOW,
        "precision": Precision.TIME,
        "starts_at": NOW,
        "ends_at": NOW + timedelta(hours=1),
    }
    session = Session(event=event, **defaults | values)
    session._prefetched_objects_cache = {"language_offers": [], "appearances": [], "changes": []}
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
    make_resource(event, kind=ResourceKind.STREAM, title='Floor: "live"', url="https://example.org/a,b;c")
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
    "CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=\"Floor: ^'live^'\";VALUE=URI:https://example.org/a,b;c",
    "CONTACT:UNESCO",
    "CREATED:20240901T080000Z",
    "DESCRIPTION;LANGUAGE=en:Cities\\; and climate.\\n\\n"
    "Wed\\, 18 Sept 2024\\, 13:00–14:00 (Central European Summer Time\\, GMT+02:00)\\n\\n"
    "Follow in: English (Spoken on the floor)\\; French\\; Korean (Interpretation\\, Goyang)\\n\\n"
    "Speakers:\\nMs Li Li\\, Chair\\, City of Goyang\\nRaúl\\n\\n"
    "The source contradicts itself: In person / Online\\n\\n"
    "Recording: the source gives no link\\nRegistration: https://example.org/register\\n"
    'Floor: "live": https://example.org/a\\,b\\;c\\n\\n'
    "http://testserver/en/events/learning-cities-2024/#session-2",
    "LAST-MODIFIED:20240901T090000Z",
    "LOCATION:Zoom",
    "STATUS:CONFIRMED",
    "TRANSP:OPAQUE",
    "URL:http://testserver/en/events/learning-cities-2024/#session-2",
    "END:VEVENT",
]


@pytest.mark.django_db
def test_entry_says_all_that_is_known_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = make_rich_session()
    session = Session.objects.for_calendar().prefetch_related("changes").get(pk=session.pk)

    with django_assert_num_queries(0):
        entry = ical.said_of(session, "en").rendered(changed=NOW + timedelta(hours=1), sequence=3)

    assert sorted(lines(entry)) == sorted(RICH)
    assert_well_formed(entry)


@pytest.mark.django_db
def test_entry_of_a_bare_session_has_no_empty_property() -> None:
    entry = entry_of(make_session(make_event(title="Bare", timezone="")))

    assert sorted(one.name for one in properties(entry)) == [
        "BEGIN", "CLASS", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "END", "LAST-MODIFIED",
        "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "URL",
    ]  # fmt: skip
    assert_well_formed(entry)


@pytest.mark.django_db
def test_days_have_an_exclusive_end_and_block_no_time() -> None:
    entry = entry_of(make_day_session(first_day=date(2020, 10, 7), last_day=date(2020, 10, 28)))

    assert {"DTSTART;VALUE=DATE:20201007", "DTEND;VALUE=DATE:20201029", "TRANSP:TRANSPARENT"} <= set(
        lines(entry)
    )


@pytest.mark.django_db
def test_one_day_ends_on_the_next() -> None:
    entry = entry_of(make_day_session(first_day=date(2024, 2, 29), last_day=date(2024, 2, 29)))

    assert (value(entry, "DTSTART"), value(entry, "DTEND")) == ("20240229", "20240301")


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
    told = value(entry, "DESCRIPTION").startswith(f"{status.label}. A storm.\n\n")
    assert told is (said == "CANCELLED")


@pytest.mark.parametrize("hour", range(0, 24, 5))
def test_instants_are_utc(hour: int) -> None:
    start = NOW.replace(hour=hour)

    entry = rendered(unsaved("Event", starts_at=start, ends_at=start.replace(minute=30)))

    assert value(entry, "DTSTART") == f"20240901T{hour:02}0000Z"
    assert value(entry, "DTEND") == f"20240901T{hour:02}3000Z"


def test_digest_follows_the_meaning() -> None:
    session, same, other = unsaved("A", uid="1"), unsaved("A", uid="1"), unsaved("B", uid="1")
    same.event.editor_note = same.editor_note = "Only for editors."
    same.created_at += timedelta(microseconds=7)
    days = {"precision": "day", "starts_at": None, "ends_at": None}
    one_day = unsaved("A", uid="1", **days, first_day=NOW.date(), last_day=NOW.date())

    digests = [ical.said_of(each, "en").digest for each in (session, same, other, one_day)]

    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_digest_follows_the_language_that_a_text_is_in() -> None:
    english, korean = unsaved("AI", uid="1"), unsaved("AI", uid="1")
    korean.event.title_en, korean.event.title_ko = "", "AI"

    said = [ical.said_of(each, "en") for each in (english, korean)]

    assert said[0].properties["summary"] == said[1].properties["summary"]
    assert said[0].digest != said[1].digest


def test_stamps_are_those_that_are_given() -> None:
    entry = ical.said_of(unsaved("A"), "en").rendered(changed=NOW + timedelta(days=2), sequence=7)

    assert [value(entry, name) for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")] == [
        "7",
        "20240903T080000Z",
        "20240903T080000Z",
    ]
