import pytest
from django.test import Client

from events.choices import EventState
from events.models import Event
from events.views.organisations import SESSIONS_SHOWN
from tests.factories import (
    make_citation,
    make_event,
    make_involvement,
    make_office,
    make_organisation,
    make_project,
    make_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page(response)


def test_list_is_a_tree(client: Client) -> None:
    top = make_organisation(name="Z top")
    make_organisation(name="B below", parent=top, acronym="BB"), make_organisation(name="A below", parent=top)
    make_organisation(name="Alone")
    found = page(client, "/en/organisations/")

    assert found.texts(".tree__body") == ["Alone", "Z top A below B below BB", "A below", "B below BB"]
    assert found.texts(".tree") == ["Alone Z top A below B below BB", "A below B below BB"]


def test_page_takes_in_the_bodies_below_it(client: Client) -> None:
    top = make_organisation(slug="top", name="Top", acronym="T", place="Bonn", country="DE")
    below = make_organisation(name="Below", parent=top)
    make_session(make_involvement(make_event(title="Of the top"), organisation=top).event)
    make_session(make_involvement(make_event(title="Of the body below"), organisation=below).event)
    make_office(below, name="Branch", address="Main street\nBonn", region="Europe")
    found = page(client, "/en/organisations/top/")

    assert sorted(found.texts(".row__title")) == ["Of the body below", "Of the top"]
    assert found.texts("dd") == ["T", "Bonn, Germany", "Below"]
    assert (found.texts(".office__name"), found.texts(".region__name")) == (["Branch"], ["Europe"])
    assert below.get_absolute_url() in found.links()
    assert "/en/events.ics?organisation=top" in found.links()
    assert page(client, below.get_absolute_url()).texts(".head__kicker") == ["Organisation · part of Top"]


def test_office_says_the_language_of_its_address(client: Client) -> None:
    body = make_organisation(slug="net")
    make_office(body, name="Seoul", address="서울", address_language="ko", country="KR", phone="+82 2")
    found = page(client, "/en/organisations/net/")

    (address,) = found.find("address")
    assert (address.text, address.attributes["lang"], address.attributes["dir"]) == ("서울", "ko", "auto")
    assert found.texts(".office__ways") == ["South Korea Telephone +82 2"]


def test_many_sessions_lead_to_the_list(client: Client) -> None:
    body = make_organisation(slug="net")
    event = make_involvement(organisation=body).event
    for _ in range(SESSIONS_SHOWN + 1):
        make_session(event)
    found = page(client, "/en/organisations/net/")

    assert len(found.texts(".row__title")) == SESSIONS_SHOWN
    assert f"All {SESSIONS_SHOWN + 1} sessions" in found.texts("a")


def test_draft_is_not_on_the_page_of_its_organisation(client: Client) -> None:
    event = make_involvement(make_event(title="Secret"), organisation=make_organisation(slug="net")).event
    make_session(event)
    assert page(client, "/en/organisations/net/").texts(".row__title") == ["Secret"]

    Event.objects.update(state=EventState.DRAFT)

    assert "No session of this catalogue." in page(client, "/en/organisations/net/").texts(".empty")
    assert b"Secret" not in client.get("/en/organisations/net/").content


def test_project_shows_its_figures(client: Client) -> None:
    eu = make_organisation(slug="eu", name="EU")
    make_project(
        slug="gkec", name="GKEC", funder=eu, funder_contribution="309500.00", total_cost="0", currency="EUR"
    )
    found = page(client, "/en/projects/gkec/")

    assert list(zip(found.texts("dt"), found.texts("dd"), strict=True)) == [
        ("Funder", "EU"),
        ("Net contribution of the funder", "€309,500.00"),
        ("Total cost", "€0.00"),
        ("Participants", "not stated"),
    ]
    assert "/en/organisations/eu/" in found.links()
    assert "/en/projects/gkec/" in page(client, "/en/organisations/").links()


def test_project_shows_only_its_own_citations(client: Client) -> None:
    project = make_project(slug="gkec")
    make_citation(project=project, fact="funder", first_line=7, last_line=7)
    make_citation(project=make_project(), fact="name", first_line=8, last_line=8)

    assert page(client, "/en/projects/gkec/").texts(".sources__lines") == ["line 7: funder"]


@pytest.mark.parametrize("path", ["/en/organisations/nobody/", "/en/projects/nothing/"])
def test_unknown_body_or_project_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_office_of_a_body_below_says_whose_it_is(client: Client) -> None:
    top = make_organisation(slug="top", name="Top")
    below = make_organisation(name="Below", parent=top)
    make_office(top, name="Head office"), make_office(below, name="Branch")

    found = page(client, "/en/organisations/top/").texts(".office")

    assert [text.endswith("Below") for text in found] == [False, True]
