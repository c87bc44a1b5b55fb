import pytest
from django.test import Client

from events.choices import EventState
from events.models import Event
from tests.factories import (
    make_appearance,
    make_citation,
    make_day_session,
    make_event,
    make_organisation,
    make_session,
    make_source,
    make_speaker,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page(response)


def test_list_is_by_name_with_the_number_of_public_sessions(client: Client) -> None:
    zoe, ann = make_speaker(name="Zoe"), make_speaker(name="Ann")
    make_speaker(name="Named only")
    make_appearance(speaker=zoe), make_appearance(speaker=zoe), make_appearance(speaker=ann)
    make_appearance(make_session(make_event(state=EventState.DRAFT)), speaker=ann)
    found = page(client, "/en/speakers/")

    assert list(zip(found.texts(".person__name"), found.texts(".person__role"), strict=True)) == [
        ("Ann", "1 session"),
        ("Named only", "named in a document, at no session"),
        ("Zoe", "2 sessions"),
    ]


def test_long_list_has_pages(client: Client) -> None:
    for number in range(101):
        make_speaker(name=f"Speaker {number:03}")

    assert len(page(client, "/en/speakers/").texts(".person__name")) == 100
    assert page(client, "/en/speakers/?page=2").texts(".person__name") == ["Speaker 100"]


@pytest.mark.parametrize("number", ["3", "0", "-1", "abc", "%00", str(10**30), "9" * 5_000])
def test_page_of_speakers_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    make_speaker()
    assert client.get("/en/speakers/?page=1").status_code == 200

    assert client.get(f"/en/speakers/?page={number}").status_code == 404


def test_page_tells_roles_and_sessions_latest_first(client: Client) -> None:
    ann, body = make_speaker(slug="ann", name="Ann"), make_organisation(name="C40")
    old, recent = make_day_session(make_event(title="Old")), make_session(make_event(title="Recent"))
    make_appearance(old, speaker=ann, honorific="Ms.", role="Deputy", affiliation=body, mode="live")
    make_appearance(recent, speaker=ann, role="Director")
    found = page(client, "/en/speakers/ann/")

    assert found.texts(".people") == ["DirectorRecentMs. · Deputy, C40 Old · Live"]
    assert found.texts(".row__title") == ["Recent", "Old"]


def test_draft_is_not_on_the_page_of_its_speaker(client: Client) -> None:
    ann = make_speaker(slug="ann", name="Ann")
    appearance = make_appearance(make_session(make_event(title="Secret")), speaker=ann, role="Director")
    paper = make_source(slug="paper")
    make_citation(source=paper, appearance=appearance, fact="role", first_line=40, last_line=41)
    shown = page(client, "/en/speakers/ann/")
    assert shown.texts(".row__title") == ["Secret"]
    assert "/en/sources/paper/#l40-41" in shown.links()

    make_appearance(make_session(make_event(title="Open")), speaker=ann)
    Event.objects.filter(title="Secret").update(state=EventState.DRAFT)
    found = page(client, "/en/speakers/ann/")

    assert found.texts(".row__title") == ["Open"]
    assert found.texts(".sources__lines") == []
    assert b"Secret" not in client.get("/en/speakers/ann/").content


def test_who_appears_in_drafts_only_is_not_shown(client: Client) -> None:
    make_speaker(slug="named", name="Named Only")
    hidden = make_appearance(make_session(make_event(state=EventState.DRAFT))).speaker

    assert page(client, "/en/speakers/").texts(".person__name") == ["Named Only"]
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_own_translation_of_a_name_is_marked(client: Client) -> None:
    make_speaker(
        slug="hong", name="Hong", original_name="홍길동", original_language="ko", own_translations="en"
    )
    found = page(client, "/en/speakers/hong/")

    assert found.texts("h1") == ["Hong"]
    assert found.texts(".head__original") == [
        "홍길동 the name in the source; the one above is our translation"
    ]


def test_what_the_source_leaves_open_is_said(client: Client) -> None:
    make_speaker(slug="enoch", source_note="Without a city.")

    assert page(client, "/en/speakers/enoch/").texts(".open") == [
        "What the source leaves open Without a city."
    ]


def test_unknown_speaker_is_not_found(client: Client) -> None:
    assert client.get("/en/speakers/nobody/").status_code == 404
