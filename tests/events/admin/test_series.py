"""The page that makes sessions by a rule, as a browser without script uses it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.events.admin.admin_page import AdminPage, told
from tests.events.admin.browser import address, fields_of
from tests.events.admin.making_series import daily, press, rows, show, starts
from tests.factories import make_appearance, make_event, make_offer, make_session, make_undated_session


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
