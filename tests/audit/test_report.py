"""What docs/audit.md says."""

from datetime import date

from audit.findings import Finding, Result, once
from audit.report import report

DAY = date(2026, 11, 22)
CLEAN = Result("Sizes", [["", "bytes"], ["static/", "44,811"]])


def faulty(*findings: Finding) -> Result:
    return Result("Links", [["Language", "pages"], ["en", "135"]], list(findings), ["A note."])


def test_nothing_found_is_said_plainly() -> None:
    lines = report([CLEAN], {"Chromium": "156.0"}, DAY, {}).splitlines()

    assert lines[2] == "`make audit` on 2026-11-22, with Chromium 156.0."
    assert "**Nothing was found.**" in lines
    assert lines[-7:] == [
        "## Sizes",
        "",
        "|  | bytes |",
        "|---|---|",
        "| static/ | 44,811 |",
        "",
        "Nothing was found.",
    ]


def test_same_fault_is_said_once_with_its_places() -> None:
    found = [Finding("home", language, "has no title", "`a`") for language in ("ar", "en", "es", "fr", "ko")]
    found.append(Finding("list", "en", "has 2 h1"))

    text = report([CLEAN, faulty(*found)], {}, DAY, {})

    assert "**6 findings.**" in text
    assert text.splitlines()[-7:] == [
        "- has no title (5 ×)",
        "  - home, ar: `´a´`",
        "  - home, en: `´a´`",
        "  - home, es: `´a´`",
        "  - and home (2)",
        "- has 2 h1 (1 ×)",
        "  - list, en",
    ]


def test_what_a_catalogue_lacks_is_named() -> None:
    text = report([CLEAN], {}, DAY, {"archive": ["help", "project"], "samples": []})
    assert "Left out, since the archive has no such page: help; project." in text.splitlines()
    assert "samples has" not in text


def test_bar_in_a_cell_keeps_its_column() -> None:
    result = Result("Sizes", [["where"], ["a|b"]])
    assert "| a\\|b |" in report([result], {}, DAY, {}).splitlines()


def test_once_keeps_the_first_detail_of_each_fault() -> None:
    first, again = Finding("home", "en", "moves", "a"), Finding("home", "en", "moves", "b")
    other = Finding("home", "ar", "moves", "b")
    assert once([first, again, other]) == [first, other]
