from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Model
from django.utils import translation
from pytest_django import Settings

from events.importing.samples import NotEmptyError, generate
from events.models import (
    Appearance,
    CalendarEntry,
    Change,
    Event,
    Involvement,
    LanguageOffer,
    Resource,
    Session,
    Speaker,
    Topic,
)
from events.upkeep import problems
from organisations.models import Office, Organisation
from tests.events.content_lines import language, stored, value
from tests.factories import make_event

NOW = datetime(2026, 3, 10, 9, 12, 30, tzinfo=UTC)
MADE = (
    Topic,
    Organisation,
    Office,
    Speaker,
    Event,
    Involvement,
    Session,
    LanguageOffer,
    Appearance,
    Resource,
)

pytestmark = pytest.mark.django_db


def values(field: str, model: type[Model]) -> set[Any]:
    return set(model.objects.values_list(field, flat=True))


def everything() -> list[tuple]:
    """What calendars are told of each session, and what stands in columns that they are not told."""
    return list(
        Session.objects.order_by("event__slug", "number").values_list(
            "event__slug", "number", "uid", "span_start", "created_at",
            "calendar_entries__language", "calendar_entries__checksum", "changes__after",
        )
    )  # fmt: skip


def clear() -> None:
    for kept in (CalendarEntry, Change):  # protect what they are of
        kept.objects.all().delete()
    Event.objects.all().delete()
    Organisation.objects.update(parent=None)
    for model in (Speaker, Organisation, Topic):
        model.objects.all().delete()


@pytest.mark.parametrize("sessions", [1, 2, 57])
def test_generate_makes_just_so_many_sessions(sessions: int) -> None:
    made = generate(sessions, seed=3, now=NOW)

    assert Session.objects.count() == made[Session] == sessions
    assert {model: model.objects.count() for model in MADE} == {model: made[model] for model in MADE}
    assert not Event.objects.filter(sessions__isnull=True).exists()


def test_generate_makes_the_same_records_again() -> None:
    generate(40, seed=7, now=NOW)
    first = everything()
    clear()

    generate(40, seed=7, now=NOW)

    assert everything() == first


def test_generate_makes_other_records_of_another_seed() -> None:
    generate(40, seed=7, now=NOW)
    first = everything()
    clear()

    generate(40, seed=8, now=NOW)

    assert everything() != first


def test_generate_leaves_calendar_entries_up_to_date(
    entries_in_every_language: None, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]

    generate(100, seed=1, now=NOW)

    assert CalendarEntry.objects.count() == 2 * Session.objects.dated().count() > 0
    assert values("last_modified", CalendarEntry) == {NOW.replace(microsecond=0)}
    assert Change.objects.count() == 100
    assert list(problems(NOW)) == []
    session = Session.objects.dated().first()
    for code in ("en", "ar"):
        assert value(stored(session, code), "SUMMARY").endswith(session.title or session.event.title)
        assert language(stored(session, code), "DESCRIPTION") == code


def test_generate_fills_the_column_of_the_language_in_whatever_language_it_runs() -> None:
    with translation.override("ko"):
        generate(20, seed=1, now=NOW)

    columns = list(Event.objects.raw_values("title", "title_en", "title_ko"))
    assert all(row["title"] == row["title_en"] and row["title_ko"] is None for row in columns)
    assert all(row["title"].startswith("Sample") for row in columns)
    assert all(row["name"] == row["name_en"] != "" for row in Speaker.objects.raw_values("name", "name_en"))


def test_generate_refuses_a_database_with_events() -> None:
    make_event()

    with pytest.raises(NotEmptyError):
        generate(10, seed=1, now=NOW)

    assert Event.objects.count() == 1
    assert not Topic.objects.exists()
