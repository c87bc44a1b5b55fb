from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from events.importing.verification import one_spaced, problems
from events.models import Citation
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_office,
    make_organisation,
    make_project,
    make_resource,
    make_session,
    make_source,
    make_speaker,
)

pytestmark = pytest.mark.django_db

LINES = ["Webinar series: Heat", "", "On 20 March,", "at\u00a013:00 on Zoom"]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "1.txt").write_text("\n".join(LINES), encoding="utf-8")
    return tmp_path


def cite(**values: Any) -> Citation:
    """A citation in the one source, of a speaker unless the values name another owner."""
    owner = {} if {"event", "project"} & values.keys() else {"speaker": make_speaker(slug="ann")}
    return make_citation(source=make_source(file_name="1.txt"), **owner | {"tokens": ["Heat"]} | values)


def test_white_space_is_one_space() -> None:
    assert one_spaced(" a\u00a0\tb\n c ") == "a b c"


@pytest.mark.parametrize(
    ("first", "last", "tokens"),
    [
        (1, 1, ["Heat", "series"]),
        (1, 4, ["Heat", "Zoom"]),
        (3, 4, ["20 March, at 13:00"]),
        (4, 4, ["at 13:00", "at\u00a013:00"]),
    ],
)
def test_token_that_stands_there_holds(directory: Path, first: int, last: int, tokens: list[str]) -> None:
    cite(first_line=first, last_line=last, tokens=tokens)

    assert problems(directory) == []


@pytest.mark.parametrize(
    ("first", "last", "token", "problem"),
    [
        (1, 1, "Zoom", "1.txt, line 1: speaker ann: “Zoom” does not stand there"),
        (2, 2, "Heat", "1.txt, line 2: speaker ann: “Heat” does not stand there"),
        (1, 1, "heat", "1.txt, line 1: speaker ann: “heat” does not stand there"),
        (3, 3, "20 March, at", "1.txt, line 3: speaker ann: “20 March, at” does not stand there"),
        (4, 5, "Zoom", "1.txt, lines 4–5: speaker ann: the file ends at line 4"),
        (9, 9, "Zoom", "1.txt, line 9: speaker ann: the file ends at line 4"),
    ],
)
def test_claim_that_does_not_hold_is_named(
    directory: Path, first: int, last: int, token: str, problem: str
) -> None:
    cite(first_line=first, last_line=last, tokens=[token])

    assert problems(directory) == [problem]


def test_each_wrong_token_is_named(directory: Path) -> None:
    cite(tokens=["Cold", "Heat", "Ice"])

    assert problems(directory) == [
        "1.txt, line 1: speaker ann: “Cold” does not stand there",
        "1.txt, line 1: speaker ann: “Ice” does not stand there",
    ]


def test_missing_document_is_named_once(directory: Path) -> None:
    (directory / "1.txt").unlink()
    cite(tokens=["Heat", "Cold"])

    assert problems(directory) == [f"1.txt: no such file in {directory}"]


def test_document_that_is_not_utf_8_is_named(directory: Path) -> None:
    (directory / "1.txt").write_bytes(b"\xff\xfe\x00")
    cite()

    assert problems(directory) == ["1.txt: is not UTF-8"]


def cited_event() -> Model:
    event = make_event(slug="heat")
    cite(event=event)
    return event


def cited_session() -> Model:
    session = make_session(cited_event())
    make_citation(source=Citation.objects.get().source, session=session, tokens=["Heat"])
    return session


UNCITED = {
    "event heat": lambda: make_event(slug="heat"),
    "session heat 1": lambda: make_session(cited_event()),
    "language offer heat 1 ko interpretation": lambda: make_offer(cited_session()),
    "appearance heat 1 ann": lambda: make_appearance(cited_session(), speaker=make_speaker(slug="ann")),
    "organisation net": lambda: make_organisation(slug="net"),
    "project gkec": lambda: make_project(slug="gkec"),
}


@pytest.mark.parametrize("label", UNCITED)
def test_record_without_a_citation_is_named(directory: Path, label: str) -> None:
    UNCITED[label]()

    assert problems(directory) == [f"{label}: cites no source"]


def test_parts_without_a_citation_are_named(directory: Path) -> None:
    event = cited_event()
    net = make_organisation(slug="net")
    make_citation(source=Citation.objects.get().source, organisation=net, tokens=["Heat"])
    make_involvement(event, organisation=net)
    make_office(net, slug="branch")

    assert problems(directory) == [
        "involvement heat net organiser: cites no source",
        "office branch: cites no source",
    ]


def test_resource_and_speaker_need_no_citation(directory: Path) -> None:
    make_resource(cited_event())
    make_speaker()

    assert problems(directory) == []


def test_each_figure_of_a_project_needs_a_citation_of_its_own(directory: Path) -> None:
    project = make_project(
        slug="gkec", total_cost="0", funder_contribution="5", participant_count=6, currency="EUR"
    )
    citation = cite(project=project)
    figures = ["funder_contribution", "total_cost", "participant_count"]

    assert problems(directory) == [f"project gkec: {figure}: cites no source" for figure in figures]

    for figure in figures:
        make_citation(source=citation.source, project=project, fact=figure, tokens=["Heat"])
    assert problems(directory) == []


def test_figure_that_is_not_stated_needs_none(directory: Path) -> None:
    cite(project=make_project(participant_count=None))

    assert problems(directory) == []


def test_date_of_a_session_needs_a_citation_of_its_own(directory: Path) -> None:
    event = cite(event=make_event(slug="heat")).event
    claim = {"source": Citation.objects.get().source, "session": make_session(event), "tokens": ["Heat"]}
    make_citation(**claim, fact="title")
    assert problems(directory) == ["session heat 1: its date cites no source"]

    make_citation(**claim, fact="starts_at")
    assert problems(directory) == []
