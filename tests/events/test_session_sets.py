from array import array
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from events.choices import Attendance, EventKind, EventState, OfferMode
from events.models import Event, Session, SessionSet, Timeline
from events.models.timeline import KEY
from events.session_sets import LONGEST_SPAN, months
from events.upkeep import bring_up_to_date, problems
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

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
KEPT = (SessionSet, Timeline)


def told(now: datetime = NOW) -> None:
    bring_up_to_date(Event.objects.all(), now)


def kept() -> dict[tuple[str, str], set[int]]:
    return {(one.filter, one.value): set(one.keys) for one in SessionSet.objects.all()}


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


# What is altered behind the back of upkeep.


def fill_set(name: str, value: str, *keys: int) -> None:
    content = BitMap(keys).serialize()
    SessionSet.objects.update_or_create(filter=name, value=value, defaults={"content": content})


def set_line(one: str) -> str:
    return f"the set of sessions of {one} is out of date"


ORDER = "the order of the sessions is out of date"
WRONGS: dict[str, tuple[Callable[[list[int]], object], list[str]]] = {
    "a key is missing": (lambda keys: fill_set("kind", "webinar", keys[0]), [set_line("kind=webinar")]),
    "a key too many": (lambda keys: fill_set("language", "ko", *keys), [set_line("language=ko")]),
    "a set is missing": (
        lambda keys: SessionSet.objects.filter(filter="language").delete(),
        [set_line("language=ko")],
    ),
    "a set too many": (lambda keys: fill_set("topic", "12345", keys[1]), [set_line("topic=12345")]),
    "no timeline": (lambda keys: Timeline.objects.all().delete(), [ORDER]),
    "another order": (lambda keys: Timeline.objects.update(by_start=array(KEY, keys[:2]).tobytes()), [ORDER]),
    "nothing undated": (lambda keys: Timeline.objects.update(undated=b""), [ORDER]),
}


@pytest.fixture
def keys() -> list[int]:
    """Of a session in Korean, one of days and one without a date."""
    sessions = [
        make_offer(make_session(), mode=OfferMode.FLOOR).session,
        make_day_session(),
        make_undated_session(),
    ]
    told()
    return [session.pk for session in sessions]


def assert_told_and_mended(lines: list[str]) -> None:
    altered = everything(*KEPT)
    assert list(problems(LATER)) == lines
    with pytest.raises(CommandError):
        call_command("check_catalogue")
    assert everything(*KEPT) == altered
    call_command("check_catalogue", "--repair", verbosity=0)
    assert list(problems(LATER)) == []


@pytest.mark.parametrize(("alter", "lines"), WRONGS.values(), ids=WRONGS)
def test_what_was_altered_is_told_and_mended(
    alter: Callable[[list[int]], object], lines: list[str], keys: list[int]
) -> None:
    before, order = kept(), list(Timeline.current().soonest_first())
    alter(keys)

    assert_told_and_mended(lines)
    assert (kept(), list(Timeline.current().soonest_first())) == (before, order)


@pytest.mark.parametrize("is_draft", [True, False])
def test_key_of_no_public_session_is_told_and_mended(is_draft: bool, keys: list[int]) -> None:
    stranger = make_session(make_event(state=EventState.DRAFT)).pk if is_draft else 12_345
    before = kept()
    fill_set("listed", "", *keys, stranger)

    assert_told_and_mended([set_line("listed")])
    assert kept() == before


def test_key_of_no_public_session_in_the_timeline_is_told_and_mended(keys: list[int]) -> None:
    stranger = make_session(make_event(state=EventState.DRAFT)).pk
    Timeline.objects.update(undated=array(KEY, [keys[2], stranger]).tobytes())

    assert_told_and_mended([ORDER])
    assert list(Timeline.current().soonest_first()) == [keys[1], keys[0], keys[2]]


def test_timeline_of_unequal_columns_is_told_and_mended(keys: list[int]) -> None:
    Timeline.objects.update(starts=b"")

    assert_told_and_mended([ORDER])
    assert list(Timeline.current().soonest_first()) == [keys[1], keys[0], keys[2]]
