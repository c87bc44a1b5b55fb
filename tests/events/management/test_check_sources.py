from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events.models import Citation
from tests.factories import make_citation, make_source, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def citation(tmp_path: Path) -> Citation:
    (tmp_path / "1.txt").write_text("Heat\n", encoding="utf-8")
    return make_citation(
        source=make_source(file_name="1.txt"), speaker=make_speaker(slug="ann"), tokens=["Heat"]
    )


@pytest.mark.usefixtures("citation")
def test_command_says_how_many_citations_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_sources", str(tmp_path))

    assert capsys.readouterr().out == "1 citations hold.\n"


def test_command_fails_with_every_problem(tmp_path: Path, citation: Citation) -> None:
    citation.tokens = ["Cold", "Ice"]
    citation.save()

    with pytest.raises(CommandError) as caught:
        call_command("check_sources", str(tmp_path))
    assert str(caught.value).splitlines() == [
        "1.txt, line 1: speaker ann: “Cold” does not stand there",
        "1.txt, line 1: speaker ann: “Ice” does not stand there",
        "2 problems.",
    ]


@pytest.mark.usefixtures("citation")
def test_command_fails_without_the_documents(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"1\.txt: no such file in"):
        call_command("check_sources", str(tmp_path / "elsewhere"))


def test_command_needs_a_directory() -> None:
    with pytest.raises(CommandError, match="directory"):
        call_command("check_sources")
