"""The page that makes sessions by a rule, as a browser without script uses it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.models import Event, Session
from tests.events.admin.admin_page import AdminPage, told
from tests.events.admin.browser import address, fields_of
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_offer,
    make_session,
    make_undated_session,
)

RULE = {
    "every": "1",
    "unit": "weekdays_of_month",
    "weekdays": ["2"],
    "place": "3",
    "day_of_month": "",
    "first_day": "2024-03-20",
    "last_day": "2024-11-20",
    "start": "13:00",
    "end": "14:00",
}
DAILY = {"unit": "days", "weekdays": [], "start": "13:00", "end": "14:00"}
NEVER = (
    "The clocks of Europe/Brussels jump over 02:30 on 2024-03-31: there is no such time. "
    "It is meant for either 03:30 GMT+02:00 (01:30 UTC) or 01:30 GMT+01:00 (00:30 UTC)."
)
TWICE = (
    "The clocks of Europe/Brussels show 02:30 twice on 2024-10-27, and it is not clear which is meant: "
    "02:30 GMT+02:00 (00:30 UTC) or 02:30 GMT+01:00 (01:30 UTC)."
)
CHANGED = "The sessions of the event have changed meanwhile: look at what would be made now."


def show(editor: Client, event: Event, **rule: Any) -> HttpResponse:
    return editor.post(address(event, "series"), RULE | rule | {"show": "Show the dates"})


def press(editor: Client, event: Event, page: HttpResponse, button: str, **changes: Any) -> HttpResponse:
    """Send what ``page`` shows. A field whose value is None is left out, as a mark that was taken away."""
    fields = fields_of(page) | changes | {button: "pressed"}
    return editor.post(address(event, "series"), {k: v for k, v in fields.items() if v is not None})


def daily(first: str, last: str, start: str = "13:00", end: str = "14:00") -> dict[str, Any]:
    return {"unit": "days", "first_day": first, "last_day": last, "start": start, "end": end}


def rows(page: HttpResponse) -> list[tuple[bool, str, str]]:
    """Whether it is kept, its day, its start."""
    return [(row.is_kept, row["day"].value(), row["start"].value()) for row in page.context["preview"].rows]


def row_errors(page: HttpResponse) -> list[dict[str, list[str]]]:
    return [{name: list(texts) for name, texts in row.errors.items()} for row in page.context["preview"].rows]


def starts() -> list[tuple[int, str]]:
    """Number and start of each session that has one, in UTC."""
    timed = Session.objects.filter(precision="time").order_by("number")
    return [(session.number, f"{session.starts_at:%Y-%m-%d %H:%M}") for session in timed]


def test_the_third_wednesdays_are_shown_and_made(editor: Client) -> None:
    event = make_event()

    page = show(editor, event)
    response = press(editor, event, page, "make")

    first, second, *_rest, last = [row.in_words for row in page.context["preview"].rows]
    assert first == ["Wed, 20 Mar 2024, 13:00–14:00 (GMT+01:00)", "Wed, 20 Mar 2024, 12:00–13:00 UTC"]
    assert second == ["Wed, 17 Apr 2024, 13:00–14:00 (GMT+02:00)", "Wed, 17 Apr 2024, 11:00–12:00 UTC"]
    assert last == ["Wed, 20 Nov 2024, 13:00–14:00 (GMT+01:00)", "Wed, 20 Nov 2024, 12:00–13:00 UTC"]
    assert " ".join(first) in AdminPage(page).texts("td")
    assert response.status_code == 302
    assert response.url == address(event, "change")
    assert told(response) == ["9 sessions were made."]
    assert starts() == [
        (1, "2024-03-20 12:00"),
        (2, "2024-04-17 11:00"),
        (3, "2024-05-15 11:00"),
        (4, "2024-06-19 11:00"),
        (5, "2024-07-17 11:00"),
        (6, "2024-08-21 11:00"),
        (7, "2024-09-18 11:00"),
        (8, "2024-10-16 11:00"),
        (9, "2024-11-20 12:00"),
    ]
    assert {session.precision for session in event.sessions.all()} == {"time"}


def test_sessions_of_a_published_event_are_in_calendars_at_once(editor: Client) -> None:
    event = make_event()

    press(editor, event, show(editor, event, **daily("2024-05-01", "2024-05-02")), "make")

    assert [session.calendar_entries.count() for session in event.sessions.all()] == [1, 1]


def test_the_page_says_which_clock(editor: Client) -> None:
    page = editor.get(address(make_event(timezone="Asia/Seoul"), "series"))

    assert "Clock of Asia/Seoul (Korean Time), the event’s zone." in AdminPage(page).texts("p")
    assert page.context["preview"] is None


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ({"last_day": "2024-03-19"}, {"last_day": ["The last day is not before the first."]}),
        (
            daily("2024-01-01", "2024-07-19"),
            {"last_day": ["These are more than 200 dates, which is the most at once."]},
        ),
        (
            {"last_day": "2024-03-20", "first_day": "2024-03-20", "place": "1"},
            {"last_day": ["There is no such day between the first and the last."]},
        ),
        ({"weekdays": []}, {"weekdays": ["Choose at least one weekday."]}),
        ({"unit": "weeks", "weekdays": []}, {"weekdays": ["Choose at least one weekday."]}),
        ({"unit": "day_of_month"}, {"day_of_month": ["Say which day of the month."]}),
        (
            {"weekdays": ["7"]},
            {"weekdays": ["Select a valid choice. 7 is not one of the available choices."]},
        ),
        (
            {"first_day": "1066-10-14", "last_day": "9999-12-31"},
            {
                "first_day": ["The year lies between 1900 and 2199."],
                "last_day": ["The year lies between 1900 and 2199."],
            },
        ),
        (
            {"start": "25:00", "end": ""},
            {"start": ["Enter a valid time."], "end": ["This field is required."]},
        ),
        ({"every": "0"}, {"every": ["Ensure this value is greater than or equal to 1."]}),
        ({"first_day": "2024-03-20\0"}, {"first_day": ["Enter a valid date."]}),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(
    editor: Client, rule: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    event = make_event()

    page = show(editor, event, **rule)

    assert {name: list(texts) for name, texts in page.context["rule"].errors.items()} == wrong
    assert page.context["preview"].rows is None
    assert {name: values for name, values in fields_of(page).items() if name in {"place", "last_day"}} == {
        "place": [rule.get("place", "3")],
        "last_day": [rule.get("last_day", "2024-11-20")],
    }


def test_months_without_the_day_are_named(editor: Client) -> None:
    event = make_event()
    rule = {"unit": "day_of_month", "day_of_month": "31", "first_day": "2024-01-01", "last_day": "2024-05-31"}

    page = show(editor, event, **rule)

    assert [day for _kept, day, _start in rows(page)] == ["2024-01-31", "2024-03-31", "2024-05-31"]
    assert "Left out, since they have no such day: February 2024, April 2024." in AdminPage(page).texts("p")


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


def test_without_a_zone_there_is_no_series(editor: Client) -> None:
    event = make_event(timezone="")

    page = show(editor, event)

    assert "Enter its time zone first." in AdminPage(page).texts("a")
    assert [link.attributes["href"] for link in AdminPage(page).find("a")].count(
        address(event, "change")
    ) == 2
    assert "first_day" not in fields_of(page)


@pytest.mark.django_db
def test_only_who_may_change_the_event_makes_a_series(client: Client) -> None:
    event = make_event()
    person = User.objects.create_user("reader", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=["view_event", "change_session"]))
    client.force_login(person)

    assert client.get(address(event, "series")).status_code == 403
    assert show(client, event, **daily("2024-05-01", "2024-05-01")).status_code == 403


def test_an_unknown_event_leads_back(editor: Client) -> None:
    event = make_event()
    url = address(event, "series").replace(str(event.pk), "999999999999999999999")

    response = editor.get(url)

    assert (response.status_code, response.url) == (302, "/admin/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_and_the_preview_cost_the_same_for_any_number(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    event = make_event(state="draft")
    for _number in range(count):
        make_offer(make_undated_session(event))
        make_appearance(make_session(event))
    url, rule = address(event, "series"), daily("2024-09-18", f"2024-09-{17 + count}")
    editor.get(url)

    with django_assert_num_queries(3):
        editor.get(url)
    with django_assert_num_queries(4):
        page = show(editor, event, **rule)

    assert len(rows(page)) == count
