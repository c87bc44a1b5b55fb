"""The page that copies from a session to others, and where pages that copy lead from an unknown record."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.models import Event, LanguageOffer
from events.upkeep import bring_up_to_date
from tests.events.admin.admin_page import AdminPage, told
from tests.events.admin.browser import address, fields_of, refused, submit
from tests.events.admin.entries import EARLIER, assert_renewed, entries
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_resource,
    make_session,
)


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


@pytest.mark.parametrize("page", ["copy", "duplicate"])
def test_what_is_unknown_leads_back(editor: Client, page: str) -> None:
    record = make_session() if page == "copy" else make_event()
    url = address(record, page).replace(f"/{record.pk}/", "/999999/")

    response = editor.get(url)

    assert (response.status_code, response.url) == (302, "/admin/")
