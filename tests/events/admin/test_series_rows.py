"""The dates that a rule gives, a row each: how they are changed, refused and kept, and when shown anew."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from events.models import Session
from tests.events.admin.admin_page import AdminPage, told
from tests.events.admin.browser import fields_of
from tests.events.admin.making_series import daily, press, rows, show, starts
from tests.factories import make_event

NEVER = (
    "The clocks of Europe/Brussels jump over 02:30 on 2024-03-31: there is no such time. "
    "It is meant for either 03:30 GMT+02:00 (01:30 UTC) or 01:30 GMT+01:00 (00:30 UTC)."
)
TWICE = (
    "The clocks of Europe/Brussels show 02:30 twice on 2024-10-27, and it is not clear which is meant: "
    "02:30 GMT+02:00 (00:30 UTC) or 02:30 GMT+01:00 (01:30 UTC)."
)


def row_errors(page: HttpResponse) -> list[dict[str, list[str]]]:
    return [{name: list(texts) for name, texts in row.errors.items()} for row in page.context["preview"].rows]


def test_a_date_is_struck_and_another_one_moved(editor: Client) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-03"))
    changes = {
        "rows-0-keep": None,
        "rows-1-day": "2024-05-09",
        "rows-1-start": "23:30",
        "rows-1-end": "00:30",
        "rows-1-title_en": "Heat",
    }

    again = press(editor, event, page, "again", **changes)
    response = press(editor, event, again, "make")

    assert rows(again) == [
        (False, "2024-05-01", "13:00"),
        (True, "2024-05-09", "23:30"),
        (True, "2024-05-03", "13:00"),
    ]
    assert again.context["preview"].rows[1].in_words == [
        "Thu, 9 May 2024, 23:30–Fri, 10 May 2024, 00:30 (GMT+02:00)",
        "Thu, 9 May 2024, 21:30–22:30 UTC",
    ]
    assert "Make 2 sessions" in again.content.decode()
    assert told(response) == ["2 sessions were made."]
    # In the order of time.
    assert starts() == [(1, "2024-05-03 11:00"), (2, "2024-05-09 21:30")]
    assert [session.title_en or "" for session in event.sessions.order_by("number")] == ["", "Heat"]


def test_a_time_that_is_jumped_over_is_refused_at_its_row(editor: Client) -> None:
    event = make_event()

    page = show(editor, event, **daily("2024-03-30", "2024-04-01", "02:30", "04:00"))
    refused = press(editor, event, page, "make")
    struck = press(editor, event, page, "make", **{"rows-1-keep": None})

    assert row_errors(page) == row_errors(refused) == [{}, {"start": [NEVER]}, {}]
    assert told(struck) == ["2 sessions were made."]
    assert starts() == [(1, "2024-03-30 01:30"), (2, "2024-04-01 00:30")]


@pytest.mark.parametrize(
    ("reading", "start"), [("first", "2024-10-27 00:30"), ("second", "2024-10-27 01:30")]
)
def test_a_time_that_is_shown_twice_asks_which_is_meant(editor: Client, reading: str, start: str) -> None:
    event = make_event()

    page = show(editor, event, **daily("2024-10-26", "2024-10-27", "02:30", "04:00"))
    refused = press(editor, event, page, "make")
    response = press(editor, event, refused, "make", **{"rows-1-start_reading": reading})

    assert row_errors(page) == row_errors(refused) == [{}, {"start": [TWICE]}]
    assert [element.text for element in AdminPage(page).find("option")][-3:] == [
        "which one?",
        "first: 02:30 GMT+02:00 (00:30 UTC)",
        "second: 02:30 GMT+01:00 (01:30 UTC)",
    ]
    assert response.status_code == 302
    assert starts() == [(1, "2024-10-26 00:30"), (2, start)]


def test_the_reading_of_an_end_that_is_shown_twice_is_kept_in_the_form(editor: Client) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-10-27", "2024-10-27", "01:00", "02:30"))

    again = press(editor, event, page, "again", **{"rows-0-end_reading": "second"})
    press(editor, event, again, "make")

    assert row_errors(again) == [{}]
    assert fields_of(again)["rows-0-end_reading"] == ["second"]
    assert again.context["preview"].rows[0].in_words == [
        "Sun, 27 Oct 2024, 01:00–02:30 (GMT+02:00, GMT+01:00)",
        "Sat, 26 Oct 2024, 23:00–Sun, 27 Oct 2024, 01:30 UTC",
    ]
    assert Session.objects.get().ends_at == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"rows-0-day": ""}, {"day": ["This field is required."]}),
        ({"rows-0-day": "9999-12-31"}, {"day": ["The year lies between 1900 and 2199."]}),
        (
            {"rows-0-day": "2199-12-31", "rows-0-end": "12:00"},
            {"end": ["The year lies between 1900 and 2199."]},
        ),
        ({"rows-0-start": "noon"}, {"start": ["Enter a valid time."]}),
        (
            {"rows-0-title_en": "a" * 301},
            {"title_en": ["Ensure this value has at most 300 characters (it has 301)."]},
        ),
        ({"rows-0-title_en": "a\0"}, {"title_en": ["Null characters are not allowed."]}),
        (
            {"rows-0-start_reading": "third"},
            {"start_reading": ["Select a valid choice. third is not one of the available choices."]},
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_nothing_made(
    editor: Client, changes: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-02"))

    refused = press(editor, event, page, "make", **changes)

    assert row_errors(refused) == [wrong, {}]
    [(name, value), *_more] = changes.items()
    assert fields_of(refused)[name] == [value]
    assert not Session.objects.exists()


def test_with_no_date_kept_there_is_nothing_to_make(editor: Client) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))

    refused = press(editor, event, page, "make", **{"rows-0-keep": None})

    assert refused.context["preview"].rows.non_form_errors() == [
        "No date is ticked: there is nothing to make."
    ]
    assert not Session.objects.exists()


def test_a_form_that_was_cut_off_makes_nothing(editor: Client) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))

    broken = press(editor, event, page, "make", **{"rows-INITIAL_FORMS": None})
    swollen = press(editor, event, page, "make", **{"rows-TOTAL_FORMS": "100000"})

    assert (broken.status_code, swollen.status_code) == (200, 200)
    assert not Session.objects.exists()


def test_a_rule_changed_meanwhile_is_not_passed_over(editor: Client) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))

    refused = press(editor, event, page, "make", start="10:00")
    shown = press(editor, event, refused, "show")

    assert told(refused) == [
        "The rule has been changed since these dates were shown: show its dates, or undo that."
    ]
    assert not Session.objects.exists()
    assert (rows(refused), rows(shown)) == ([(True, "2024-05-01", "13:00")], [(True, "2024-05-01", "10:00")])


def test_show_leaves_the_rows_of_the_same_rule_as_they_are(editor: Client) -> None:
    """A browser presses the first button when somebody presses Enter in a row."""
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))

    again = press(editor, event, page, "show", **{"rows-0-start": "12:00"})

    assert rows(again) == [(True, "2024-05-01", "12:00")]


def test_rows_outlive_a_rule_that_is_refused(editor: Client) -> None:
    event = make_event()
    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))

    refused = press(editor, event, page, "show", last_day="", **{"rows-0-start": "12:00"})
    mended = press(editor, event, refused, "show", last_day="2024-05-02")

    assert rows(refused) == [(True, "2024-05-01", "12:00")]
    assert rows(mended) == [(True, "2024-05-01", "13:00"), (True, "2024-05-02", "13:00")]
