"""From one entry a session, of a digest only, to one in each language with its bytes."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from events.models import CalendarEntry, CatalogueVersion, Change, Event, Session
from events.upkeep import bring_up_to_date, problems
from tests.events.content_lines import stamps, stored, value
from tests.factories import make_entry, make_session

BEFORE, AFTER = [("events", "0001_initial")], [("events", "0002_kept_calendar_entries")]
THEN = datetime(2024, 9, 1, 8, tzinfo=UTC)
NOW = THEN + timedelta(days=100)
START = datetime(2024, 9, 18, 11, tzinfo=UTC)
TIME = {"precision": "time", "starts_at": START, "ends_at": START + timedelta(hours=1)}
DAYS = {"precision": "day", "first_day": date(2024, 10, 7), "last_day": date(2024, 10, 7)}
WINDOW = DAYS | {"precision": "window"}


def migrate(targets: list[tuple[str, str]]) -> StateApps:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def old(transactional_db: None) -> Iterator[StateApps]:
    """The models before the migration, whose tables the database then has."""
    try:
        yield migrate(BEFORE)
    finally:
        migrate(latest())


def latest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def make_old_entry(old: StateApps, slug: str, state: str = "published", **dated: Any) -> None:
    """A session with an entry that was changed three times."""
    event = old.get_model("events", "Event").objects.create(
        slug=slug, title=slug, title_en=slug, state=state, timezone="Europe/Brussels"
    )
    spans = {"time": (START, START + timedelta(hours=1)), "unknown": (None, None)}
    span = spans.get(
        dated["precision"], (datetime(2024, 10, 7, tzinfo=UTC), datetime(2024, 10, 8, tzinfo=UTC))
    )
    session = old.get_model("events", "Session").objects.create(
        event=event, number=1, uid=f"uid-{slug}", span_start=span[0], span_end=span[1], **dated
    )
    old.get_model("events", "CalendarEntry").objects.create(
        session=session, digest=f"{len(slug)}" * 64, sequence=3, last_modified=THEN
    )


def test_entries_of_what_is_public_keep_their_stamps_and_are_rendered_anew(old: StateApps) -> None:
    make_old_entry(old, "timed", **TIME)
    make_old_entry(old, "days", **DAYS)
    make_old_entry(old, "window", **WINDOW)
    make_old_entry(old, "undated", precision="unknown")
    make_old_entry(old, "draft", "draft", **TIME)

    migrate(AFTER)
    migrate(latest())

    kept = CalendarEntry.objects.order_by("pk")
    assert [entry.session.event.slug for entry in kept] == ["timed", "days"]
    for entry in kept:
        assert (entry.language, bytes(entry.content), entry.checksum) == ("en", b"", 0)
        assert (entry.sequence, entry.last_modified, entry.withdrawn_at) == (3, THEN, None)
    assert CalendarEntry.objects.state()["unrendered"] == 2
    assert (Session.objects.filter(withdrawn=True).count(), Change.objects.count()) == (0, 0)
    assert CatalogueVersion.current() == ""

    assert bring_up_to_date(Event.objects.all(), NOW) == 2
    for session in Session.objects.filter(event__slug__in=["timed", "days"]):
        assert stamps(stored(session)) == (4, f"{NOW:%Y%m%dT%H%M%SZ}", f"{NOW:%Y%m%dT%H%M%SZ}")
        assert value(stored(session), "UID") == session.uid
        assert value(stored(session), "SUMMARY") == session.event.slug
    assert CalendarEntry.objects.state()["unrendered"] == 0
    assert {change.session.event.slug for change in Change.objects.all()} == {
        "timed", "days", "window", "undated",
    }  # fmt: skip
    assert list(problems(NOW)) == []


def test_migration_can_be_taken_back(old: StateApps) -> None:
    make_old_entry(old, "timed", **TIME)

    migrate(AFTER)
    old = migrate(BEFORE)

    entry = old.get_model("events", "CalendarEntry").objects.get()
    assert (entry.sequence, entry.last_modified, entry.digest) == (3, THEN, "5" * 64)


def without_date(session: Session) -> None:
    session.precision, session.starts_at, session.ends_at = "unknown", None, None
    session.save()


@pytest.mark.django_db
@pytest.mark.parametrize("write", [Session.withdraw, without_date])
def test_entry_that_waits_is_rendered_though_its_session_is_withdrawn_first(
    write: Callable[[Session], None],
) -> None:
    session = make_session()
    make_session(session.event)
    make_entry(session)
    CalendarEntry.objects.update(content=b"", checksum=0)

    write(session)
    bring_up_to_date(Event.objects.all(), NOW, thorough=True)

    assert CalendarEntry.objects.exported("en", NOW).state()["unrendered"] == 0
    assert bring_up_to_date(Event.objects.all(), NOW, thorough=True) == 0
