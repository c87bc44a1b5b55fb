from datetime import UTC, date, datetime
from typing import Any

import pytest

from events.choices import Precision, SessionStatus
from events.models import Session
from tests.events.jsonld.loading import described
from tests.factories import (
    make_change,
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

DATES = ("startDate", "endDate", "previousStartDate", "eventStatus")


def dates_of(session: Session) -> dict[str, Any]:
    said = described(session.event)
    return {name: said[name] for name in DATES if name in said}


def told(**values: Any) -> dict[str, Any]:
    """The facts of a session that was announced for 11 September 2024, 13:00 in Brussels."""
    facts = {"withdrawn": False, "precision": "time", "start": "2024-09-11T11:00:00+00:00"}
    return facts | values


def term(name: str) -> str:
    return f"https://schema.org/{name}"


def test_time_is_on_the_clock_of_the_organiser() -> None:
    assert dates_of(make_session()) == {
        "startDate": "2024-09-18T13:00:00+02:00",
        "endDate": "2024-09-18T14:00:00+02:00",
        "eventStatus": term("EventScheduled"),
    }


def test_time_of_an_unknown_zone_is_in_utc() -> None:
    assert dates_of(make_session(make_event(timezone="")))["startDate"] == "2024-09-18T11:00:00+00:00"


def test_days_are_inclusive() -> None:
    assert dates_of(make_day_session()) == {
        "startDate": "2020-10-07",
        "endDate": "2020-10-28",
        "eventStatus": term("EventScheduled"),
    }


def test_window_is_said_in_words_only() -> None:
    session = make_window_session()

    assert dates_of(session) == {}
    assert described(session.event)["description"] == "one day of Mon, 12 Sept 2022 – Sun, 30 Oct 2022"


def test_unknown_date_is_said_as_the_source_does() -> None:
    session = make_undated_session(make_event(summary="Heat."), date_note="On the eve of COP27")

    assert dates_of(session) == {}
    assert described(session.event)["description"] == "Heat.\n\nOn the eve of COP27"


@pytest.mark.parametrize(
    ("status", "name"),
    [(SessionStatus.CANCELLED, "EventCancelled"), (SessionStatus.POSTPONED, "EventPostponed")],
)
def test_session_that_is_off_says_so_and_why(status: SessionStatus, name: str) -> None:
    session = make_session(status=status, status_reason="A storm.")

    assert dates_of(session)["eventStatus"] == term(name)
    assert dates_of(session)["startDate"] == "2024-09-18T13:00:00+02:00"
    assert described(session.event)["description"] == "A storm."


def test_session_that_goes_ahead_gives_no_reason() -> None:
    session = make_session(status_reason="A storm.")

    assert "description" not in described(session.event)


def test_session_without_a_date_can_be_cancelled() -> None:
    session = make_undated_session(status=SessionStatus.CANCELLED)

    assert dates_of(session) == {"eventStatus": term("EventCancelled")}


def test_tentative_session_is_not_said_to_be_scheduled() -> None:
    assert "eventStatus" not in dates_of(make_session(status=SessionStatus.TENTATIVE))


def test_moved_session_says_when_it_was_to_be() -> None:
    session = make_session()
    make_change(session)
    make_change(session, before=told(), after=told(start="2024-09-18T11:00:00+00:00"))

    assert dates_of(session)["eventStatus"] == term("EventRescheduled")
    assert dates_of(session)["previousStartDate"] == "2024-09-11T13:00:00+02:00"


def test_session_moved_twice_says_both_starts_once() -> None:
    session = make_session()
    day = told(precision="day", start="2024-09-04")
    make_change(session, before=day, after=told())
    make_change(session, before=told(), after=day)
    make_change(session, before=day, after=told(start="2024-09-18T11:00:00+00:00"))

    assert dates_of(session)["previousStartDate"] == ["2024-09-04", "2024-09-11T13:00:00+02:00"]


@pytest.mark.parametrize(
    "before",
    [
        told(start="2024-09-18T11:00:00+00:00"),
        told(precision="day", start="2024-09-18"),
        told(precision="window", start="2024-09-01"),
        told(precision="unknown", start=None),
    ],
)
def test_session_whose_date_is_but_better_known_was_not_moved(before: dict[str, Any]) -> None:
    session = make_session()
    make_change(session, before=before, after=told(start="2024-09-18T11:00:00+00:00"))

    assert "previousStartDate" not in dates_of(session)
    assert dates_of(session)["eventStatus"] == term("EventScheduled")


def test_postponed_session_without_a_new_date_says_the_old_one() -> None:
    session = make_undated_session(status=SessionStatus.POSTPONED)
    make_change(session, before=told(), after=told(precision="unknown", start=None))

    assert dates_of(session) == {
        "previousStartDate": "2024-09-11T13:00:00+02:00",
        "eventStatus": term("EventPostponed"),
    }


def test_series_spans_its_sessions_in_the_order_of_time() -> None:
    event = make_event()
    make_session(event)
    make_session(
        event,
        starts_at=datetime(2024, 3, 20, 12, tzinfo=UTC),
        ends_at=datetime(2024, 3, 20, 13, tzinfo=UTC),
        precision=Precision.TIME,
    )
    last = make_day_session(event, first_day=date(2024, 9, 1), last_day=date(2024, 10, 2))

    assert dates_of(last) == {
        "startDate": "2024-03-20T13:00:00+01:00",
        "endDate": "2024-10-02",
        "eventStatus": term("EventScheduled"),
    }


def test_series_with_a_session_of_unknown_date_has_no_dates_of_its_own() -> None:
    event = make_event()
    make_session(event)
    unknown = make_undated_session(event)

    assert dates_of(unknown) == {}


def test_series_says_only_what_holds_for_all_its_sessions() -> None:
    event = make_event()
    cancelled = make_session(event, status=SessionStatus.CANCELLED)
    other = make_session(event, status=SessionStatus.CANCELLED)
    assert dates_of(cancelled)["eventStatus"] == term("EventCancelled")

    Session.objects.filter(pk=other.pk).update(status=SessionStatus.SCHEDULED)

    assert "eventStatus" not in dates_of(cancelled)
    statuses = [session["eventStatus"] for session in described(event)["subEvent"]]
    assert statuses == [term("EventCancelled"), term("EventScheduled")]
