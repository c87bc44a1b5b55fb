from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import Settings

from events.choices import EventState
from events.models import Event, Remit, Session
from events.upkeep import bring_up_to_date
from tests.events.admin.entries import EARLIER
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_source,
    make_topic,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/en/events/heat/preview/"


@pytest.fixture
def draft() -> Event:
    """A draft of two sessions with all that belongs to them."""
    values = {"slug": "heat", "title": "Heat", "summary": "Of heat.", "description": "Why it is hot."}
    event = make_event(state=EventState.DRAFT, topics=[make_topic(name="Health")], **values)
    source = make_source(title="The paper", slug="paper")
    for number, language in enumerate(("ko", "fr"), start=1):
        session = make_session(event, title=f"Part {number}")
        make_offer(session, language=language, mode="floor", provider=make_organisation(country="KR"))
        make_citation(source=source, session=session, first_line=number, last_line=number)
    make_citation(source=source, event=event, fact="title", first_line=9, last_line=9)
    make_involvement(event)
    make_resource(event, kind="registration", url="https://example.org/register")
    return event


def reader(*codenames: str, is_staff: bool = True, is_active: bool = True) -> Client:
    user = User.objects.create_user("reader", is_staff=is_staff, is_active=is_active)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    browser = Client()
    browser.force_login(user)
    return browser


def open_preview(address: str = ADDRESS) -> Page:
    browser = Client()
    browser.force_login(User.objects.create_superuser("editor"))
    response = browser.get(address)
    assert response.status_code == 200
    return Page(response)


def main_text(page: Page) -> str:
    return next(page.find("article")).text


def test_draft_is_shown_as_its_public_page_will_be(draft: Event, client: Client) -> None:
    preview = open_preview()
    Event.objects.update(state=EventState.PUBLISHED)
    public = Page(client.get(draft.get_absolute_url()))

    shown = ("h1", ".head__lead", "dt", ".sitting__title", ".offers", ".prose", ".across", ".sources")
    assert {what: preview.texts(what) for what in shown} == {what: public.texts(what) for what in shown}
    assert preview.texts(".sitting__title") == ["Part 1", "Part 2"]
    assert preview.texts(".sources__lines") == ["line 1: sessionline 2: sessionline 9: title"]


def test_facts_are_those_of_the_public_page(draft: Event, client: Client) -> None:
    preview = open_preview()
    Event.objects.update(state=EventState.PUBLISHED)

    assert preview.texts("dd") == Page(client.get(draft.get_absolute_url())).texts("dd")


def test_speaker_is_shown(draft: Event) -> None:
    appearance = make_appearance(draft.sessions.first())

    assert open_preview().texts(".person__name") == [appearance.speaker.name]


def test_page_says_that_it_is_a_preview(draft: Event) -> None:
    page = open_preview()

    assert page.texts(".banner--preview") == ["Preview: this is a draft, which only editors can see. Edit it"]
    robots = [
        one.attributes["content"] for one in page.find("meta") if one.attributes.get("name") == "robots"
    ]
    assert robots == ["noindex, nofollow"]


def test_public_event_has_a_preview_that_says_so(draft: Event) -> None:
    Event.objects.update(state=EventState.PUBLISHED)

    assert open_preview().texts(".banner--preview") == ["Preview: this event is public. Edit it"]


def test_withdrawn_sessions_and_what_belongs_to_them_are_left_out(draft: Event) -> None:
    second = draft.sessions.get(number=2)
    make_resource(draft, session=second, title="Slides of part 2", kind="slides")
    assert "Slides of part 2" in main_text(open_preview())

    second.withdraw()
    User.objects.all().delete()
    page = open_preview()

    said = f"한국어 Korean: spoken on the floor, provided by {provider(draft)}"
    assert (page.texts(".sitting__title"), page.fact("Languages")) == ([], said)
    assert "Slides of part 2" not in main_text(page)


def provider(event: Event) -> str:
    return event.sessions.get(number=1).language_offers.get().provider.name


def test_lines_of_withdrawn_sessions_are_left_out(draft: Event) -> None:
    draft.sessions.get(number=2).withdraw()

    page = open_preview()

    assert page.texts(".sources__lines") == ["line 1: sessionline 9: title"]


@pytest.mark.parametrize(
    ("codenames", "state"),
    [
        ([], {"is_staff": True}),
        (["change_event", "view_session"], {"is_staff": True}),
        (["view_event"], {"is_staff": False}),
        (["view_event"], {"is_active": False}),
    ],
)
def test_to_who_may_not_see_it_there_is_no_such_page(
    draft: Event, codenames: list[str], state: dict[str, bool]
) -> None:
    response = reader(*codenames, **state).get(ADDRESS)

    assert (response.status_code, "Heat" in response.content.decode()) == (404, False)


def test_to_the_public_there_is_no_such_page(draft: Event, client: Client) -> None:
    response = client.get(ADDRESS)

    assert (response.status_code, "Heat" in response.content.decode()) == (404, False)


def test_editor_of_organisations_sees_the_drafts_of_their_own(draft: Event) -> None:
    browser, body = reader("view_event", "change_event"), make_organisation()
    Remit.objects.create(user=User.objects.get()).organisations.add(body)
    assert browser.get(ADDRESS).status_code == 404

    make_involvement(draft, organisation=body, role="host")

    assert browser.get(ADDRESS).status_code == 200


def test_event_that_is_not_there_is_not_found(draft: Event) -> None:
    assert reader("view_event").get("/en/events/rain/preview/").status_code == 404


@pytest.mark.parametrize("announced", [True, False])
def test_withdrawn_event_has_no_preview(draft: Event, announced: bool) -> None:
    if announced:
        Event.objects.update(state=EventState.PUBLISHED)
        bring_up_to_date(Event.objects.all(), EARLIER)
    Event.objects.update(state=EventState.WITHDRAWN)

    assert reader("view_event").get(ADDRESS).status_code == 404


def test_no_cache_and_no_search_engine_keeps_it(draft: Event) -> None:
    response = reader("view_event").get(ADDRESS)

    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert response["X-Robots-Tag"] == "noindex"


def test_page_is_never_kept_by_the_process(draft: Event, settings: Settings, client: Client) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "catalogue.middleware.kept_pages"]
    browser = reader("view_event")
    assert browser.get(ADDRESS).status_code == 200

    public = client.get(ADDRESS)
    Session.objects.update(title_en="Another part")

    assert public.status_code == 404
    assert Page(browser.get(ADDRESS)).texts(".sitting__title") == ["Another part", "Another part"]


def test_nothing_can_be_subscribed_to(draft: Event) -> None:
    page = open_preview()

    found = [one.attributes.get("href", "") for one in page.elements]
    assert [href for href in found if ".ics" in href or ".atom" in href or "webcal:" in href] == []
    assert page.texts(".subscribe") == []


def own_links(page: Page) -> Iterator[str]:
    for element in page.elements:
        href = element.attributes.get("href", "") if element.tag in {"a", "link"} else ""
        path = urljoin(ADDRESS, href).partition("#")[0]
        if href and path.startswith("/") and not path.startswith("/static/"):
            yield path


def test_every_link_of_the_page_leads_somewhere(draft: Event) -> None:
    browser = Client()
    browser.force_login(User.objects.create_superuser("editor"))
    page = Page(browser.get(ADDRESS))

    answers = {path: browser.get(path, follow=True).status_code for path in own_links(page)}

    assert len(answers) > 15
    assert {path: status for path, status in answers.items() if status != 200} == {}


def test_link_to_a_speaker_leads_somewhere(draft: Event, client: Client) -> None:
    appearance = make_appearance(draft.sessions.first())
    make_appearance(make_session(), speaker=appearance.speaker)
    path = appearance.speaker.get_absolute_url()

    assert path in open_preview().links()
    assert client.get(path).status_code == 200


def test_times_are_shown_in_another_zone(draft: Event) -> None:
    page = open_preview(f"{ADDRESS}?tz=Asia/Seoul")

    assert page.texts(".zone-line strong") == []
    assert "Seoul" in next(page.find(".zone-line")).text
