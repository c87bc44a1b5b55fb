from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events.models import Topic
from tests.factories import make_event

pytestmark = pytest.mark.django_db

GOOD = "events.topic:\n- {slug: water, name_en: Water}\n"


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("load_catalogue", *arguments, stdout=out)
    return out.getvalue()


def counts(created: int = 0, updated: int = 0, unchanged: int = 0, left_alone: int = 0) -> str:
    return (
        f"{created} records created, {updated} updated, {unchanged} unchanged, "
        f"0 deleted, {left_alone} left alone.\n"
    )


def test_command_says_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(GOOD)

    assert said(tmp_path) == counts(created=1)
    assert said(tmp_path) == counts(unchanged=1)


def test_command_says_what_it_left_alone_until_forced(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(GOOD)
    said(tmp_path)
    Topic.objects.update(name_en="Edited", name="Edited")

    assert said(tmp_path) == "left alone: topic water: name_en\n" + counts(unchanged=1, left_alone=1)
    assert said(tmp_path, "--force") == counts(updated=1)
    assert Topic.objects.get().name == "Water"


def test_command_leaves_a_filled_database_alone_when_asked(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(GOOD)
    make_event()

    assert said(tmp_path, "--if-empty") == ""
    assert not Topic.objects.exists()


def test_command_fills_an_empty_database_when_asked(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(GOOD)

    said(tmp_path, "--if-empty")

    assert Topic.objects.get().slug == "water"


def test_command_refuses_bad_files_with_every_reason(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("events.topic: [{slug: water}]\n")
    (tmp_path / "b.yaml").write_text("events.topic: [{slug: air, name_en: Air, colour: blue}]\n")

    with pytest.raises(CommandError) as refusal:
        said(tmp_path)

    assert str(refusal.value).splitlines() == [
        "Nothing was loaded.",
        "a.yaml: topic water: name: This field cannot be blank.",
        "b.yaml: topic air: topic has no field “colour”",
    ]
    assert not Topic.objects.exists()
