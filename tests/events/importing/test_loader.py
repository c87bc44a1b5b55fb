from datetime import UTC, datetime

import pytest
from django.db.models import Model

from events.choices import Precision
from events.importing.loader import Report, load
from events.models import Citation, Event, LanguageOffer, Session, Topic
from organisations.models import Organisation
from tests.events.importing.catalogue import CATALOGUE, LATER, NOW, RECORDS, replaced, snapshot
from tests.events.importing.conftest import Write
from tests.factories import make_event, make_source, make_topic, saved

pytestmark = pytest.mark.django_db


def edit(record: Model, **values: object) -> None:
    """What an editor does in the admin."""
    for name, value in values.items():
        setattr(record, name, value)
    saved(record)


def test_records_are_created_with_what_belongs_to_them(write: Write) -> None:
    report = load(write(CATALOGUE), now=NOW)

    assert report == Report(created=RECORDS)
    event = Event.objects.get_by_natural_key("cities")
    first, second = event.sessions.all()
    assert {topic.slug for topic in event.topics.all()} == {"water", "air"}
    assert event.involvements.get().organisation.parent == Organisation.objects.get(slug="unesco")
    assert (first.starts_at, first.span_end) == (
        datetime(2024, 3, 20, 12, tzinfo=UTC),
        datetime(2024, 3, 20, 13, tzinfo=UTC),
    )
    assert second.precision == Precision.UNKNOWN
    assert first.language_offers.get().provider.slug == "unesco"
    assert event.resources.get().session == first
    assert [citation.fact for citation in event.citations.all()] == ["title"]
    assert first.citations.get().tokens == ["20 March"]


def test_second_load_changes_nothing(write: Write) -> None:
    directory = write(CATALOGUE)
    load(directory, now=NOW)
    before = snapshot()

    assert load(directory, now=LATER) == Report(unchanged=RECORDS)
    assert load(directory, now=LATER, force=True) == Report(unchanged=RECORDS)
    assert snapshot() == before


def test_change_of_the_files_is_followed(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)

    report = load(
        write(replaced(("title_en: Cities", "title_en: Towns"), ("[water, air]", "[water]"))), now=LATER
    )

    assert report == Report(updated=1, unchanged=RECORDS - 1)
    event = Event.objects.get()
    assert (event.title, [topic.slug for topic in event.topics.all()]) == ("Towns", ["water"])


def test_citation_that_left_the_files_is_deleted_unless_an_editor_changed_it(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)
    edit(Citation.objects.get(first_line=3), tokens=["20 March", "13:00"])
    corrected = replaced(
        ("first_line: 1, last_line: 2", "first_line: 1, last_line: 1"),
        ("first_line: 3, last_line: 3", "first_line: 4, last_line: 4"),
    )

    report = load(write(corrected), now=LATER)

    assert report == Report(
        created=2,
        unchanged=RECORDS - 2,
        deleted=1,
        left_alone=["citation session cities 1 pages 3 3 : stands in no file any more"],
    )
    assert [citation.first_line for citation in Citation.objects.order_by("first_line")] == [1, 3, 4]


def test_other_record_that_left_the_files_is_kept_and_named(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)

    report = load(write(replaced(("  - {number: 2}\n", ""))), now=LATER)

    assert report == Report(
        unchanged=RECORDS - 1, left_alone=["session cities 2: stands in no file any more"]
    )
    assert Session.objects.count() == 2


def test_field_that_the_files_name_later_is_filled(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)
    further = replaced(("  title_en: Cities", "  title_en: Cities\n  title_ko: 도시\n  place: Goyang"))

    assert load(write(further), now=LATER) == Report(updated=1, unchanged=RECORDS - 1)
    assert Event.objects.get().place == "Goyang"
    assert load(write(further), now=LATER).unchanged == RECORDS


def test_field_that_the_files_leave_out_for_a_while_is_still_theirs(write: Write) -> None:
    for text in (
        CATALOGUE,
        replaced(("  timezone: Europe/Brussels\n", "")),
        replaced(("Europe/Brussels", "Asia/Seoul")),
    ):
        assert load(write(text), now=NOW).left_alone == []

    assert Event.objects.get().timezone == "Asia/Seoul"


def test_editors_change_is_left_alone_while_other_fields_follow(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)
    edit(Event.objects.get(), title="Edited")
    Event.objects.get().topics.set([Topic.objects.get(slug="air")])
    changed = write(replaced(("title_en: Cities", "title_en: Towns"), ("Europe/Brussels", "Asia/Seoul")))

    for times in (1, 2):
        report = load(changed, now=LATER)

        assert report.left_alone == ["event cities: title_en", "event cities: topics"]
        assert report.updated == (1 if times == 1 else 0)
        event = Event.objects.get()
        assert (event.title, event.timezone) == ("Edited", "Asia/Seoul")
        assert [topic.slug for topic in event.topics.all()] == ["air"]


def test_editors_field_that_the_files_name_later_is_left_alone(write: Write) -> None:
    load(write(CATALOGUE), now=NOW)
    edit(Event.objects.get(), place="Edited")

    report = load(write(replaced(("  title_en: Cities", "  title_en: Cities\n  place: Goyang"))), now=LATER)

    assert report.left_alone == ["event cities: place"]
    assert Event.objects.get().place == "Edited"


def test_force_overwrites_what_editors_changed(write: Write) -> None:
    directory = write(CATALOGUE)
    load(directory, now=NOW)
    edit(Event.objects.get(), title="Edited", place="Kept, for no file says anything of it")
    LanguageOffer.objects.all().delete()

    report = load(directory, now=LATER, force=True)

    assert report == Report(created=1, updated=1, unchanged=RECORDS - 2)
    event = Event.objects.get()
    assert (event.title, event.place) == ("Cities", "Kept, for no file says anything of it")
    assert LanguageOffer.objects.count() == 1


def test_record_that_an_editor_deleted_stays_deleted(write: Write) -> None:
    directory = write(replaced(("  state: published\n", "")))  # what was announced cannot be deleted
    load(directory, now=NOW)
    Session.objects.get(number=2).delete()
    LanguageOffer.objects.all().delete()

    for _times in range(2):
        report = load(directory, now=LATER)

        assert report.left_alone == [
            "language offer cities 1 ko interpretation: an editor deleted or renamed it",
            "session cities 2: an editor deleted or renamed it",
        ]
        assert (report.created, report.updated) == (0, 0)
        assert not LanguageOffer.objects.exists()


def test_record_that_refers_to_a_renamed_one_is_left_alone(write: Write) -> None:
    directory = write(CATALOGUE)
    load(directory, now=NOW)
    edit(Organisation.objects.get(slug="unesco"), slug="unesco-hq")

    report = load(directory, now=LATER)

    assert report.left_alone == [
        "organisation unesco: an editor deleted or renamed it",
        "organisation uil: an editor deleted or renamed organisation “unesco”",
        "language offer Cities · 1 ko interpretation: an editor deleted or renamed organisation “unesco”",
    ]
    assert LanguageOffer.objects.get().provider.slug == "unesco-hq"


def test_editors_record_under_the_same_key_is_left_alone(write: Write) -> None:
    make_topic(slug="water", name="Edited")
    directory = write(CATALOGUE)

    for _times in range(2):
        assert load(directory, now=NOW).left_alone == ["topic water: name_en"]
        assert Topic.objects.get(slug="water").name == "Edited"
    assert load(directory, now=NOW, force=True).left_alone == []
    assert Topic.objects.get(slug="water").name == "Water"


def test_editors_unfinished_event_does_not_stop_the_load(write: Write) -> None:
    make_event(slug="unfinished")

    assert load(write(CATALOGUE), now=NOW).created == RECORDS


def test_citation_is_told_apart_by_its_owner(write: Write) -> None:
    make_source(slug="pages")
    citations = "citations: [{source: pages, first_line: 1, last_line: 1, tokens: [a]}]"
    directory = write(
        f"""
        organisations.organisation:
        - {{slug: a, name_en: A, {citations}}}
        - {{slug: b, name_en: B, {citations}}}
        """
    )

    assert load(directory, now=NOW) == Report(created=4)
    assert load(directory, now=NOW) == Report(unchanged=4)
    assert sorted(citation.organisation.slug for citation in Citation.objects.all()) == ["a", "b"]


def test_longest_key_is_remembered(write: Write) -> None:
    make_source(slug="s" * 100)
    name = '"' * 300
    citation = f"{{source: {'s' * 100}, first_line: 1, last_line: 1, tokens: [a], fact: name}}"
    directory = write(
        f"""
        events.event:
        - slug: {"e" * 120}
          title_en: E
          sessions: [{{number: 1}}]
          other_names: [{{name: '{name}', language: en, citations: [{citation}]}}]
        """
    )

    assert load(directory, now=NOW).created == 4
    assert load(directory, now=NOW).unchanged == 4
