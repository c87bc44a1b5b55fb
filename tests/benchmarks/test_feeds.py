from datetime import UTC, datetime

import pytest
from django.test import Client

from benchmarks import feeds
from benchmarks.__main__ import ROWS, report
from events.models import CalendarEntry, Event
from events.upkeep import bring_up_to_date
from tests.factories import make_session

pytestmark = pytest.mark.django_db

MEASURED = {
    "sessions": 1000, "entries": 900, "megabytes": 1.04, "assembled": 0.02, "library": 2.5, "idle": 70.2,
    "peak": 75.8, "constant": 4000, "unchanged": 2400, "renewed": 900, "renaming": 1.24, "made": 3.4,
    "warm": {"bytes": 40_000, "constant": 3000, "page": 2100},
    "pages": {"Home": {"seconds": 0.02, "cpu": 0.02, "queries": 21, "bytes": 30_000}},
}  # fmt: skip


def publish() -> None:
    bring_up_to_date(Event.objects.all(), datetime(2024, 9, 1, tzinfo=UTC))


def test_what_is_measured_is_the_feed_that_the_site_sends(client: Client) -> None:
    for _number in range(3):
        make_session()
    publish()

    assert feeds.assembled() == len(client.get(feeds.WHOLE).content)


def test_renaming_touches_as_many_entries_as_it_says() -> None:
    for _number in range(3):
        make_session()
    publish()

    renewed, seconds = feeds.renaming()

    assert renewed == 3
    assert seconds > 0
    assert all(b"Everywhere\\, renamed" in bytes(entry.content) for entry in CalendarEntry.objects.all())


def test_only_so_many_entries_name_the_organisation() -> None:
    for _number in range(3):
        make_session()
    publish()

    organisation = feeds.organisation_in(2)

    assert organisation.involvements.count() == 2


def test_library_is_measured_over_all_entries() -> None:
    make_session()
    publish()

    assert feeds.built_with_icalendar() > 0


def test_report_holds_a_column_for_each_size_and_its_ratios() -> None:
    lines = report({"SQLite": [MEASURED, MEASURED], "PostgreSQL": [MEASURED]}).splitlines()

    rows = [line for line in lines[: lines.index("## Pages that nobody asked for before")] if line[:1] == "|"]
    assert rows[0] == "| | SQLite | SQLite | PostgreSQL |"
    assert len(rows) == 2 + len(ROWS)
    assert "| **ratio** (at least 100 at 10,000) | **125 ×** | **125 ×** | **125 ×** |" in rows
    assert "| **ratio** (at least 0.5) | **0.60** | **0.60** | **0.60** |" in rows
    assert "| **ratio** (at least 0.5) | **0.70** | **0.70** | **0.70** |" in rows
    assert lines.count("| Home | 20 ms | 20 ms | **1.0** | 21 | 30 |") == 1
    assert lines.count("| Home | 20 ms | **1.0** | 21 | 30 |") == 1
    assert "| **difference** (within 30 MB) | **6 MB** | **6 MB** | **6 MB** |" in rows
