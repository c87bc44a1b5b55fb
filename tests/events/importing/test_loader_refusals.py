import pytest

from events.importing.files import CatalogueError
from events.importing.loader import load
from events.models import Event, Topic
from tests.events.importing.catalogue import CATALOGUE, LATER, NOW, replaced, whole_snapshot
from tests.events.importing.conftest import Write

pytestmark = pytest.mark.django_db

REFUSED = [
    ("title_en: Cities", "title_en: [Cities]", "event cities: title_en: "),
    ("title_en: Cities", "title_en: 2024", "event cities: title_en: "),
    ("title_en: Cities", "title_en: ''", "event cities: title: This field cannot be"),
    ("title_en: Cities", "colour: red", "event cities: event has no field “colour”"),
    ("title_en: Cities", "parent_id: cities", "event cities: event has no field “parent_id”"),
    ("title_en: Cities", "created_at: 2024-03-20T12:00:00Z", "event cities: created_at: is not for files"),
    ("[water, air]", "water", "event cities: topics: a list belongs here"),
    ("[water, air]", "[water, fire]", "event cities: there is no topic “fire”"),
    ("[water, air]", "[[water, air]]", "event cities: there is no topic “water air”"),
    ("Europe/Brussels", "CET/CEST", "event cities: timezone: “CET/CEST” is not an IANA time zone."),
    ("state: published", "state: public", "event cities: state: Value 'public' is not a valid choice."),
    ("parent: unesco", "parent: who", "organisation uil: there is no organisation “who”"),
    ("parent: unesco", "parent: [unesco, uil]", "organisation uil: there is no organisation “unesco uil”"),
    ("- slug: cities", "- place: Goyang", "event ?: slug: This field cannot be blank."),
    ("organisation: uil, ", "", "event cities: involvements 1: Involvement has no organisation."),
    ("role: organiser", "role: friend", "event cities: involvements 1: role: Value 'friend'"),
    ("13:00:00+01:00", "13:00:00", "event cities: sessions 1: starts_at: an instant needs its offset"),
    ("2024-03-20T13:00:00+01:00", "20240320", "event cities: sessions 1: starts_at: "),
    ("2024-03-20T13:00:00+01:00", "2024-03-20", "event cities: sessions 1: starts_at: "),
    ("13:00:00Z", "11:00:00Z", "event cities: sessions 1: ends_at: A session ends after it starts."),
    ("precision: time", "precision: day", "event cities: sessions 1: first_day: A session of this"),
    ("- {number: 2}", "- {number: 1}", "sessions 2: session cities 1: stands twice in the files"),
    ("- {number: 2}", "- number 2", "event cities: sessions: holds no list of records"),
    ("- {number: 2}", "- {number: 2, id: 7}", "event cities: sessions 2: id: is not for files"),
    ("language: ko", "language: Korean", "sessions 1: language_offers 1: language: “Korean” is not"),
    ("session: [cities, 1]", "session: [cities, 9]", "resources 1: there is no session “cities 9”"),
    ("session: [cities, 1]", "session: cities", "resources 1: there is no session “cities”"),
    ("first_line: 3", "first_line: 4", "sessions 1: citations 1: Lines count from 1"),
    ("first_line: 3", "first_line: x", "sessions 1: citations 1: first_line: "),
    ("tokens: [20 March]", "tokens: [20]", "sessions 1: citations 1: tokens: Tokens are a list"),
    ("tokens: [20 March]", "tokens: [a], speaker: x", "sessions 1: citations 1: there is no speaker “x”"),
    ("tokens: [20 March]", "tokens: [a], organisation: uil", "citations 1: A citation belongs to exactly"),
    ("slug: air", "slug: water", "topic water: topic water: stands twice in the files"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem"), REFUSED)
def test_bad_record_is_refused_with_file_record_and_reason(
    old: str, new: str, problem: str, write: Write
) -> None:
    load(write(CATALOGUE), now=NOW)
    before = whole_snapshot()

    with pytest.raises(CatalogueError) as refusal:
        load(
            write(replaced((old, new), ("name_en: UNESCO", "name_en: Changed")), "catalogue.yaml"), now=LATER
        )

    assert any(found.startswith("catalogue.yaml: ") and problem in found for found in refusal.value.problems)
    assert whole_snapshot() == before


@pytest.mark.parametrize(
    "said",
    [
        "changes: [{number: 9, at: 2024-03-20T12:00:00Z, before: {a: 1}, after: {a: 1}}]",
        "calendar_entries: [{language: ko, content: QQ==, digest: a, checksum: 1,"
        " last_modified: 2024-03-20T12:00:00Z}]",
    ],
)
def test_what_the_site_keeps_for_itself_is_not_for_files_to_say(said: str, write: Write) -> None:
    with pytest.raises(CatalogueError, match="is not for files to say"):
        load(write(replaced(("- {number: 2}", f"- {{number: 2, {said}}}"))), now=NOW)


def test_event_needs_a_session(write: Write) -> None:
    with pytest.raises(CatalogueError) as refusal:
        load(write("events.event:\n- {slug: cities, title_en: Cities}\n"), now=NOW)

    assert refusal.value.problems == ["catalogue.yaml: event cities: an event needs at least one session"]
    assert not Event.objects.exists()


def test_several_problems_are_reported_at_once(write: Write) -> None:
    write("events.topic: [{slug: a}, {slug: b, name_en: B}]\n", "a.yaml")
    directory = write("events.topic: [{slug: c, name_en: C, colour: red}]\n", "b.yaml")

    with pytest.raises(CatalogueError) as refusal:
        load(directory, now=NOW)

    assert refusal.value.problems == [
        "a.yaml: topic a: name: This field cannot be blank.",
        "b.yaml: topic c: topic has no field “colour”",
    ]
    assert not Topic.objects.exists()
