"""What counts of the checker's messages."""

from pathlib import Path

from audit.findings import Finding
from audit.nu import ALLOWED, finding, why_allowed


def test_message_names_its_page_and_line() -> None:
    folder = Path("/tmp/saved")
    pages = {folder / "archive/en/3.html": ("month", "en")}
    message = {
        "url": "file:/tmp/saved/archive/en/3.html",
        "message": "Bad.",
        "lastLine": 7,
        "extract": "<a\n b>",
    }

    assert finding(message, pages, folder) == Finding("month", "en", "Bad.", "line 7: <a b>")


def test_message_on_a_style_sheet_names_its_file() -> None:
    message = {"url": "file:/tmp/saved/static/base.css", "message": "Bad."}
    assert finding(message, {}, Path("/tmp/saved")) == Finding("static/base.css", "", "Bad.", "line ?: ")


def test_allowed_message_is_so_only_where_it_belongs() -> None:
    for what, page, near, reason in ALLOWED:
        assert why_allowed(Finding(f"{page}x", "", what, f"line 1: {near}")) == reason
        assert why_allowed(Finding("home", "", what, f"line 1: {near}")) == ""
        assert why_allowed(Finding(f"{page}x", "", f"{what} ")) == ""


def test_error_elsewhere_in_a_style_sheet_counts() -> None:
    assert why_allowed(Finding("static/base.css", "", "CSS: Parse Error.", "line 1: a {{")) == ""
