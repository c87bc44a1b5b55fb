"""Cells that say what cannot be: a clear reason at row and column, nothing saved."""

from collections.abc import Iterator
from datetime import time
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from tests.events.admin.tables_sent import (
    csv_of,
    everything_kept,
    make_series,
    refusals,
    send,
    xlsx_of,
)
from tests.factories import make_topic

ZONE = "Europe/Brussels"
NEW = {"event": "new", "title_en": "New", "timezone": ZONE}
SESSION = NEW | {"session": "1"}
TIMES = SESSION | {"starts": "2027-03-10 13:00", "ends": "2027-03-10 14:00"}
TIME = "A time is written like 2024-09-18 13:00, by the clock of the event’s zone."
DAY = "A day is written like 2024-09-18."
NUMBER = "A session is called by its number, from 1 to 32767."
MARKUP = "This is shown as plain text: write it without HTML tags."


@pytest.fixture(autouse=True)
def nothing_saved(editor: Client) -> Iterator[None]:
    """A series in Brussels is there, and a topic; both stay, and nothing comes."""
    make_series()
    make_topic(slug="heat")
    before = everything_kept()
    yield
    assert everything_kept() == before


CELLS: dict[str, tuple[dict[str, Any], str, str]] = {
    "no event": (NEW | {"event": " "}, "event", "Which event is it? Write its slug."),
    "no slug": (
        NEW | {"event": "Hello world"},
        "event",
        "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ),
    "long slug": (
        NEW | {"event": "x" * 121},
        "event",
        "Ensure this value has at most 120 characters (it has 121).",
    ),
    "no title": (NEW | {"title_en": " "}, "title_en", "It is needed in at least one language."),
    "no title of what had one": (
        {"event": "series", "title_en": ""},
        "title_en",
        "It is needed in at least one language.",
    ),
    "long title": (
        NEW | {"title_en": "x" * 301},
        "title_en",
        "Ensure this value has at most 300 characters (it has 301).",
    ),
    "long summary": (
        NEW | {"summary_ko": "가" * 401},
        "summary_ko",
        "Ensure this value has at most 400 characters (it has 401).",
    ),
    "long title of a session": (
        SESSION | {"session_title_fr": "x" * 301},
        "session_title_fr",
        "Ensure this value has at most 300 characters (it has 301).",
    ),
    "HTML": (NEW | {"title_en": "<b>New</b>"}, "title_en", MARKUP),
    "script": (NEW | {"place": "<script>alert(1)</script>"}, "place", MARKUP),
    "HTML of a session": (SESSION | {"date_note_en": "<p>May</p>"}, "date_note_en", MARKUP),
    "lost letters": (
        NEW | {"title_en": "Z\ufffdrich"},
        "title_en",
        "Letters were lost here (\ufffd) when the file was saved: write them anew.",
    ),
    "unknown kind": (
        NEW | {"kind": "opera"},
        "kind",
        "“opera” is none of webinar, series, training, summit.",
    ),
    "unknown zone": (
        NEW | {"timezone": "Mars/Olympus"},
        "timezone",
        "“Mars/Olympus” is not an IANA time zone.",
    ),
    "offset for a zone": (
        NEW | {"timezone": "UTC+2"},
        "timezone",
        "“UTC+2” is not an IANA time zone.",
    ),
    "unknown topic": (
        NEW | {"topics": "heat; cold; wet"},
        "topics",
        "There is no topic with this slug: cold, wet.",
    ),
    "topic twice": (NEW | {"topics": "heat; heat"}, "topics", "“heat” stands twice."),
    "unknown organisation": (
        NEW | {"hosts": "nobody"},
        "hosts",
        "There is no organisation with this slug: nobody.",
    ),
    "unknown speaker": (
        SESSION | {"speakers": "zoe"},
        "speakers",
        "There is no speaker with this slug: zoe.",
    ),
    "unknown language": (
        SESSION | {"languages": "ko; klingon"},
        "languages",
        "“klingon” is not a BCP 47 language code.",
    ),
    "unknown mode": (
        SESSION | {"languages": "ko:telepathy"},
        "languages",
        "“telepathy” is none of floor, interpretation, sign, captions, not_stated.",
    ),
    "language twice": (
        SESSION | {"languages": "ko; ko:not_stated"},
        "languages",
        "“ko:not_stated” stands twice.",
    ),
    "unknown provider": (
        SESSION | {"languages": "ko:floor@nobody"},
        "languages",
        "There is no organisation with this slug: nobody.",
    ),
    "name without its language": (
        NEW | {"original_name": "기후"},
        "__all__",
        "An original name and its language belong together.",
    ),
    "number of a session": (SESSION | {"session": "one"}, "session", NUMBER),
    "number with a sign": (SESSION | {"session": "-1"}, "session", NUMBER),
    "number beyond all": (SESSION | {"session": "32768"}, "session", NUMBER),
    "end before start": (
        TIMES | {"ends": "2027-03-10 12:59"},
        "ends",
        "A session ends after it starts.",
    ),
    "end before start of a session there is": (
        {"event": "series", "session": "1", "starts": "2024-09-04 14:00"},
        "ends",
        "A session ends after it starts.",
    ),
    "start without an end": (TIMES | {"ends": ""}, "ends", "A session of this precision needs it."),
    "last day before the first": (
        SESSION | {"first_day": "2027-03-10", "last_day": "2027-03-09"},
        "last_day",
        "The last day is not before the first.",
    ),
    "time of a session of days": (
        TIMES | {"precision": "day", "first_day": "2027-03-10", "last_day": "2027-03-10", "ends": ""},
        "starts",
        "A session of this precision has none.",
    ),
    "time written otherwise": (TIMES | {"starts": "10/03/2027 13:00"}, "starts", TIME),
    "time without a day": (TIMES | {"starts": "13:00"}, "starts", TIME),
    "day without a time": (TIMES | {"starts": "2027-03-10"}, "starts", TIME),
    "time of other digits": (TIMES | {"starts": "٢٠٢٧-03-10 13:00"}, "starts", TIME),
    "no such time": (TIMES | {"starts": "2027-03-10 25:00"}, "starts", "There is no such day or time."),
    "no such day": (
        SESSION | {"first_day": "2027-02-30", "last_day": "2027-03-01"},
        "first_day",
        "There is no such day or time.",
    ),
    "day written otherwise": (
        SESSION | {"first_day": "1 March", "last_day": "2027-03-01"},
        "first_day",
        DAY,
    ),
    "year of a typing error": (
        TIMES | {"starts": "0227-03-10 13:00"},
        "starts",
        "The year lies between 1900 and 2199.",
    ),
    "time that clocks jump over": (
        TIMES | {"starts": "2027-03-28 02:30", "ends": "2027-03-28 04:00"},
        "starts",
        "The clocks of Europe/Brussels jump over 02:30 on 2027-03-28: there is no such time.",
    ),
    "time that clocks show twice": (
        TIMES | {"starts": "2027-10-31 02:30", "ends": "2027-10-31 04:00"},
        "starts",
        "The clocks of Europe/Brussels show 2027-10-31 02:30 twice: write which is meant, "
        "2027-10-31 02:30+02:00 or 2027-10-31 02:30+01:00.",
    ),
    "offset of another zone": (
        TIMES | {"starts": "2027-03-10 13:00+09:00"},
        "starts",
        "The clocks of Europe/Brussels have another offset then: leave it out, the zone says it.",
    ),
    "UTC on a clock that is ahead": (
        TIMES | {"starts": "2027-03-10T13:00Z"},
        "starts",
        "The clocks of Europe/Brussels have another offset then: leave it out, the zone says it.",
    ),
}


@pytest.mark.parametrize("case", CELLS)
def test_cell_that_cannot_be_is_refused(editor: Client, case: str) -> None:
    row, column, why = CELLS[case]
    good = {"event": "other", "title_en": "Other"} if "title_en" in row else {"event": "series"}

    page = send(editor, csv_of(row, row | dict.fromkeys(row, "") | good))

    assert [refusal for refusal in refusals(page) if refusal[0] == 2] == [(2, column, why)]
    shown = page.content.decode()
    assert "confirm_form" not in page.context
    assert "<script>alert(1)" not in shown


def test_all_reasons_of_a_row_are_told(editor: Client) -> None:
    page = send(editor, csv_of(NEW | {"title_en": "x" * 301, "timezone": "Mars", "cost": "cheap"}))

    assert [column for _row, column, _why in refusals(page)] == ["title_en", "timezone", "cost"]


def test_rows_of_an_event_agree(editor: Client) -> None:
    page = send(
        editor,
        csv_of(
            {"event": "series", "session": "1", "place": "Bonn", "state": "published"},
            {"event": "series", "session": "2", "place": " Bonn ", "state": ""},
            {"event": "series", "session": "3", "place": "Seoul", "state": ""},
        ),
    )

    assert refusals(page) == [(4, "place", "Row 2 says something else of the same event: “Bonn”.")]


def test_session_stands_once(editor: Client) -> None:
    row = {"event": "series", "session": "2", "status": "tentative"}

    page = send(editor, csv_of(row, row | {"session": "02"}))

    assert refusals(page) == [(3, "session", "Row 2 is about the same session.")]


def test_rows_of_a_refused_event_say_where_it_is_refused(editor: Client) -> None:
    row = NEW | {"kind": "opera", "session": ""}

    page = send(editor, csv_of(row, row))

    assert refusals(page)[1:] == [(3, "event", "Its event is refused in row 2.")]


def test_row_of_another_length_is_refused(editor: Client) -> None:
    page = send(editor, b"event,title_en,place\nnew,New\nother,Other,Bonn,Germany\nlast,Last,,,\n")

    assert refusals(page) == [
        (2, "event", "The row has 2 cells, and there are 3 columns."),
        (3, "event", "The row has 4 cells, and there are 3 columns."),
    ]


def test_formula_and_error_of_a_workbook_are_refused(editor: Client) -> None:
    workbook, file = Workbook(), BytesIO()
    workbook.active.append(["event", "title_en", "place"])
    workbook.active.append(["new", '=HYPERLINK("https://example.org","New")', "#REF!"])
    workbook.save(file)

    page = send(editor, file.getvalue(), "events.xlsx")

    assert refusals(page) == [
        (2, "title_en", "There is a formula in it: put its value in its place."),
        (2, "place", "The spreadsheet shows an error in it: #REF!."),
    ]


def test_time_of_day_in_a_workbook_is_refused(editor: Client) -> None:
    page = send(editor, xlsx_of(TIMES | {"starts": time(13)}), "events.xlsx")

    assert refusals(page) == [(2, "starts", TIME)]


def test_what_was_written_in_a_refused_cell_is_shown_as_text(editor: Client) -> None:
    page = send(editor, csv_of(NEW | {"place": "<script>alert(1)</script>"}))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()


def test_number_of_a_row_is_that_of_the_spreadsheet(editor: Client) -> None:
    """Empty rows count, and the names of the columns are the first."""
    page = send(editor, b"event,title_en,kind\n\nnew,New,\n,,\nother,Other,opera\n")

    assert [row for row, _column, _why in refusals(page)] == [5]
