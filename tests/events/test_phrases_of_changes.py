"""What changed, in sentences."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from events import phrases
from events.changes import Facts
from events.models import Change, Event, Session
from events.upkeep import bring_up_to_date
from tests.events.test_changes import FACTS
from tests.factories import (
    make_change,
    make_event,
    make_session,
    make_undated_session,
)

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)


def instants(start: str, end: str) -> Facts:
    """In UTC, as ``09-18T11:00`` of 2024."""
    return {"precision": "time", "start": f"2024-{start}:00+00:00", "end": f"2024-{end}:00+00:00"}


def days(first: str, last: str, precision: str = "day") -> Facts:
    return {"precision": precision, "start": first, "end": last}


NO_DATE: Facts = {"precision": "unknown", "start": None, "end": None}
OLD = instants("09-18T11:00", "09-18T12:00")

# before, after, sentences; the clock is that of Brussels.
SENTENCES: dict[str, tuple[Facts, Facts, list[str]]] = {
    "same day": (OLD, instants("09-18T12:30", "09-18T13:30"), ["Moved from 13:00 to 14:30 on 18 Sept 2024."]),
    "longer": (OLD, instants("09-18T11:00", "09-18T12:30"),
        ["Moved from 13:00–14:00 to 13:00–14:30 on 18 Sept 2024."]),
    "another day": (OLD, instants("09-19T11:00", "09-19T12:00"),
        ["Moved from 18 Sept 2024, 13:00–14:00 to 19 Sept 2024, 13:00–14:00."]),
    "over the clock change": (instants("10-26T11:00", "10-26T12:00"), instants("10-27T12:00", "10-27T13:00"),
        ["Moved from 26 Oct 2024, 13:00–14:00 to 27 Oct 2024, 13:00–14:00."]),
    "same time of UTC over the clock change": (
        instants("10-26T11:00", "10-26T12:00"), instants("10-27T11:00", "10-27T12:00"),
        ["Moved from 26 Oct 2024, 13:00–14:00 to 27 Oct 2024, 12:00–13:00."]),
    "same day of UTC, another of the organiser": (
        instants("09-18T20:00", "09-18T21:00"), instants("09-18T22:30", "09-18T23:30"),
        ["Moved from 18 Sept 2024, 22:00–23:00 to 19 Sept 2024, 00:30–01:30."]),
    "over midnight": (instants("09-18T21:00", "09-18T23:00"), instants("09-18T21:30", "09-18T23:30"),
        ["Moved from 23:00 to 23:30 on 18 Sept 2024."]),
    "days": (days("2024-10-07", "2024-10-08"), days("2024-10-14", "2024-10-14"),
        ["Moved from 7 Oct 2024 – 8 Oct 2024 to 14 Oct 2024."]),
    "time for days": (days("2024-10-07", "2024-10-07"), instants("10-07T11:00", "10-07T12:00"),
        ["Moved from 7 Oct 2024 to 7 Oct 2024, 13:00–14:00."]),
    "window": (OLD, days("2024-10-07", "2024-11-07", "window"),
        ["Moved from 18 Sept 2024, 13:00–14:00 to one day of 7 Oct 2024 – 7 Nov 2024."]),
    "date out of a window": (days("2024-10-07", "2024-11-07", "window"), OLD,
        ["Moved from one day of 7 Oct 2024 – 7 Nov 2024 to 18 Sept 2024, 13:00–14:00."]),
    "date stated": (NO_DATE, OLD, ["The date is now stated: 18 Sept 2024, 13:00–14:00."]),
    "window stated": (NO_DATE, days("2024-10-07", "2024-11-07", "window"),
        ["The date is now stated: one day of 7 Oct 2024 – 7 Nov 2024."]),
    "date taken back": (OLD, NO_DATE, ["No longer on 18 Sept 2024, 13:00–14:00; no other date is stated."]),
    "cancelled": ({}, {"status": "cancelled"}, ["Cancelled."]),
    "postponed": ({}, {"status": "postponed"}, ["Postponed."]),
    "no longer certain": ({}, {"status": "tentative"}, ["No longer certain."]),
    "tentative": ({"status": "postponed"}, {"status": "tentative"}, ["Tentative."]),
    "confirmed": ({"status": "tentative"}, {"status": "scheduled"}, ["Confirmed."]),
    "after all": ({"status": "cancelled"}, {"status": "scheduled"}, ["Takes place after all."]),
    "after all, later": ({"status": "postponed"}, {"status": "scheduled"}, ["Takes place after all."]),
    "where": ({}, {"attendance": "hybrid", "place": "Goyang"},
        ["Now held: Online and in person, Zoom, Goyang."]),
    "another platform": ({}, {"platform": "Teams"}, ["Now held: Online, Teams."]),
    "where no more": ({}, {"attendance": "not_stated", "platform": ""}, ["Now held: where is not stated."]),
    "languages added": ({}, {"languages": ["ar", "en", "ko", "zh-hans"]},
        ["Can now be followed in English, Simplified Chinese."]),
    "language removed": ({}, {"languages": ["ar"]}, ["Can no longer be followed in Korean."]),
    "language for another": ({}, {"languages": ["ar", "fr"]},
        ["Can now be followed in French.", "Can no longer be followed in Korean."]),
    "recording": ({}, {"recording": True}, ["A recording was added."]),
    "recording gone": ({"recording": True}, {"recording": False}, ["The recording is gone."]),
    "withdrawn": ({}, {"withdrawn": True}, ["Withdrawn."]),
    "withdrawn whatever else": ({}, {"withdrawn": True, "status": "cancelled", **NO_DATE}, ["Withdrawn."]),
    "again": ({"withdrawn": True}, {"withdrawn": False, "platform": "Teams"}, ["Announced again."]),
    "several": (OLD, {"status": "postponed", **instants("09-18T12:00", "09-18T13:00"), "platform": "Teams",
                "languages": ["ar", "fr", "ko"], "recording": True},
        ["Postponed.", "Moved from 13:00 to 14:00 on 18 Sept 2024.", "Now held: Online, Teams.",
         "Can now be followed in French.", "A recording was added."]),
    "nothing": ({}, {}, []),
}  # fmt: skip


def sentences(before: Facts, after: Facts, zone: str = "Europe/Brussels", language: str = "en") -> list[str]:
    change = Change(before=FACTS | before, after=FACTS | before | after, at=NOW)
    with translation.override(language):
        return phrases.change_in_words(change, Session(event=Event(timezone=zone)), language)


@pytest.mark.parametrize(("before", "after", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_change_in_a_sentence_each(before: Facts, after: Facts, expected: list[str]) -> None:
    assert sentences(before, after) == expected


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Seoul", "Moved from 20:00 to 21:30 on 18 Sept 2024."),
        ("America/Los_Angeles", "Moved from 04:00 to 05:30 on 18 Sept 2024."),
        ("", "Moved from 11:00 to 12:30 on 18 Sept 2024."),
    ],
)
def test_times_are_on_the_organisers_clock(zone: str, said: str) -> None:
    assert sentences(OLD, instants("09-18T12:30", "09-18T13:30"), zone) == [said]


def test_dates_and_languages_are_named_in_the_language_of_the_page() -> None:
    assert sentences(OLD, instants("09-19T11:00", "09-19T12:00"), language="ko") == [
        "일정이 변경되었습니다: 2024년 9월 18일, 13:00–14:00 → 2024년 9월 19일, 13:00–14:00."
    ]
    assert sentences({}, {"languages": []}, language="ko") == [
        "다음 언어로는 더 이상 참여할 수 없습니다: 아랍어, 한국어."
    ]


def test_move_within_the_hour_that_clocks_repeat_says_two_times() -> None:
    [said] = sentences(instants("10-27T00:10", "10-27T00:40"), instants("10-27T01:10", "10-27T01:40"))

    assert "from 02:10 to 02:10" not in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2024, 9, 18, 11, 59, tzinfo=UTC), "Newly announced."),
        (datetime(2024, 9, 18, 12, tzinfo=UTC), "Added to the catalogue."),
    ],
)
def test_what_is_over_is_added_what_is_to_come_is_announced(at: datetime, said: str) -> None:
    session = make_session()
    change = make_change(session, at=at, after=FACTS | {"end": "2024-09-18T12:00:00+00:00"})

    assert phrases.change_in_words(change, session, "en") == [said]


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "said"), [(23, "Newly announced."), (24, "Added to the catalogue.")])
def test_day_is_over_when_it_has_passed(hour: int, said: str) -> None:
    session, at = make_session(), datetime(2024, 9, 18, tzinfo=UTC) + timedelta(hours=hour)
    change = make_change(session, at=at, after=FACTS | {"precision": "day", "end": "2024-09-18"})

    assert phrases.change_in_words(change, session, "en") == [said]


@pytest.mark.django_db
def test_what_has_no_date_is_added() -> None:
    session = make_undated_session()
    change = make_change(session, after=FACTS | {"end": None})

    assert phrases.change_in_words(change, session, "en") == ["Added to the catalogue."]


@pytest.mark.django_db
def test_announcement_stays_one_when_the_date_is_taken_back() -> None:
    session = make_session()
    bring_up_to_date(Event.objects.all(), NOW)
    session.precision, session.starts_at, session.ends_at = "unknown", None, None
    session.save()

    assert phrases.change_in_words(session.changes.get(), session, "en") == ["Newly announced."]


@pytest.mark.django_db
def test_notes_are_the_latest_first_without_the_announcement() -> None:
    session = make_session(make_event(timezone="Asia/Seoul"))
    make_change(session, after=FACTS)
    cancelled = FACTS | {"status": "cancelled"}
    make_change(session, before=FACTS, after=cancelled, at=datetime(2024, 9, 2, 14, 59, tzinfo=UTC))
    make_change(session, before=cancelled, after=FACTS, at=datetime(2024, 9, 2, 15, tzinfo=UTC))

    notes = phrases.change_notes(session, "en")

    assert [(note.change.number, note.day, note.text) for note in notes] == [
        (3, "3 Sept 2024", "Takes place after all."),
        (2, "2 Sept 2024", "Cancelled."),
    ]
