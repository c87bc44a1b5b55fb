"""What a load leaves behind it for calendars and for those who follow changes."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from events import calendar_entries, ical
from events.importing.files import CatalogueError
from events.importing.loader import Report, load
from events.models import CalendarEntry, Change, Event, Session
from events.upkeep import problems
from tests.events.content_lines import stamps, stored, value
from tests.events.importing.catalogue import (
    CATALOGUE,
    LATER,
    NOW,
    RECORDS,
    replaced,
    snapshot,
    whole_snapshot,
)
from tests.events.importing.conftest import Write

pytestmark = pytest.mark.django_db


def first() -> Session:
    return Session.objects.get(number=1)


def test_entries_stand_after_the_load_in_each_language(
    write: Write, entries_in_every_language: None, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ko", "한국어")]

    load(write(CATALOGUE), now=NOW)

    assert {(entry.session, entry.language) for entry in CalendarEntry.objects.all()} == {
        (first(), "en"),
        (first(), "ko"),
    }
    assert stamps(stored(first(), "ko")) == (0, "20240901T080000Z", "20240901T080000Z")
    assert {change.session.number for change in Change.objects.all()} == {1, 2}


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("title_en: Cities", "title_en: Towns", "SUMMARY", "Towns"),
        ("name_en: Institute", "name_en: Lifelong", "CONTACT", "Lifelong"),
        ("name_en: UNESCO", "name_en: United", "DESCRIPTION", "(Interpretation, United)"),
        ("name_en: Water", "name_en: Ice", "CATEGORIES", "Ice"),
        ("language: ko", "language: ar", "DESCRIPTION", "Arabic (Interpretation"),
        ("{kind: recording, ", "{kind: recording, url: https://e.org/, ", "DESCRIPTION", "https://e.org/"),
        ("13:00:00Z", "14:00:00Z", "DTEND", "20240320T140000Z"),
    ],
)
def test_change_of_the_files_is_in_the_bytes(
    old: str, new: str, where: str, words: str, write: Write
) -> None:
    load(write(CATALOGUE), now=NOW)
    assert words not in value(stored(first()), where)

    load(write(replaced((old, new))), now=LATER)

    assert words in value(stored(first()), where)
    assert stamps(stored(first())) == (1, "20240902T080000Z", "20240902T080000Z")
    assert list(problems(LATER)) == []


def test_state_that_an_editor_withdrew_is_left_alone(write: Write) -> None:
    directory = write(CATALOGUE)
    load(directory, now=NOW)
    Event.objects.get().withdraw()

    report = load(directory, now=LATER)

    assert report.left_alone == ["event cities: state"]
    assert value(stored(first()), "STATUS") == "CANCELLED"


def test_session_that_an_editor_withdrew_stays_withdrawn(write: Write) -> None:
    directory = write(CATALOGUE)
    load(directory, now=NOW)
    Session.objects.get(number=2).withdraw()

    assert load(directory, now=LATER) == Report(unchanged=RECORDS)
    assert Session.objects.get(number=2).withdrawn


def test_files_withdraw_a_session(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)

    load(write(replaced(("- number: 1", "- number: 1\n    withdrawn: true"))), now=LATER)

    assert value(stored(first()), "SUMMARY").startswith("Withdrawn: ")


def test_files_withdraw_an_event(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)

    load(write(replaced(("state: published", "state: withdrawn"))), now=LATER)

    assert value(stored(first()), "SUMMARY").startswith("Withdrawn: ")
    assert [change.after["withdrawn"] for change in Change.objects.order_by("session", "number")] == [
        False, True, False, True,
    ]  # fmt: skip


def test_files_may_begin_with_a_withdrawn_session(write: Write) -> None:
    report = load(write(replaced(("- number: 1", "- number: 1\n    withdrawn: true"))), now=NOW)

    assert report.created == RECORDS


def test_files_make_no_draft_of_what_was_announced(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)
    before = whole_snapshot()

    with pytest.raises(CatalogueError, match="event cities: state: What has been published is withdrawn"):
        load(write(replaced(("state: published", "state: draft"))), now=LATER)

    assert whole_snapshot() == before


@pytest.mark.parametrize("is_empty", [True, False])
def test_session_that_cannot_be_rendered_leaves_the_database_as_it_was(
    is_empty: bool, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_empty:
        load(write(CATALOGUE), now=NOW)
    before, say = whole_snapshot(), ical.said_of

    def said_of(session: Session, language: str) -> ical.Said:
        if session.event.title == "Towns":
            raise ValueError("no calendar can hold it")
        return say(session, language)

    monkeypatch.setattr(calendar_entries.ical, "said_of", said_of)

    with pytest.raises(CatalogueError) as refusal:
        load(write(replaced(("title_en: Cities", "title_en: Towns"))), now=LATER)

    assert refusal.value.problems == ["session cities 1: no calendar can hold it"]
    assert whole_snapshot() == before


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=100)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=texts, note=texts | st.none(), topics=st.lists(st.sampled_from(["water", "air"]), unique=True))
def test_load_after_load_changes_nothing(
    title: str, note: str | None, topics: list[str], write: Write
) -> None:
    records = {
        "events.topic": [{"slug": slug, "name_en": slug} for slug in ("water", "air")],
        "events.event": [
            {
                "slug": "cities",
                "title_en": title,
                "editor_note": note or "",
                "topics": topics,
                "sessions": [{"number": 1}],
            }
        ],
    }
    directory = write(yaml.safe_dump(records, allow_unicode=False).encode())
    load(directory, now=NOW, force=True)
    before = snapshot()

    assert load(directory, now=LATER) == Report(unchanged=4)
    assert snapshot() == before
    assert Event.objects.get().title == title
