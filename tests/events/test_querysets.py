from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from events.choices import Attendance, EventKind, EventState, OfferMode
from events.models import Event, Session
from events.querysets import FEED_MEMORY, SessionQuerySet
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

DATED = [make_session, make_day_session, make_window_session]
EVERY = [*DATED, make_undated_session]
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def sessions() -> SessionQuerySet:
    return Session.objects.all()


def test_listed_leaves_out_drafts_and_what_is_withdrawn(sessions: SessionQuerySet) -> None:
    public = make_session()
    make_session(public.event, withdrawn=True)
    for state in (EventState.DRAFT, EventState.WITHDRAWN):
        make_session(make_event(state=state))

    assert sessions.count() == 4
    assert set(sessions.listed()) == {public}
    assert set(Event.objects.listed()) == {public.event}


@pytest.mark.parametrize("make", DATED)
def test_session_is_upcoming_until_the_instant_of_its_end(
    make: Callable[[], Session], sessions: SessionQuerySet
) -> None:
    session = make()
    before = session.span_end - MICROSECOND

    assert (set(sessions.upcoming(before)), set(sessions.past(before))) == ({session}, set())
    assert (set(sessions.upcoming(session.span_end)), set(sessions.past(session.span_end))) == (
        set(),
        {session},
    )


def test_undated_session_is_neither_upcoming_nor_past(sessions: SessionQuerySet) -> None:
    session, now = make_undated_session(), datetime(2024, 1, 1, tzinfo=UTC)

    assert not sessions.upcoming(now).exists()
    assert not sessions.past(now).exists()
    assert list(sessions.undated()) == [session]


def test_calendar_can_hold_times_and_days(sessions: SessionQuerySet) -> None:
    timed, days, window, undated = (make() for make in EVERY)

    assert set(sessions.dated()) == {timed, days}
    assert set(sessions.undated()) == {undated}
    assert set(sessions) - set(sessions.dated()) - set(sessions.undated()) == {window}


def test_feed_remembers_what_ended_within_a_year(sessions: SessionQuerySet) -> None:
    session = make_session()
    edge = session.ends_at + FEED_MEMORY

    assert list(sessions.in_feed_memory(edge - MICROSECOND)) == [session]
    assert not sessions.in_feed_memory(edge).exists()


def test_feed_remembers_whose_date_may_have_been_taken_back(sessions: SessionQuerySet) -> None:
    session = make_undated_session()
    make_window_session()

    assert list(sessions.in_feed_memory(datetime(2090, 1, 1, tzinfo=UTC))) == [session]


# 18 September 2024, 11:00–12:00 UTC, is on the 19th where clocks are 14 hours ahead.


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("", 18),
        ("Europe/Brussels", 18),
        ("Pacific/Auckland", 18),
        ("Pacific/Kiritimati", 19),
        ("Pacific/Niue", 18),
    ],
)
def test_timed_session_stands_on_its_day_in_the_zone_asked_for(
    zone: str, day: int, sessions: SessionQuerySet
) -> None:
    session = make_session()
    its_day = date(2024, 9, day)

    assert list(sessions.from_day(its_day, zone)) == list(sessions.to_day(its_day, zone)) == [session]
    assert not sessions.from_day(its_day + timedelta(days=1), zone).exists()
    assert not sessions.to_day(its_day - timedelta(days=1), zone).exists()


@pytest.mark.parametrize("make", [make_day_session, make_window_session])
@pytest.mark.parametrize("zone", ["", "Pacific/Kiritimati", "Pacific/Niue"])
def test_days_are_days_in_every_zone(
    zone: str, make: Callable[[], Session], sessions: SessionQuerySet
) -> None:
    session = make()

    assert list(sessions.from_day(session.last_day, zone)) == [session]
    assert list(sessions.to_day(session.first_day, zone)) == [session]
    assert not sessions.from_day(session.last_day + timedelta(days=1), zone).exists()
    assert not sessions.to_day(session.first_day - timedelta(days=1), zone).exists()


@pytest.mark.parametrize("zone", ["", "Asia/Seoul", "America/Lima"])
def test_days_at_the_ends_of_the_calendar_are_no_error(zone: str, sessions: SessionQuerySet) -> None:
    dated = {make() for make in DATED}
    make_undated_session()

    assert set(sessions.from_day(date.min, zone)) == set(sessions.to_day(date.max, zone)) == dated
    assert not sessions.from_day(date.max, zone).exists()
    assert not sessions.to_day(date.min, zone).exists()


@pytest.mark.parametrize("mode", OfferMode)
def test_followable_in_a_language_however_it_is_offered(mode: OfferMode, sessions: SessionQuerySet) -> None:
    offer = make_offer(language="ar", mode=mode)
    make_offer(language="ko", mode=mode)
    make_session()

    assert list(sessions.followable_in(["ar"])) == [offer.session]


def test_interpreted_into_is_not_spoken_on_the_floor(sessions: SessionQuerySet) -> None:
    session = make_session()
    make_offer(session, language="ko", mode=OfferMode.INTERPRETATION)
    make_offer(session, language="ar", mode=OfferMode.FLOOR)
    make_offer(language="ar", mode=OfferMode.FLOOR)

    assert list(sessions.interpreted_into(["ko"])) == [session]
    assert not sessions.interpreted_into(["ar"]).exists()


def test_filters_over_many_records_name_a_session_once(sessions: SessionQuerySet) -> None:
    topics = [make_topic(), make_topic()]
    session = make_session(make_event(topics=topics))
    make_session()
    for language in ("ko", "ar"):
        make_offer(session, language=language)
    bodies = [make_involvement(session.event).organisation_id for _number in range(2)]
    speakers = [make_appearance(session).speaker for _number in range(2)]

    found = [
        sessions.followable_in(["ko", "ar"]),
        sessions.interpreted_into(["ko", "ar"]),
        sessions.about(topics),
        sessions.involving(bodies),
        sessions.with_speakers(speakers),
    ]

    assert [list(each) for each in found] == [[session]] * 5
    assert list(found[0] & found[1] & found[2] & found[3] & found[4]) == [session]


def test_kind_and_attendance_are_those_of_the_event(sessions: SessionQuerySet) -> None:
    summit = make_session(make_event(kind=EventKind.SUMMIT, attendance=Attendance.HYBRID))
    webinar = make_session(make_event(kind=EventKind.WEBINAR, attendance=Attendance.ONLINE))

    assert list(sessions.of_kinds([EventKind.SUMMIT])) == [summit]
    assert list(sessions.attended([Attendance.ONLINE])) == [webinar]
    assert set(sessions.of_kinds([EventKind.SUMMIT, EventKind.WEBINAR])) == {summit, webinar}


def test_orders_are_total_and_put_the_undated_last(sessions: SessionQuerySet) -> None:
    event = make_event()
    undated = [make_undated_session(event, number=number) for number in (1, 2)]
    later = [make_session(event, number=number) for number in (4, 3)]
    early = make_day_session()

    assert list(sessions.soonest_first()) == [early, *later, *undated]
    assert list(sessions.latest_first()) == [later[1], later[0], early, undated[1], undated[0]]


def test_session_count_is_that_of_the_event(sessions: SessionQuerySet) -> None:
    first = make_session()
    make_undated_session(first.event)
    make_session()

    assert sessions.with_session_count().filter(pk=first.pk).get().session_count == 2


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("method", "queries"), [("for_cards", 6), ("for_detail", 7), ("for_calendar", 12)])
def test_joins_take_the_same_queries_for_any_number_of_sessions(
    method: str,
    queries: int,
    number: int,
    sessions: SessionQuerySet,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(number):
        session = make_session(make_event(parent=make_event(), topics=[make_topic()]))
        make_offer(session, provider=make_organisation())
        make_appearance(session, affiliation=make_organisation())
        make_involvement(session.event)
        make_resource(session.event)

    with django_assert_num_queries(queries):
        loaded = list(getattr(sessions, method)())

    assert len(loaded) == number


def test_a_language_finds_its_varieties_and_no_other_language() -> None:
    chinese = make_offer(language="zh-hans", mode=OfferMode.INTERPRETATION).session
    make_offer(language="za")

    assert list(Session.objects.followable_in(["zh"])) == [chinese]
    assert list(Session.objects.interpreted_into(["zh"])) == [chinese]
    assert list(Session.objects.followable_in(["zh-hant"])) == []
