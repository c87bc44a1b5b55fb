"""The pages that copy from a session to others, and an event to its next edition."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events import copying
from events.models import Event, LanguageOffer, Remit, Session
from events.upkeep import bring_up_to_date
from tests.events.admin.admin_page import AdminPage, told
from tests.events.admin.browser import address, fields_of, submit
from tests.events.admin.entries import EARLIER, assert_renewed, entries
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_resource,
    make_session,
    make_topic,
    make_undated_session,
)


def refused(page: HttpResponse) -> dict[str, list[str]]:
    assert page.status_code == 200
    return {name: list(texts) for name, texts in page.context["adminform"].errors.items()}


def keys(records: list[Model]) -> list[str]:
    return [str(record.pk) for record in records]


def test_the_page_shows_what_the_session_has_and_the_others_ticked(editor: Client) -> None:
    event = make_event()
    session, second, _withdrawn, fourth = [
        make_session(event, title_en=title, withdrawn=title == "Gone") for title in ("A", "B", "Gone", "")
    ]
    make_offer(session, language="ko")
    appearance = make_appearance(session, honorific="Dr")
    make_resource(event, session=session, kind="slides", url="https://e.org/slides")

    page = editor.get(address(session, "copy"))

    assert AdminPage(page).texts("dd") == [
        "Korean (Interpretation)",
        f"Dr {appearance.speaker.name}",
        "Slides: https://e.org/slides",
    ]
    fields = fields_of(page)
    assert (fields["what"], fields["how"]) == (["languages"], ["add"])
    assert fields["sessions"] == keys([second, fourth])
    when = "Wed, 18 Sept 2024, 13:00–14:00 (Central European Summer Time, GMT+02:00)"
    assert [text for text in AdminPage(page).texts("label") if "2024" in text] == [
        f"2 · B · {when}",
        f"4 · {when}",
    ]


def test_languages_are_copied_to_the_ticked_sessions(editor: Client) -> None:
    event = make_event()
    session, second, third = (make_session(event) for _number in range(3))
    make_offer(session, language="ko")
    make_offer(second, language="pl")
    bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    response = submit(editor, address(session, "copy"), sessions=keys([second]))

    assert (response.status_code, response.url) == (302, address(session, "change"))
    assert told(response) == ["Added: 1, changed: 0, removed: 0."]
    assert [offer.language for offer in second.language_offers.all()] == ["ko", "pl"]
    assert third.language_offers.count() == 0
    assert_renewed(before, second)
    assert entries()[third.pk, "en"] == before[third.pk, "en"]


def test_others_can_be_made_the_same(editor: Client) -> None:
    event = make_event()
    session, second = make_session(event), make_session(event)
    make_offer(session, language="ko")
    make_offer(second, language="pl")

    response = submit(editor, address(session, "copy"), how="alike")

    assert told(response) == ["Added: 1, changed: 0, removed: 1."]
    assert [offer.language for offer in second.language_offers.all()] == ["ko"]


def test_speakers_are_copied(editor: Client) -> None:
    event = make_event()
    session, second = make_session(event), make_session(event)
    speaker = make_appearance(session).speaker
    make_appearance(second)

    response = submit(editor, address(session, "copy"), how="alike")

    assert told(response) == ["Added: 1, changed: 0, removed: 1."]
    assert [appearance.speaker for appearance in second.appearances.all()] == [speaker]


def test_links_are_copied_and_never_removed(editor: Client) -> None:
    event = make_event()
    session, second = make_session(event), make_session(event)
    make_resource(event, session=session, kind="slides", url="https://e.org/1")
    make_resource(event, session=second, kind="slides", url="https://e.org/2", position=1)

    response = submit(editor, address(session, "copy"), what="links", how="alike")

    assert told(response) == ["Added: 1, changed: 0, removed: 0."]
    assert [link.url for link in second.resources.all()] == ["https://e.org/2", "https://e.org/1"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"what": "speakers"}, {"what": ["The session has none: there is nothing to copy."]}),
        ({"what": "links", "how": "alike"}, {"what": ["The session has none: there is nothing to copy."]}),
        ({"sessions": []}, {"sessions": ["This field is required."]}),
        (
            {"sessions": ["x\0"]},
            {"sessions": ["Select a valid choice. x\0 is not one of the available choices."]},
        ),
        (
            {"sessions": [str(10**30)]},
            {"sessions": [f"Select a valid choice. {10**30} is not one of the available choices."]},
        ),
        ({"how": ""}, {"how": ["This field is required."]}),
    ],
)
def test_what_cannot_be_copied_is_refused(
    editor: Client, changes: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    event = make_event()
    session, second = make_session(event), make_session(event)
    make_offer(session)

    page = submit(editor, address(session, "copy"), **changes)

    assert refused(page) == wrong
    assert second.language_offers.count() == 0


def test_a_session_of_another_event_or_withdrawn_is_no_choice(editor: Client) -> None:
    session = make_session()
    make_session(session.event)
    make_offer(session)
    for other in (make_session(), make_session(session.event, withdrawn=True), session):
        page = submit(editor, address(session, "copy"), sessions=keys([other]))

        assert list(refused(page)) == ["sessions"]
    assert LanguageOffer.objects.count() == 1


def test_a_session_without_others_has_nowhere_to_copy_to(editor: Client) -> None:
    page = editor.get(address(make_session(), "copy"))

    assert "The event has no other session." in AdminPage(page).texts("p")
    assert "what" not in fields_of(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        (["change_session", "view_event"], 403),
        (["change_event", "edit_every_event", "view_session"], 403),
        (["change_event", "edit_every_event", "change_session"], 200),
    ],
)
def test_copying_needs_the_permission_to_change_both(
    client: Client, permissions: list[str], status: int
) -> None:
    session = make_session()
    person = User.objects.create_user("person", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(person)

    assert client.get(address(session, "copy")).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_session_costs_the_same_for_any_number(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    event = make_event()
    session = make_session(event)
    for position in range(count):
        make_session(event)
        make_offer(session, language=["ar", "ko", "pl"][position], provider=make_involvement().organisation)
        make_appearance(session)
        make_resource(event, session=session, position=position)
    editor.get(address(session, "copy"))

    with django_assert_num_queries(7):
        page = editor.get(address(session, "copy"))

    assert len(fields_of(page)["sessions"]) == count


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


@pytest.mark.parametrize("page", ["copy", "duplicate"])
def test_what_is_unknown_leads_back(editor: Client, page: str) -> None:
    record = make_session() if page == "copy" else make_event()
    url = address(record, page).replace(f"/{record.pk}/", "/999999/")

    response = editor.get(url)

    assert (response.status_code, response.url) == (302, "/admin/")


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
