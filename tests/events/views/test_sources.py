import pytest
from django.test import Client

from events.choices import EventState
from events.models import Event
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_offer,
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


def test_list_is_by_file_name_with_the_number_of_citations(client: Client) -> None:
    make_citation(source=make_source(file_name="b.txt", title="Second", languages="pl en"))
    make_source(file_name="a.txt", title="First", languages="zh-hans")
    found = page(client, "/en/sources/")

    assert found.texts(".document__title") == ["First", "Second"]
    assert found.texts(".document__facts") == [
        "a.txt · Simplified Chinese · 0 citations",
        "b.txt · Polish, English · 1 citation",
    ]


def test_page_tells_what_was_taken_from_which_lines(client: Client) -> None:
    source, event = make_source(slug="paper"), make_event(slug="heat", title="Heat")
    make_citation(source=source, event=event, fact="kind", first_line=9, last_line=11, tokens=["series"])
    make_citation(source=source, event=event, fact="title", first_line=2, last_line=2, tokens=["Heat"])
    make_citation(source=source, speaker=make_speaker(name="Ann"), fact="name", first_line=2, last_line=2)
    make_citation(event=event, fact="cost", first_line=5, last_line=5)
    found = page(client, "/en/sources/paper/")

    assert found.texts(".spot__lines") == ["line 2", "lines 9–11"]
    assert [spot.attributes["id"] for spot in found.find(".spot")] == ["l2-2", "l9-11"]
    assert found.texts(".spot__tokens") == ["Heat a", "series"]
    assert [item.text for item in found.find("li") if ":" in item.text and not item.classes] == [
        "Heat: title",
        "Ann: name",
        "Heat: kind",
    ]
    assert "/en/events/heat/" in found.links()


def test_same_fact_of_several_records_is_counted(client: Client) -> None:
    source, event = make_source(slug="paper"), make_event(title="Heat")
    for _ in range(3):
        make_citation(source=source, session=make_session(event), fact="starts_at")

    assert "Heat: starts × 3" in page(client, "/en/sources/paper/").texts("li")


def test_draft_is_not_on_the_pages_of_its_source(client: Client) -> None:
    source, event = make_source(slug="paper"), make_event(title="Secret", slug="secret")
    speaker = make_speaker(name="Ann")
    session = make_session(event)
    make_citation(source=source, event=event, first_line=1, last_line=1, tokens=["unseen"])
    make_citation(source=source, session=session, first_line=2, last_line=2)
    make_citation(source=source, language_offer=make_offer(session), first_line=3, last_line=3)
    make_citation(
        source=source, appearance=make_appearance(session, speaker=speaker), first_line=4, last_line=4
    )
    make_citation(source=source, speaker=speaker, first_line=5, last_line=5)
    assert len(page(client, "/en/sources/paper/").texts(".spot")) == 5
    assert page(client, "/en/sources/").texts(".document__facts")[0].endswith("5 citations")

    elsewhere = make_appearance(speaker=speaker).session.event
    Event.objects.exclude(pk=elsewhere.pk).update(state=EventState.DRAFT)

    assert page(client, "/en/sources/paper/").texts(".spot__lines") == ["line 5"]
    assert page(client, "/en/sources/").texts(".document__facts")[0].endswith("1 citation")
    content = client.get("/en/sources/paper/").content
    assert (b"secret" in content.lower(), b"unseen" in content) == (False, False)

    Event.objects.update(state=EventState.DRAFT)  # and so nobody public speaks there any more
    assert page(client, "/en/sources/paper/").texts(".spot__lines") == []


def test_unknown_source_is_not_found(client: Client) -> None:
    assert client.get("/en/sources/nothing/").status_code == 404
