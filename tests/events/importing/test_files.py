from pathlib import Path

import pytest

from events.importing.files import TOP_LEVEL, CatalogueError, read_directory
from events.models import Event, Topic
from organisations.models import Organisation
from tests.events.importing.conftest import Write


def problems_of(directory: Path) -> list[str]:
    with pytest.raises(CatalogueError) as refusal:
        read_directory(directory)
    return refusal.value.problems


def test_records_come_in_loading_order_from_files_in_any_depth(write: Write) -> None:
    write("events.event: [{slug: e}]\nevents.topic: [{slug: t}, {slug: u}]\n", "a.yaml")
    directory = write("organisations.organisation: [{slug: o}]\n", "deep/er/b.yaml")

    assert [(record.file, record.model, record.values) for record in read_directory(directory)] == [
        ("a.yaml", Topic, {"slug": "t"}),
        ("a.yaml", Topic, {"slug": "u"}),
        ("deep/er/b.yaml", Organisation, {"slug": "o"}),
        ("a.yaml", Event, {"slug": "e"}),
    ]


def test_other_files_are_no_part_of_the_catalogue(write: Write) -> None:
    write("not: [a catalogue", "notes.txt")
    directory = write("events.topic: []\n")

    assert read_directory(directory) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("events.topic: [", "expected the node content"),
        ("events.topic:\n- slug: a\n  slug: b\n", "“slug” stands twice"),
        ("events.topic: []\nevents.topic: []\n", "“events.topic” stands twice"),
        ("events.topic:\n- ? [a]\n  : b\n", "found unhashable key"),
        ("events.topic:\n- !!python/name:os.system\n", "could not determine a constructor"),
        ("events.topic:\n- slug: 2024-02-30\n", "day"),
        ('events.topic:\n- slug: "a\\0b"\n', "a NUL or half a character"),
        ('events.topic:\n- slug: "\\ud800"\n', "a NUL or half a character"),
        ("- slug: a\n", "holds no mapping of model to records"),
        ("", "holds no mapping of model to records"),
        ("a text\n", "holds no mapping of model to records"),
        ("auth.user: []\n", "“auth.user” is none of events.source"),
        ("events.session: []\n", "“events.session” is none of"),
        ("5: []\n", "“5” is none of"),
        ("events.topic: {slug: a}\n", "events.topic holds no list of records"),
        ("events.topic: [a]\n", "events.topic holds no list of records"),
        ("events.topic:\n", "events.topic holds no list of records"),
        ("events.topic: [{slug: á}]\n".encode("latin-1"), "can't decode byte 0xe1"),
    ],
)
def test_bad_file_is_refused_by_name_with_the_reason(text: str | bytes, reason: str, write: Write) -> None:
    problems = problems_of(write(text, "bad.yaml"))

    assert len(problems) == 1
    assert problems[0].startswith("bad.yaml: ")
    assert reason in problems[0]
    assert "\n" not in problems[0]


def test_problem_in_yaml_names_its_line(write: Write) -> None:
    assert "line 3" in problems_of(write("events.topic:\n- slug: a\n  slug: b\n"))[0]


def test_all_bad_files_are_named_at_once(write: Write) -> None:
    write("[", "a.yaml")
    write("events.topic: []\n", "b.yaml")
    directory = write("5\n", "c.yaml")

    assert [problem.partition(":")[0] for problem in problems_of(directory)] == ["a.yaml", "c.yaml"]


def test_directory_without_files_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [f"{tmp_path}: holds no .yaml file"]
    assert problems_of(tmp_path / "missing") == [f"{tmp_path / 'missing'}: holds no .yaml file"]


def test_directory_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()

    assert problems_of(tmp_path)[0].startswith("a.yaml: ")


def test_one_name_may_stand_in_several_records(write: Write) -> None:
    directory = write("events.topic:\n- &a {slug: a}\n- {<<: *a, slug: b, name: a}\n")

    assert [record.values for record in read_directory(directory)] == [
        {"slug": "a"},
        {"slug": "b", "name": "a"},
    ]


def test_models_are_loaded_after_those_that_they_refer_to() -> None:
    places = {label: number for number, label in enumerate(TOP_LEVEL)}

    assert places["events.source"] < places["organisations.organisation"] < places["organisations.project"]
    assert places["events.speaker"] < places["events.event"] == len(TOP_LEVEL) - 1
