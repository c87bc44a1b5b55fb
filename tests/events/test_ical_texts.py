"""Whatever the models accept, calendars read as it was meant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.choices import AppearanceMode, Attendance, OfferMode, Precision, SessionStatus
from events.content_lines import plain
from events.models import Event, Session
from events.timezones import zone_names
from events.upkeep import bring_up_to_date
from tests.events.content_lines import assert_well_formed, items, only, stored, value
from tests.events.test_ical import rendered, unsaved
from tests.factories import (
    make_appearance,
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


@pytest.mark.parametrize(("text", "read"), HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_hard_text_is_read_as_it_was_meant(text: str, read: str) -> None:
    session = unsaved(text)
    session.event.place = text

    entry = rendered(session)

    assert value(entry, "SUMMARY") == value(entry, "LOCATION") == read
    assert_well_formed(entry)


SIGNS = "\\;,:\"^'nN \t\n\r\v\x07\x1e\x7f\x85\u2028é水👩‍🔬\ufeff\ufffe<&%"
CHARACTERS = st.sampled_from(SIGNS) | st.characters(codec="utf-8", exclude_characters="\0")


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Text that a database keeps, each sign that a calendar could misread more often than others."""
    return st.text(CHARACTERS, min_size=least, max_size=most)


@dataclass(frozen=True)
class Texts:
    title: str
    summary: str
    platform: str
    place: str
    own_title: str
    status_reason: str
    speaker: str
    honorific: str
    role: str
    organisation: str
    topics: frozenset[str]
    stream: str


TEXTS = st.builds(
    Texts,
    title=texts(300, 1),
    summary=texts(400),
    platform=texts(120),
    place=texts(200),
    own_title=texts(300),
    status_reason=texts(300),
    speaker=texts(200, 1),
    honorific=texts(40),
    role=texts(200),
    organisation=texts(300, 1),
    topics=st.frozensets(texts(120, 1).filter(plain), max_size=3),
    stream=texts(300).filter(lambda text: not text or plain(text)),
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 1))
LENGTHS = st.timedeltas(timedelta(seconds=1), timedelta(days=20)).map(
    lambda length: length - length % timedelta(seconds=1)
)


@st.composite
def dates(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        day = draw(DAYS)
        last = day + timedelta(days=draw(st.integers(0, 20)))
        return {"precision": Precision.DAY, "first_day": day, "last_day": last}
    start = datetime.combine(draw(DAYS), draw(st.times()).replace(microsecond=0), UTC)
    return {"precision": Precision.TIME, "starts_at": start, "ends_at": start + draw(LENGTHS)}


OTHERS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(SessionStatus),
        "timezone": st.sampled_from(["", *sorted(zone_names())]),
        "attendance": st.sampled_from(Attendance),
        "language": st.sampled_from(["en", "ar", "zh-hans", "pt-br", "yue"]),
        "mode": st.sampled_from(OfferMode),
        "appears": st.sampled_from(AppearanceMode),
    }
)


def make_session_of(said: Texts, dated: dict[str, Any], other: dict[str, Any]) -> Session:
    """A session of these values; each record passes ``full_clean()`` and comes back from the database."""
    event = make_event(
        title=said.title,
        summary=said.summary,
        platform=said.platform,
        place=said.place,
        timezone=other["timezone"],
        attendance=other["attendance"],
        topics=[make_topic(name=name) for name in said.topics],
    )
    session = make_session(
        event, title=said.own_title, status=other["status"], status_reason=said.status_reason, **dated
    )
    body = make_organisation(name=said.organisation)
    make_involvement(event, organisation=body)
    make_appearance(
        session,
        speaker=make_speaker(name=said.speaker),
        honorific=said.honorific,
        role=said.role,
        affiliation=body,
        mode=other["appears"],
    )
    make_offer(session, language=other["language"], mode=other["mode"], provider=body)
    make_resource(event, kind="stream", title=said.stream, url="https://example.org/a,b;c?d=%20")
    return session


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=TEXTS, dated=dates(), other=OTHERS)
def test_whatever_is_accepted_is_read_as_it_was_meant(
    said: Texts, dated: dict[str, Any], other: dict[str, Any]
) -> None:
    session = make_session_of(said, dated, other)
    bring_up_to_date(Event.objects.filter(pk=session.event_id), NOW)

    entry = stored(session)

    assert_well_formed(entry)
    expected = expected_of(said, session)
    assert {name: value(entry, name) for name in expected} == expected
    categories = only(entry, "CATEGORIES")
    assert sorted(items(categories.value) if categories else []) == sorted(map(plain, said.topics))
    assert only(entry, "CONFERENCE").parameters["LABEL"] == plain(said.stream or "Public live stream")
    name = " ".join(filter(None, [said.honorific, said.speaker]))
    people = plain(", ".join(filter(None, [name, said.role, said.organisation])))
    assert f"Speakers:\n{people}\n\n" in value(entry, "DESCRIPTION")
    assert plain(said.summary) in value(entry, "DESCRIPTION")
    assert_icalendar_agrees(entry, session)


def expected_of(said: Texts, session: Session) -> dict[str, str | None]:
    before = f"{session.get_status_display()}: " if session.is_off else ""
    if session.precision == Precision.TIME:
        start, end = (f"{at:%Y%m%dT%H%M%SZ}" for at in (session.starts_at, session.ends_at))
    else:
        start, end = (f"{day:%Y%m%d}" for day in (session.first_day, session.last_day + timedelta(days=1)))
    title = " · ".join(filter(None, [said.title, said.own_title]))
    return {
        "UID": session.uid,
        "DTSTART": start,
        "DTEND": end,
        "SUMMARY": plain(before + title) or None,
        "LOCATION": plain(said.place or said.platform) or None,
        "CONTACT": plain(said.organisation) or None,
        "STATUS": {"scheduled": "CONFIRMED", "tentative": "TENTATIVE"}.get(session.status, "CANCELLED"),
        "SEQUENCE": "0",
        "DTSTAMP": "20240901T080000Z",
        "LAST-MODIFIED": "20240901T080000Z",
    }


def assert_icalendar_agrees(entry: bytes, session: Session) -> None:
    read = icalendar.Event.from_ical(entry)

    assert read.errors == []
    is_timed = session.precision == Precision.TIME
    assert read.decoded("dtstart") == (session.starts_at if is_timed else session.first_day)
    assert read.decoded("dtend") == (session.ends_at if is_timed else session.last_day + timedelta(days=1))
    for name in ("summary", "description", "location", "contact"):
        # It takes an escaped backslash before an N for a line end.
        if "\\" not in (expected := value(entry, name.upper()) or ""):
            assert str(read.get(name, "")) == expected
