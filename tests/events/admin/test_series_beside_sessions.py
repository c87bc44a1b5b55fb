"""Sessions that the event of a series has already: marked, filled, copied from, not made twice unasked."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.events.admin.admin_page import AdminPage, told
from tests.events.admin.browser import fields_of
from tests.events.admin.making_series import daily, press, rows, show, starts
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_offer,
    make_session,
    make_undated_session,
)

CHANGED = "The sessions of the event have changed meanwhile: look at what would be made now."


def test_days_with_a_session_are_marked_and_not_ticked(editor: Client) -> None:
    event = make_event()
    # Ends at midnight in Brussels: it is not on 20 September.
    make_session(
        event,
        starts_at=datetime(2024, 9, 19, 20, tzinfo=UTC),
        ends_at=datetime(2024, 9, 19, 22, tzinfo=UTC),
    )
    make_day_session(event, first_day=date(2024, 9, 21), last_day=date(2024, 9, 22))
    make_session(event, number=3, withdrawn=True)

    page = show(editor, event, **daily("2024-09-18", "2024-09-22"))

    assert rows(page) == [
        (True, "2024-09-18", "13:00"),
        (False, "2024-09-19", "13:00"),
        (True, "2024-09-20", "13:00"),
        (False, "2024-09-21", "13:00"),
        (False, "2024-09-22", "13:00"),
    ]
    assert [row.others for row in page.context["preview"].rows] == [[], [1], [], [2], [2]]
    assert "On that day there is session 1 already." in AdminPage(page).texts("td")


def test_new_sessions_are_numbered_after_the_highest(editor: Client) -> None:
    event = make_event()
    make_session(event, number=7, withdrawn=True)

    page = show(editor, event, **daily("2024-05-01", "2024-05-02"))
    press(editor, event, page, "make")

    assert "session 8, a new one" in AdminPage(page).texts("td")
    assert starts()[1:] == [(8, "2024-05-01 11:00"), (9, "2024-05-02 11:00")]


def test_sessions_of_a_draft_without_a_date_are_filled_first(editor: Client) -> None:
    event = make_event(state="draft")
    for values in ({"number": 2}, {"number": 4, "title_en": "Floods"}, {"number": 5, "withdrawn": True}):
        make_undated_session(event, **values)
    uids = dict(event.sessions.values_list("number", "uid"))

    page = show(editor, event, **daily("2024-05-01", "2024-05-03"))
    response = press(editor, event, page, "make", **{"rows-0-title_en": "Heat"})

    assert [row.becomes.number for row in page.context["preview"].rows] == [2, 4, 6]
    assert [text for text in AdminPage(page).texts("td") if "session" in text] == [
        "the date of session 2",
        "the date of session 4",
        "session 6, a new one",
    ]
    assert told(response) == ["1 session was made. 2 sessions without a date got one."]
    made = event.sessions.filter(precision="time").order_by("number")
    assert [(session.number, session.title_en or "", f"{session.starts_at:%m-%d}") for session in made] == [
        (2, "Heat", "05-01"),
        (4, "Floods", "05-02"),
        (6, "", "05-03"),
    ]
    assert [session.uid for session in made[:2]] == [uids[2], uids[4]]


def test_sessions_without_a_date_are_left_where_that_is_not_wanted(editor: Client) -> None:
    event = make_event(state="draft")
    make_undated_session(event)

    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))
    press(editor, event, page, "make", fill=None)

    assert [session.precision for session in event.sessions.order_by("number")] == ["unknown", "time"]


def test_a_public_session_without_a_date_is_not_filled(editor: Client) -> None:
    event = make_event()
    make_undated_session(event)

    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))
    press(editor, event, page, "make", fill="on")

    assert "fill" not in fields_of(page)
    assert [session.precision for session in event.sessions.order_by("number")] == ["unknown", "time"]


def test_languages_and_speakers_come_from_the_last_session_that_has_any(editor: Client) -> None:
    event = make_event(state="draft")
    first, second = make_session(event), make_session(event)
    make_offer(first, language="ar")
    make_offer(second, language="ko")
    speaker = make_appearance(second).speaker
    make_offer(make_undated_session(event), language="pl")
    last = make_appearance(make_session(event, withdrawn=True)).session

    page = show(editor, event, **daily("2024-05-01", "2024-05-02"))
    press(editor, event, page, "make", like=str(second.pk))

    assert fields_of(page)["like"] == [str(event.sessions.get(number=3).pk)]
    assert last.number == 4
    filled, made = event.sessions.filter(number__in=[3, 5]).order_by("number")
    # What it has already, it keeps.
    assert [offer.language for offer in filled.language_offers.all()] == ["pl"]
    assert [appearance.speaker for appearance in filled.appearances.all()] == [speaker]
    assert [offer.language for offer in made.language_offers.all()] == ["ko"]
    assert [appearance.speaker for appearance in made.appearances.all()] == [speaker]


def test_nothing_is_copied_where_no_session_is_chosen(editor: Client) -> None:
    event = make_event()
    make_offer(make_session(event))

    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))
    press(editor, event, page, "make", like="")

    assert event.sessions.get(number=2).language_offers.count() == 0


@pytest.mark.parametrize("state", ["draft", "published"])
def test_the_same_form_sent_twice_makes_its_sessions_once(editor: Client, state: str) -> None:
    event = make_event(state=state)
    make_undated_session(event)
    page = show(editor, event, **daily("2024-05-01", "2024-05-01"))
    press(editor, event, page, "make")
    before = starts()

    twice = press(editor, event, page, "make")

    assert told(twice)[-1] == CHANGED
    assert [row.others for row in twice.context["preview"].rows] == [[1 if state == "draft" else 2]]
    assert starts() == before
    # Whoever wants them all the same presses once more.
    press(editor, event, twice, "make")
    assert len(starts()) == 2
