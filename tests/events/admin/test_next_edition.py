"""The page that copies an event to its next edition."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events import copying
from events.models import Event, Remit, Session
from tests.events.admin.admin_page import told
from tests.events.admin.browser import address, fields_of, refused, submit
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_session,
    make_topic,
    make_undated_session,
)


def test_the_form_of_the_next_edition_is_filled_in(editor: Client) -> None:
    event = make_event(slug="cities-2024", title_en="Cities", title_ko="도시")
    for number in range(3):
        make_session(event, withdrawn=number == 1)

    fields = fields_of(editor.get(address(event, "duplicate")))

    assert {name: values for name, values in fields.items() if name != "csrfmiddlewaretoken"} == {
        "title_en": ["Cities"],
        "title_ko": ["도시"],
        "slug": ["cities-2025"],
        "parts": ["texts", "organisations", "topics", "languages"],
        "session_count": ["2"],
    }


def test_the_next_edition_is_made(editor: Client) -> None:
    event = make_event(slug="cities-2024", title_en="Cities 2024", topics=[make_topic()])
    involvement = make_involvement(event)
    session = make_session(event)
    make_offer(session, language="ko")
    make_appearance(session)

    response = submit(
        editor, address(event, "duplicate"), title_en="Cities 2025", slug="cities-25", session_count="3"
    )

    made = Event.objects.get(slug="cities-25")
    assert (response.status_code, response.url) == (302, address(made, "change"))
    assert told(response) == ["“Cities 2025” was made as a draft: fill in its dates."]
    assert (made.title, made.state) == ("Cities 2025", "draft")
    assert list(made.topics.all()) == list(event.topics.all())
    assert [one.organisation for one in made.involvements.all()] == [involvement.organisation]
    sessions = made.sessions.order_by("number")
    assert [(one.number, one.precision) for one in sessions] == [(n, "unknown") for n in (1, 2, 3)]
    assert [one.language_offers.count() for one in sessions] == [1, 0, 0]
    assert [one.appearances.count() for one in sessions] == [0, 0, 0]


def test_nothing_need_be_taken_over(editor: Client) -> None:
    event = make_event(topics=[make_topic()])
    make_offer(make_session(event))

    submit(editor, address(event, "duplicate"), slug="bare", parts=[])

    made = Event.objects.get(slug="bare")
    assert made.topics.count() == 0
    assert made.sessions.get().language_offers.count() == 0


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"slug": "taken"}, {"slug": ["Event with this Slug already exists."]}),
        (
            {"slug": "not a slug"},
            {
                "slug": [
                    "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
                ]
            },
        ),
        ({"title_en": ""}, {"title_en": ["It is needed in at least one language."]}),
        ({"session_count": "0"}, {"session_count": ["Ensure this value is greater than or equal to 1."]}),
        ({"session_count": "201"}, {"session_count": ["Ensure this value is less than or equal to 200."]}),
        (
            {"parts": ["dates"]},
            {"parts": ["Select a valid choice. dates is not one of the available choices."]},
        ),
    ],
)
def test_a_next_edition_that_cannot_be_is_refused_at_its_field(
    editor: Client, changes: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    event = make_event(slug="taken")

    page = submit(editor, address(event, "duplicate"), **changes)

    assert refused(page) == wrong
    [(name, value)] = changes.items()
    assert fields_of(page).get(name, []) in ([value], [])
    assert Event.objects.count() == 1


def test_a_slug_taken_meanwhile_is_refused_at_its_field(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, make = make_event(), copying.make_next_edition

    def somebody_else_first(*args: Any) -> None:
        make_event(slug="next")
        make(*args)

    monkeypatch.setattr(copying, "make_next_edition", somebody_else_first)

    page = submit(editor, address(event, "duplicate"), slug="next", title_en="Next")

    assert refused(page) == {"slug": ["Event with this Slug already exists."]}
    assert fields_of(page)["title_en"] == ["Next"]
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("permissions", "status"),
    [(["add_event"], 403), (["change_event", "edit_every_event"], 403), (["add_event", "view_event"], 200)],
)
def test_duplicating_needs_the_permissions_to_add_and_to_view(
    client: Client, permissions: list[str], status: int
) -> None:
    event = make_event()
    person = User.objects.create_user("person", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(person)

    assert client.get(address(event, "duplicate")).status_code == status


@pytest.mark.django_db
def test_who_edits_the_events_of_some_bodies_makes_no_other_events(client: Client) -> None:
    involvement = make_involvement()
    person = User.objects.create_user("person", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=["add_event", "change_event"]))
    Remit.objects.create(user=person).organisations.add(involvement.organisation)
    client.force_login(person)
    url = address(involvement.event, "duplicate")

    page = submit(client, url, parts=["texts"])
    response = submit(client, url)

    assert refused(page) == {"parts": ["Without its organisations the event would not be yours to edit."]}
    assert response.status_code == 302
    assert Event.objects.in_remit_of(person).count() == 2
    assert client.get(address(make_event(), "duplicate")).url == "/admin/"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_the_next_edition_costs_the_same_for_any_number(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    event = make_event()
    for _number in range(count):
        make_offer(make_undated_session(event))
    editor.get(address(event, "duplicate"))

    with django_assert_num_queries(5):
        page = editor.get(address(event, "duplicate"))

    assert fields_of(page)["session_count"] == [str(count)]
