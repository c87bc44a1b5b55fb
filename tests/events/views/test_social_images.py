from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from events.choices import EventState, SessionStatus
from events.models import Event
from tests.factories import make_event, make_involvement, make_offer, make_organisation, make_session
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def heat() -> Event:
    return make_session(make_event(slug="heat", title="Urban heat")).event


def described(client: Client, slug: str) -> list[str]:
    """The description of an event's page for search engines, and for those who share a link."""
    metas = [one.attributes for one in Page(client.get(f"/en/events/{slug}/")).find("meta")]
    names = [(meta.get("name") or meta.get("property"), meta.get("content", "")) for meta in metas]
    return [content for name, content in names if name in {"description", "og:description"}]


@pytest.mark.usefixtures("heat")
def test_picture_may_be_kept_for_an_hour(client: Client) -> None:
    response = client.get("/en/events/heat/social.png")

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=3600"}
    assert dict(response.cookies) == {}
    with Image.open(BytesIO(response.content)) as image:
        assert image.size == (1200, 630)


@pytest.mark.usefixtures("heat")
def test_picture_is_that_of_the_language_in_its_address(client: Client) -> None:
    english, french, again = (
        client.get(f"/{language}/events/heat/social.png") for language in ("en", "fr", "en")
    )

    assert english.content == again.content != french.content
    assert english["ETag"] == again["ETag"] != french["ETag"]

    Event.objects.update(title_fr="Chaleur")
    renamed = client.get("/fr/events/heat/social.png")
    assert renamed.content != french.content
    assert client.get("/en/events/heat/social.png").content == english.content


@pytest.mark.usefixtures("heat")
def test_picture_that_is_known_is_not_sent_again(client: Client) -> None:
    first = client.get("/en/events/heat/social.png")

    again = client.get("/en/events/heat/social.png", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("heat")
@pytest.mark.parametrize("path", ["/en/", "/en/events/?when=all&tz=Asia/Seoul", "/en/events/heat/?tz=UTC"])
def test_what_is_shared_leads_to_the_address_that_search_engines_get(path: str, client: Client) -> None:
    page = Page(client.get(path))
    links, metas = ([one.attributes for one in page.find(tag)] for tag in ("link", "meta"))
    canonical = [link["href"] for link in links if link["rel"] == "canonical"]
    shared = [meta["content"] for meta in metas if meta.get("property") == "og:url"]

    assert len(canonical) == 1
    assert shared == canonical


@pytest.mark.usefixtures("heat")
def test_page_names_its_picture_and_says_what_is_on_it(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://example.org"
    metas = [one.attributes for one in Page(client.get("/en/events/heat/")).find("meta")]
    said = {meta["property"]: meta["content"] for meta in metas if "property" in meta}

    assert said["og:image"] == "https://example.org/en/events/heat/social.png"
    assert (said["og:image:type"], said["og:image:width"], said["og:image:height"]) == (
        "image/png",
        "1200",
        "630",
    )
    assert said["og:image:alt"] == "Wed, 18 Sept 2024, 13:00–14:00 (Central European Summer Time, GMT+02:00)"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"summary": "On heat."}, "Cancelled · On heat."),
        ({}, "Cancelled · Wed, 18 Sept 2024, 13:00–14:00 (Central European Summer Time, GMT+02:00)"),
    ],
)
def test_link_to_what_is_cancelled_says_so(values: dict[str, str], said: str, client: Client) -> None:
    make_session(make_event(slug="rain", **values), status=SessionStatus.CANCELLED)

    assert described(client, "rain") == [said, said]


def test_link_to_an_event_that_nothing_is_known_of_says_what_the_site_is(client: Client) -> None:
    make_session(make_event(slug="rain")).withdraw()

    first, second = described(client, "rain")
    assert first == second
    assert first.startswith("Climate webinars of city networks")


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.WITHDRAWN])
@pytest.mark.usefixtures("heat")
def test_what_is_not_public_has_no_picture(state: EventState, client: Client) -> None:
    assert client.get("/en/events/heat/social.png").status_code == 200

    Event.objects.update(state=state)

    assert client.get("/en/events/heat/social.png").status_code == 404


def test_withdrawn_session_is_not_in_the_picture(heat: Event, client: Client) -> None:
    before = client.get("/en/events/heat/social.png").content
    session = make_session(heat, starts_at="2024-10-18T11:00Z", ends_at="2024-10-18T12:00Z")
    assert client.get("/en/events/heat/social.png").content != before

    session.withdraw()

    assert client.get("/en/events/heat/social.png").content == before


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_follow_the_number_of_sessions(
    count: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = make_event(slug="heat")
    for _number in range(count):
        make_offer(make_session(event), provider=make_organisation())
        make_involvement(event)

    with django_assert_num_queries(11):
        assert client.get("/en/events/heat/social.png").status_code == 200
