import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from events.models import (
    Event,
    Session,
)
from tests.events.admin.tables_sent import (
    CONFIRM,
    IMPORT,
    changes,
    confirm,
    csv_of,
    everything_kept,
    make_series,
    refusals,
    send,
)
from tests.events.test_upkeep import refuse
from tests.factories import (
    make_topic,
)


@pytest.fixture
def series(db: None) -> list[Session]:
    return make_series()


def test_what_has_changed_meanwhile_is_shown_again(editor: Client, series: list[Session]) -> None:
    page = send(editor, csv_of({"event": "series", "place": "Bonn"}))
    Event.objects.update(place="Seoul")
    before = everything_kept()

    again = confirm(editor, page)

    assert changes(again) == [(2, "place", "Seoul", "Bonn")]
    assert "the catalogue has changed meanwhile" in again.content.decode()
    assert everything_kept() == before
    assert confirm(editor, again).status_code == 302
    assert Event.objects.get().place == "Bonn"


def test_what_may_not_stand_by_now_is_refused(editor: Client, series: list[Session]) -> None:
    topic = make_topic(slug="heat")
    page = send(editor, csv_of({"event": "series", "topics": "heat"}))
    topic.delete()
    before = everything_kept()

    again = confirm(editor, page)

    assert refusals(again) == [(2, "topics", "There is no topic with this slug: heat.")]
    assert everything_kept() == before


def test_upload_is_imported_once(editor: Client) -> None:
    page = send(editor, csv_of({"event": "new", "title_en": "New", "session": ""}))
    confirm(editor, page)

    response = confirm(editor, page)

    assert (response.status_code, response.url) == (302, IMPORT)
    assert Session.objects.count() == 1


def test_only_the_upload_last_shown_can_be_confirmed(editor: Client) -> None:
    first = send(editor, csv_of({"event": "first", "title_en": "First"}))
    second = send(editor, csv_of({"event": "second", "title_en": "Second"}))

    confirm(editor, first)
    assert not Event.objects.exists()

    confirm(editor, second)
    assert Event.objects.get().slug == "second"


def test_nobody_confirms_the_upload_of_another(editor: Client) -> None:
    page = send(editor, csv_of({"event": "new", "title_en": "New"}))
    other = Client()
    other.force_login(User.objects.create_superuser("other"))

    response = confirm(other, page)

    assert (response.status_code, response.url) == (302, IMPORT)
    assert not Event.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "é" * 70])
def test_forged_confirmation_leads_back(editor: Client, token: str) -> None:
    send(editor, csv_of({"event": "new", "title_en": "New"}))

    response = editor.post(CONFIRM, {"token": token})

    assert (response.status_code, response.url) == (302, IMPORT)
    assert not Event.objects.exists()


def test_upload_that_is_held_no_more_is_asked_for_again(editor: Client) -> None:
    page = send(editor, csv_of({"event": "new", "title_en": "New"}))
    cache.clear()

    response = editor.post(CONFIRM, page.context["confirm_form"].initial, follow=True)

    assert "There is no file any more that waits to be imported" in response.content.decode()
    assert not Event.objects.exists()


def test_what_no_calendar_can_hold_is_refused_and_nothing_is_kept(
    editor: Client, series: list[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send(editor, csv_of({"event": "series", "place": "Bonn"}))
    refuse(monkeypatch, series[1])
    before = everything_kept()

    response = confirm(editor, page)

    assert response.status_code == 422
    assert everything_kept() == before
