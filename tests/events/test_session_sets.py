"""In which sets a session is, of values and of months, and how they follow a change."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.choices import Attendance, EventKind, EventState, OfferMode
from events.models import Event, Session, Timeline
from events.session_sets import LONGEST_SPAN, months
from events.upkeep import bring_up_to_date
from tests.events.kept_sets import KEPT, LATER, kept, told
from tests.events.test_upkeep import everything
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


def of(session: Session) -> set[tuple[str, str]]:
    """The values of filters that apply to ``session``."""
    return {choice for choice, keys in kept().items() if session.pk in keys}


def test_session_is_in_the_set_of_each_value_that_applies_to_it() -> None:
    topic = make_topic()
    event = make_event(
        kind=EventKind.SUMMIT,
        attendance=Attendance.ONLINE,
        other_attendance=Attendance.HYBRID,
        topics=[topic],
    )
    session, body = make_session(event), make_involvement(event).organisation
    provider = make_offer(session, language="ko", provider=make_organisation()).provider
    make_offer(session, language="zh-hans", mode=OfferMode.FLOOR)
    speaker = make_appearance(session).speaker
    make_resource(event, session=session)
    told()

    assert kept() == {
        choice: {session.pk}
        for choice in [
            ("listed", ""),
            ("kind", "summit"),
            ("attendance", "online"),
            ("attendance", "hybrid"),
            ("language", "ko"),
            ("language", "zh-hans"),
            ("interpretation", "ko"),
            ("mode", "ko interpretation"),
            ("mode", "zh-hans floor"),
            ("provider", f"ko {provider.pk}"),
            ("topic", str(topic.pk)),
            ("organisation", str(body.pk)),
            ("speaker", str(speaker.pk)),
            ("recording", "yes"),
            ("month", "2024-09"),
        ]
    }


def test_what_is_off_and_what_has_no_day_is_kept() -> None:
    cancelled, postponed = (make_session(status=status) for status in ("cancelled", "postponed"))
    window, undated = make_window_session(status="tentative"), make_undated_session()
    told()

    assert kept()["off", ""] == {cancelled.pk, postponed.pk}
    assert kept()["window", ""] == {window.pk}
    assert kept()["when", "undated"] == {undated.pk}
    assert list(months(undated)) == []


def test_recording_of_the_event_is_each_session_s_that_of_a_session_its_own() -> None:
    event, other = make_event(), make_event()
    first, second = make_session(event), make_session(event)
    own, beside = make_session(other), make_session(other)
    make_resource(event)
    make_resource(other, session=own)
    make_resource(other, kind="slides", session=beside)
    told()

    assert kept()["recording", "yes"] == {first.pk, second.pk, own.pk}


def test_what_is_not_public_is_in_no_set() -> None:
    public = make_session()
    make_session(public.event, withdrawn=True)
    for state in (EventState.DRAFT, EventState.WITHDRAWN):
        make_session(make_event(state=state, kind=EventKind.TRAINING))
    told()

    assert set().union(*kept().values()) == {public.pk}
    assert list(Timeline.current().soonest_first()) == [public.pk]


@pytest.mark.parametrize("withdrawing", [Session.withdraw, lambda session: session.event.withdraw()])
def test_what_is_withdrawn_leaves_every_set(withdrawing: Callable[[Session], None]) -> None:
    stays, goes = make_session(), make_offer(make_session(), language="ko").session
    told()
    assert kept()["listed", ""] == {stays.pk, goes.pk}
    withdrawing(goes)

    told(LATER)

    assert of(goes) == set()
    assert kept()["listed", ""] == {stays.pk}
    assert ("language", "ko") not in kept()
    assert list(Timeline.current().soonest_first()) == [stays.pk]


def test_value_that_applies_no_more_goes() -> None:
    one = make_offer(make_session(), language="ko", mode=OfferMode.FLOOR)
    other = make_offer(make_session(), language="fr", mode=OfferMode.FLOOR)
    told()
    one.language = "fr"
    one.save()

    told(LATER)

    assert {value: keys for (name, value), keys in kept().items() if name == "language"} == {
        "fr": {one.session_id, other.session_id}
    }


def test_only_the_given_events_move() -> None:
    first, second = make_session(), make_session()
    told()
    Event.objects.update(kind=EventKind.SUMMIT)

    bring_up_to_date(Event.objects.filter(pk=second.event_id), LATER)

    assert kept()["kind", "webinar"] == {first.pk}
    assert kept()["kind", "summit"] == {second.pk}


def test_second_time_writes_nothing() -> None:
    make_offer(make_session())
    make_day_session()
    make_undated_session()
    told()
    before = everything(*KEPT)

    with CaptureQueriesContext(connection) as queries:
        told(LATER)

    tables = [model._meta.db_table for model in KEPT]
    writes = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert [sql for sql in writes if any(table in sql for table in tables)] == []
    assert everything(*KEPT) == before != []


# Months.


def test_month_is_that_of_the_organiser_s_clock() -> None:
    start, end = datetime(2024, 8, 31, 22, 30, tzinfo=UTC), datetime(2024, 8, 31, 23, tzinfo=UTC)

    assert {
        zone: list(months(make_session(make_event(timezone=zone), starts_at=start, ends_at=end)))
        for zone in ("", "Europe/Lisbon", "Europe/Brussels", "America/Lima")
    } == {
        "": ["2024-08"],
        "Europe/Lisbon": ["2024-08"],
        "Europe/Brussels": ["2024-09"],
        "America/Lima": ["2024-08"],
    }


def test_session_that_ends_at_midnight_is_not_in_the_next_month() -> None:
    start, midnight = datetime(2024, 8, 31, 20, tzinfo=UTC), datetime(2024, 8, 31, 22, tzinfo=UTC)

    assert list(months(make_session(starts_at=start, ends_at=midnight))) == ["2024-08"]
    assert list(months(make_session(starts_at=start, ends_at=midnight + timedelta(seconds=1)))) == [
        "2024-08",
        "2024-09",
    ]


@pytest.mark.parametrize("make", [make_day_session, make_window_session])
def test_days_are_in_each_month_that_they_touch(make: Callable[..., Session]) -> None:
    session = make(first_day=date(2023, 11, 30), last_day=date(2024, 2, 1))
    told()

    assert sorted(value for name, value in of(session) if name == "month") == [
        "2023-11",
        "2023-12",
        "2024-01",
        "2024-02",
    ]


def test_long_span_counts_in_its_first_months() -> None:
    session = make_window_session(first_day=date(2020, 1, 31), last_day=date(2190, 1, 1))
    found = list(months(session))

    assert (found[0], found[-1], len(found)) == ("2020-01", "2021-12", LONGEST_SPAN)
