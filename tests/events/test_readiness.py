from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from events.choices import Attendance, EventState, InvolvementRole, LinkOutcome, OfferMode, SessionStatus
from events.models import Event, Session
from events.readiness import ADVISORY, BLOCKING, GAPS, blocking, condition, gaps_of, lacking
from tests.factories import (
    make_citation,
    make_day_session,
    make_event,
    make_involvement,
    make_link_check,
    make_offer,
    make_resource,
    make_session,
    make_topic,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, 12, tzinfo=UTC)
TO_COME = {"starts_at": NOW + timedelta(days=1), "ends_at": NOW + timedelta(days=1, hours=1)}
URL = "https://example.org/film"


def make_complete(**values: object) -> Session:
    """The session, which is over, of an event that lacks nothing."""
    told = {"topics": [make_topic()], "summary": "Of heat.", "attendance": Attendance.ONLINE}
    session = make_session(make_event(**told | values))
    make_involvement(session.event)
    make_offer(session, mode=OfferMode.FLOOR)
    make_citation(session=session)
    make_resource(session.event, kind="recording", url=URL)
    return session


def codes(event: Event) -> list[str]:
    return [gap.code for gap in gaps_of([event.pk], NOW)[event.pk]]


def alter(event: Event, **values: object) -> None:
    Event.objects.filter(pk=event.pk).update(**values)


def alter_session(session: Session, **values: object) -> None:
    for name, value in values.items():
        setattr(session, name, value)
    session.save()


UNDATED = {"precision": "unknown", "starts_at": None, "ends_at": None}
WAYS: dict[str, Callable[[Session], object]] = {
    "session": lambda session: session.withdraw(),
    "organiser": lambda session: session.event.involvements.update(role=InvolvementRole.PARTNER),
    "zone": lambda session: alter(session.event, timezone=""),
    "date": lambda session: alter_session(session, **UNDATED),
    "languages": lambda session: session.language_offers.all().delete(),
    "summary": lambda session: alter(session.event, summary_en=""),
    "topics": lambda session: session.event.topics.clear(),
    "attendance": lambda session: alter(session.event, attendance=Attendance.NOT_STATED),
    "registration": lambda session: alter_session(session, **TO_COME),
    "recording": lambda session: session.event.resources.all().delete(),
    "citation": lambda session: session.citations.all().delete(),
    "links": lambda session: make_link_check(url=URL, outcome=LinkOutcome.MISSING, status=404),
}


def test_every_gap_has_a_case() -> None:
    assert [gap.code for gap in GAPS] == [*WAYS]
    assert [gap.is_blocking for gap in GAPS] == [True] * len(BLOCKING) + [False] * len(ADVISORY)


@pytest.mark.parametrize("code", WAYS)
def test_gap_is_that_of_the_event_that_has_it(code: str) -> None:
    session, other = make_complete(), make_complete()
    other.event.resources.update(url="https://example.org/another")

    WAYS[code](session)

    assert (codes(session.event), codes(other.event)) == ([code], [])
    assert list(lacking(Event.objects.all(), code, NOW)) == [session.event]


@pytest.mark.parametrize("code", WAYS)
def test_of_withdrawn_events_nothing_is_missed(code: str) -> None:
    session = make_complete(state=EventState.DRAFT)
    WAYS[code](session)
    assert list(lacking(Event.objects.all(), code, NOW)) == [session.event]

    alter(session.event, state=EventState.WITHDRAWN)

    assert list(lacking(Event.objects.all(), code, NOW)) == []


@pytest.mark.parametrize(
    ("make", "gaps"),
    [
        (make_undated_session, ["date", "languages", "citation"]),
        (make_day_session, ["languages", "citation"]),
        (make_window_session, ["languages", "citation"]),
        (lambda event: make_session(event, **TO_COME), ["languages", "registration", "citation"]),
    ],
)
def test_withdrawn_session_misses_nothing(make: Callable[[Event], Session], gaps: list[str]) -> None:
    event = make_complete().event
    bare = make(event)
    assert codes(event) == gaps

    bare.withdraw()

    assert codes(event) == []


def test_zone_is_missed_for_the_sake_of_a_session_with_a_time() -> None:
    event = make_event(timezone="")
    make_day_session(event)
    timed = make_session(event)
    assert "zone" in codes(event)

    timed.withdraw()

    assert "zone" not in codes(event)


@pytest.mark.parametrize("status", [SessionStatus.CANCELLED, SessionStatus.POSTPONED])
@pytest.mark.parametrize(("code", "when"), [("registration", TO_COME), ("recording", {})])
def test_session_that_is_off_has_neither_registration_nor_recording(
    code: str, when: dict[str, datetime], status: SessionStatus
) -> None:
    session = make_session(**when)
    assert code in codes(session.event)

    alter_session(session, status=status)

    assert code not in codes(session.event)


def test_session_is_to_come_until_it_ends() -> None:
    session = make_session(starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(seconds=1))
    during = {"registration", "recording"} & set(codes(session.event))

    alter_session(session, ends_at=NOW)

    assert (during, {"registration", "recording"} & set(codes(session.event))) == (
        {"registration"},
        {"recording"},
    )


def test_recording_of_one_session_is_none_of_the_other() -> None:
    session = make_session()
    other = make_session(session.event)
    make_resource(session.event, session=session)
    assert "recording" in codes(session.event)

    make_resource(session.event, session=other, position=1)

    assert "recording" not in codes(session.event)


def test_summary_in_any_language_is_one() -> None:
    event = make_event()
    assert "summary" in codes(event)

    alter(event, summary_en=None, summary_ko="요약")

    assert "summary" not in codes(event)


@pytest.mark.parametrize("role", InvolvementRole.values)
def test_who_organises_or_hosts_announces(role: str) -> None:
    event = make_involvement(role=role).event

    assert ("organiser" not in codes(event)) == (role in {"organiser", "host"})


@pytest.mark.parametrize("code", ["registration", "links"])
def test_links_of_a_withdrawn_session_do_not_count(code: str) -> None:
    event = make_session(**TO_COME).event
    withdrawn = make_session(event, withdrawn=True)
    make_resource(event, session=withdrawn, kind="registration", url=URL)
    if code == "links":
        make_link_check(url=URL, outcome=LinkOutcome.MISSING, status=404)

    assert (code in codes(event)) == (code == "registration")


@pytest.mark.parametrize("events", [1, 3])
def test_gaps_of_events_are_one_query(events: int, django_assert_num_queries: Callable) -> None:
    keys = [make_session().event_id for _number in range(events)]

    with django_assert_num_queries(1):
        found = gaps_of(keys, NOW)

    assert found.keys() == set(keys)


def test_blocking_gaps_are_those_that_keep_it_from_the_public() -> None:
    event = make_event(timezone="")
    assert [gap.code for gap in blocking(event, NOW)] == ["session", "organiser"]

    make_session(event)

    assert [gap.code for gap in blocking(event, NOW)] == ["organiser", "zone"]


def test_unknown_gap_is_an_error() -> None:
    with pytest.raises(ValueError, match="no gap is called colour"):
        condition("colour", NOW)
