"""The filters that ask for a time, and the order of what is found; the others are in test_filters.py."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from events.filters import SessionFilter
from events.models import Event, Session
from events.subscriptions import known_query
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_day_session,
    make_event,
    make_resource,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def filtered(query: str) -> SessionFilter:
    return SessionFilter(QueryDict(query), Session.objects.listed(), now=NOW)


def found(query: str) -> set[Session]:
    question = filtered(query)
    assert question.is_valid(), question.form.errors
    return set(question.qs)


def in_order(query: str) -> list[Session]:
    question = filtered(query)
    assert question.is_valid(), question.form.errors
    return list(question.in_order())


def make_hour(*start: int, zone: str = "Europe/Brussels", **values: object) -> Session:
    begin = utc(*start)
    return make_session(
        make_event(timezone=zone), starts_at=begin, ends_at=begin + timedelta(hours=1), **values
    )


# tz and hours.


def test_zone_alone_leaves_all() -> None:
    public = {make_session(), make_day_session(), make_window_session(), make_undated_session()}

    assert found("tz=Asia/Seoul") == found("tz=") == found("") == public
    assert (filtered("tz=Asia/Seoul").zone, filtered("").zone) == ("Asia/Seoul", "")


def test_hours_are_those_of_the_zone() -> None:
    morning = make_hour(2024, 9, 18, 0)  # 02:00 in Madrid, 09:00 in Seoul
    noon = make_hour(2024, 9, 18, 10)  # 12:00 and 19:00
    evening = make_hour(2024, 9, 18, 17)  # 19:00 and 02:00
    make_day_session()

    assert found("hours=humane&tz=Europe/Madrid") == {noon, evening}
    assert found("hours=humane&tz=Asia/Seoul") == {morning, noon}
    assert found("tz=Asia/Seoul") > {morning, noon, evening}


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("hours=humane", ["hours"]),
        ("hours=humane&tz=", ["hours"]),
        ("hours=always&tz=Asia/Seoul", ["hours"]),
        ("hours=always", ["hours"]),
        ("hours=humane&tz=Europe/Atlantis", ["tz"]),
        ("tz=Europe/Atlantis", ["tz"]),
        ("tz=asia/seoul", ["tz"]),
        ("tz=../UTC", ["tz"]),
        ("tz=%00", ["tz"]),
        ("tz=" + "x" * 10_000, ["tz"]),
        ("tz=Asia/Seoul&tz=nowhere", ["tz"]),
        ("from=2024-09-18&to=2024-09-17", ["to"]),
        ("from=2024-09-18&to=2024-09-17&tz=Asia/Seoul", ["to"]),
        ("from=soon&to=2024-09-17", ["from"]),
        ("recording=no", ["recording"]),
        ("recording=yes&recording=no", ["recording"]),
        ("order=title", ["order"]),
    ],
)
def test_bad_time_is_an_error_of_its_field_and_finds_nothing(query: str, fields: list[str]) -> None:
    make_resource(make_session().event)
    question = filtered(query)

    assert list(question.form.errors) == fields
    assert (list(question.qs), list(question.in_order()), question.chosen) == ([], [], {})


def test_error_says_what_is_wrong() -> None:
    assert filtered("hours=humane").form.errors == {"hours": ["Say in which time zone: choose one, too."]}
    assert filtered("tz=Mars").form.errors == {"tz": ["“Mars” is not an IANA time zone."]}
    assert filtered("from=2024-09-18&to=2024-09-17").form.errors == {
        "to": ["The last day is before the first."]
    }


# Days.


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("", "17"),
        ("America/Lima", "17"),
        ("Europe/Brussels", "18"),
        ("Asia/Seoul", "18"),
        ("Asia/Tokyo", "18"),
    ],
)
def test_days_without_a_zone_are_the_organiser_s(zone: str, day: str) -> None:
    session = make_hour(2024, 9, 17, 22, 30, zone=zone) if zone else make_hour(2024, 9, 17, 22, 0, zone="")
    before, after = f"2024-09-{int(day) - 1}", f"2024-09-{int(day) + 1}"

    assert found(f"from=2024-09-{day}&to=2024-09-{day}") == {session}
    assert found(f"to={before}") == found(f"from={after}") == set()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("from=2024-09-18", True),
        ("from=2024-09-19", False),
        ("from=2024-09-19&tz=Europe/Brussels", False),
        ("from=2024-09-19&tz=Asia/Seoul", True),
        ("to=2024-09-17&tz=Asia/Seoul", False),
        ("to=2024-09-18&tz=America/Lima", True),
        ("from=2024-09-18&to=2024-09-18&tz=Asia/Kathmandu", False),
        ("from=2024-09-19&to=2024-09-19&tz=Asia/Kathmandu", True),
    ],
)
def test_days_with_a_zone_are_those_of_its_clocks(query: str, is_found: bool) -> None:
    """From 21:00 to 22:00 in Brussels, from 00:45 in Kathmandu and from 04:00 in Seoul of the next day."""
    session = make_hour(2024, 9, 18, 19)

    assert found(query) == ({session} if is_found else set())


@pytest.mark.parametrize("zone", ["", "Europe/Brussels"])
def test_days_begin_and_end_at_midnight(zone: str) -> None:
    late = make_hour(2024, 9, 17, 21)  # 23:00 to 24:00
    early = make_hour(2024, 9, 17, 22)  # 00:00 to 01:00
    across = make_hour(2024, 9, 17, 21, 30)
    query = f"&tz={zone}" if zone else ""

    assert found(f"to=2024-09-17{query}") == {late, across}
    assert found(f"from=2024-09-18{query}") == {early, across}
    assert found(f"from=2024-09-17&to=2024-09-18{query}") == {late, early, across}


@pytest.mark.parametrize("zone", ["", "Asia/Seoul", "America/Lima", "Pacific/Apia"])
def test_days_of_a_session_without_hours_are_those_of_any_clock(zone: str) -> None:
    days = make_day_session(first_day=date(2024, 9, 18), last_day=date(2024, 9, 19))
    window = make_window_session(first_day=date(2024, 9, 18), last_day=date(2024, 9, 19))
    make_undated_session()
    query = f"&tz={zone}" if zone else ""

    assert found(f"from=2024-09-19{query}") == found(f"to=2024-09-18{query}") == {days, window}
    assert found(f"from=2024-09-20{query}") == found(f"to=2024-09-17{query}") == set()


@pytest.mark.parametrize("query", ["from=0001-01-01", "to=9999-12-31", "from=0001-01-01&to=9999-12-31"])
@pytest.mark.parametrize("zone", ["", "Asia/Seoul", "America/Lima"])
def test_days_reach_to_the_ends_of_the_calendar(zone: str, query: str) -> None:
    dated = {make_session(), make_day_session()}
    make_undated_session()

    assert found(f"{query}&tz={zone}") == dated


# Recordings.


def test_recording_is_that_of_the_session_or_of_the_whole_event() -> None:
    event, other = make_event(), make_event()
    first, second, own = make_session(event), make_session(event), make_session(other)
    beside = make_session(other)
    make_resource(event)
    make_resource(event, position=1)
    make_resource(other, session=own, url="")
    make_resource(other, kind="slides", session=beside)

    assert found("recording=yes") == {first, second, own}
    assert filtered("recording=yes").qs.count() == 3
    assert found("") == {first, second, own, beside}


# Order.


def test_order_is_soonest_first_of_what_is_to_come_and_latest_first_of_the_rest() -> None:
    old, late = make_hour(2024, 9, 18, 10), make_hour(2024, 9, 20, 10)
    next_one, far = make_hour(2024, 10, 2, 10), make_hour(2024, 11, 2, 10)
    undated, undated_too = make_undated_session(), make_undated_session()

    assert in_order("when=upcoming") == [next_one, far]
    assert in_order("when=past") == [late, old]
    assert in_order("when=undated") == [undated, undated_too]
    assert in_order("when=all") == in_order("") == [far, next_one, late, old, undated_too, undated]


def test_question_has_its_best_match_first_unless_the_order_is_by_date() -> None:
    titled = make_session(
        make_event(title="Heat"), starts_at=utc(2024, 9, 1, 10), ends_at=utc(2024, 9, 1, 11)
    )
    beside = make_session(make_event(title="Water", description="heat"))
    bring_up_to_date(Event.objects.all(), NOW)

    assert in_order("q=heat") == in_order("q=heat&order=relevance") == [titled, beside]
    assert in_order("q=heat&order=date") == [beside, titled]
    assert in_order("order=relevance") == [beside, titled]


# The address of a subscription.


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("tz=Asia/Seoul", ""),
        ("tz=Asia/Seoul&language=ko&when=past", "?when=past&language=ko"),
        ("tz=Asia/Seoul&from=&to=&hours=", ""),
        ("tz=Asia/Seoul&hours=humane", "?tz=Asia%2FSeoul&hours=humane"),
        ("from=2024-09-18&tz=Asia/Seoul", "?tz=Asia%2FSeoul&from=2024-09-18"),
        ("tz=Asia/Seoul&to=2024-09-18&topic=heat", "?topic=heat&tz=Asia%2FSeoul&to=2024-09-18"),
        ("order=date&page=2&from=2024-09-18", "?from=2024-09-18"),
        ("recording=yes&order=date", "?recording=yes"),
    ],
)
def test_address_holds_a_zone_where_it_matters(query: str, known: str) -> None:
    assert known_query(QueryDict(query)) == known
