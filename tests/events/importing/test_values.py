from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Field

from events.importing.values import (
    RecordError,
    as_text,
    cleaned_value,
    current_text,
    default_text,
    field_named,
)
from events.models import Citation, Event, Session
from organisations.models import Organisation, Project
from tests.factories import make_event, make_session, make_topic

TITLE, NUMBER = Event._meta.get_field("title_en"), Session._meta.get_field("number")
START, DAY = Session._meta.get_field("starts_at"), Session._meta.get_field("first_day")
MONEY, TOKENS = Project._meta.get_field("total_cost"), Citation._meta.get_field("tokens")
NOON = datetime(2024, 3, 20, 12, tzinfo=UTC)
SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("target", "value", "cleaned"),
    [
        (TITLE, "Cities", "Cities"),
        (TITLE, "2024", "2024"),
        (NUMBER, 3, 3),
        (START, NOON, NOON),
        (START, "2024-03-20T21:00:00+09:00", NOON),
        (DAY, date(2024, 3, 20), date(2024, 3, 20)),
        (DAY, "2024-03-20", date(2024, 3, 20)),
        (MONEY, 2500000, Decimal(2500000)),
        (MONEY, "2499999.99", Decimal("2499999.99")),
        (TOKENS, ["20 March"], ["20 March"]),
    ],
)
def test_value_of_the_right_type_is_kept(target: Field, value: Any, cleaned: Any) -> None:
    assert cleaned_value(target, value) == cleaned


def test_instant_is_kept_in_utc() -> None:
    assert cleaned_value(START, NOON.astimezone(SEOUL)).tzinfo == UTC


@pytest.mark.parametrize(
    ("target", "value"),
    [
        *((TITLE, value) for value in (2024, 1.1, True, ["a"], {"a": 1}, date(2024, 3, 20))),
        *((NUMBER, value) for value in ("3", 1.5, True, [1], date(2024, 3, 20))),
        *((START, value) for value in (20240320, date(2024, 3, 20), ["a"], "noon", "2024-03-20", True)),
        *((DAY, value) for value in (20240320, NOON, ["a"], "20 March", "2024-02-30", True)),
        *((MONEY, value) for value in (True, "much", ["a"], date(2024, 3, 20))),
    ],
)
def test_value_of_another_type_is_refused_by_the_name_of_its_field(target: Field, value: Any) -> None:
    with pytest.raises(RecordError, match=f"^{target.name}: "):
        cleaned_value(target, value)


@pytest.mark.parametrize("value", ["2024-03-20T12:00:00", NOON.replace(tzinfo=None)])
def test_instant_needs_its_offset(value: Any) -> None:
    with pytest.raises(RecordError, match="starts_at: an instant needs its offset"):
        cleaned_value(START, value)


def test_instant_that_utc_cannot_write_is_refused() -> None:
    with pytest.raises(RecordError, match=r"starts_at: .* is out of range"):
        cleaned_value(START, datetime(1, 1, 1, tzinfo=SEOUL))


@pytest.mark.parametrize("name", ["colour", "parent_id", "pk", 5, None])
def test_unknown_field_is_refused(name: Any) -> None:
    with pytest.raises(RecordError, match=f"organisation has no field “{name}”"):
        field_named(Organisation, name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", None),
        (None, None),
        (0, 0),
        ("a", "a"),
        (Decimal("2500000.00"), "2500000"),
        (Decimal("0.10"), "0.1"),
        (NOON.astimezone(SEOUL), "2024-03-20T12:00:00+00:00"),
        (date(2024, 3, 20), "2024-03-20"),
        ([], []),
        (["b", "a"], ["b", "a"]),
    ],
)
def test_value_as_text(value: Any, text: Any) -> None:
    assert as_text(value) == text


@pytest.mark.django_db
def test_records_are_named_by_their_keys_in_any_order() -> None:
    session, topics = (
        make_session(make_event(slug="e"), number=3),
        [make_topic(slug="b"), make_topic(slug="a")],
    )

    assert as_text(session) == ["e", 3]
    assert as_text(topics) == as_text(topics[::-1]) == [["a"], ["b"]]
    assert current_text(make_event(topics=topics), "topics") == [["a"], ["b"]]


def test_field_of_which_nothing_is_said_holds_its_default() -> None:
    assert default_text(Event, "state") == "draft"
    assert (
        default_text(Event, "title_ko")
        == default_text(Event, "place")
        == default_text(Event, "parent")
        is None
    )
    assert default_text(Event, "topics") == []
