from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue.views import server_error
from events.choices import EventState, SessionStatus
from events.models import Event
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_project,
    make_session,
    make_source,
    make_undated_session,
    make_window_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

FEEDS = ["/en/events.ics", "/en/events.atom"]
PAGES = ["/en/", "/en/events/", "/en/subscribe/", "/en/speakers/", "/en/organisations/", "/en/about/"]
PUBLIC = [*PAGES, *FEEDS]


def home(client: Client) -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get("/en/")
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize(
    ("languages", "best"),
    [
        *(("en", "en"), ("en-GB,en;q=0.9", "en"), ("fr,de;q=0.5", "fr"), ("de,ko;q=0.5", "ko")),
        *(("zh-CN,zh;q=0.9", "zh-hans"), ("ar-EG", "ar"), ("de", "en"), ("*", "en"), ("", "en")),
        ("x" * 10_000, "en"),
    ],
)
def test_root_leads_to_the_best_language(client: Client, languages: str, best: str) -> None:
    response = client.get("/", headers={"accept-language": languages})

    assert (response.status_code, response["Location"]) == (302, f"/{best}/")
    assert response["Vary"] == "Accept-Language"


def test_home_shows_what_is_next_and_what_was_held(client: Client) -> None:
    soon = timezone.now() + timedelta(days=1)
    make_session(make_event(title="Next"), starts_at=soon, ends_at=soon + timedelta(hours=1))
    make_session(make_event(title="Held"))
    make_undated_session(make_event(title="Some day"))
    make_session(make_event(title="Secret", state=EventState.DRAFT))
    found = home(client)

    assert found.texts(".row__title") == ["Next", "Held", "Some day"]
    assert found.texts(".section-title") == ["On next", "When", "Most recently held", "Date not stated"]


def test_home_says_kindly_that_nothing_is_announced(client: Client) -> None:
    make_session(make_event(title="Held"))
    found = home(client)

    assert found.texts(".quiet__title") == ["Nothing is announced at the moment."]
    assert found.texts(".row__title") == ["Held"]
    assert len(list(found.find(".row--large"))) == 1


def test_home_of_an_empty_catalogue(client: Client) -> None:
    found = home(client)

    assert found.texts(".quiet__title") == ["Nothing is announced at the moment."]
    assert "No language is stated yet." in found.texts("li")


def test_home_counts_public_sessions_of_each_language(client: Client) -> None:
    first = make_offer(language="ko").session
    make_offer(language="ko"), make_offer(first, language="fr", mode="floor")
    make_offer(first, language="ko", mode="captions")
    make_offer(make_session(make_event(state=EventState.DRAFT)), language="pl")
    found = home(client)

    assert [item for item in found.texts("li") if item.endswith(("session", "sessions"))] == [
        "한국어 22 sessions",  # the number to be seen, and the words to be heard
        "français 11 session",
    ]
    assert "/en/languages/ko/" in found.links()


def test_home_names_who_announces_and_the_projects(client: Client) -> None:
    make_involvement(organisation=make_organisation(name="Host"), role="host")
    make_involvement(organisation=make_organisation(name="Partner"), role="partner")
    make_involvement(make_event(state=EventState.DRAFT), organisation=make_organisation(name="Hidden"))
    make_project(name="A project")
    items = home(client).texts("li")

    assert {"Host", "A project"} <= set(items)
    assert {"Partner", "Hidden"} & set(items) == set()


def test_about_counts_what_is_public(client: Client) -> None:
    event = make_event()
    make_session(event), make_session(event), make_source()
    make_session(make_event(state=EventState.DRAFT))

    found = Page(client.get("/en/about/"))
    assert [found.fact(name) for name in ("Sessions", "Events", "Documents")] == ["2", "1", "1"]


def test_healthz_asks_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_robots_keep_out_of_the_admin_and_of_what_repeats_pages(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/choose/",
        "Disallow: /*/time-zones/",
        "Disallow: /*tz=",
        "",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
    ]


@pytest.mark.parametrize("path", ["/en/nowhere/", "/nowhere", "/en/events/nothing/", "/en/%00/", "/en/水/"])
def test_not_found_is_kind_and_leads_on(client: Client, path: str) -> None:
    response = client.get(path)
    found = Page(response)

    assert response.status_code == 404
    assert found.texts("h1") == ["There is no page at this address."]
    assert {"/en/", "/en/events/?when=all"} <= set(found.links())


def test_bad_request_has_a_page(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    assert client.get("/en/events/?a=1&b=2").status_code == 200

    response = client.get("/en/events/?a=1&b=2&c=3")

    assert response.status_code == 400
    assert Page(response).texts("h1") == ["This request cannot be understood."]


def test_server_error_needs_no_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = server_error(rf.get("/en/events/"))

    assert response.status_code == 500
    assert Page(response).texts("h1") == ["Something went wrong on our side."]


def test_sample_catalogue_says_so_on_every_page(client: Client, settings: Settings) -> None:
    banner = "Sample catalogue: these events are made up, and nobody holds them."
    pages = [*PAGES, "/en/nowhere/"]
    assert [Page(client.get(path)).texts(".banner") for path in pages] == [[]] * len(pages)

    settings.SAMPLE_CATALOGUE = True

    assert [Page(client.get(path)).texts(".banner") for path in pages] == [[banner]] * len(pages)


@pytest.mark.parametrize(
    "path", [*PUBLIC, "/en/nowhere/", "/en/events/?topic=bad", "/en/events.ics?kind=bad"]
)
def test_public_answer_depends_on_its_address_alone(client: Client, path: str) -> None:
    plain = client.get(path)
    cookies = f"django_language=ar; sessionid={'x' * 32}"
    other = client.get(path, headers={"accept-language": "ar", "cookie": cookies})

    assert (other.status_code, other.content) == (plain.status_code, plain.content)
    assert plain.get("Vary") == other.get("Vary") == ("Accept-Encoding" if path in FEEDS else None)
    assert (dict(plain.cookies), dict(other.cookies)) == ({}, {})


@pytest.mark.parametrize("path", [*PUBLIC, "/en/nowhere/", "/healthz", "/"])
def test_nothing_from_another_host_may_run(client: Client, path: str) -> None:
    response = client.get(path)

    policy = dict(rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["object-src"]) == ("'self'", "'none'")
    assert (policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'")
    assert (response["X-Content-Type-Options"], response["X-Frame-Options"]) == ("nosniff", "DENY")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("path", [*PUBLIC, "/", "/healthz", "/robots.txt", "/en/nowhere/"])
def test_public_pages_are_only_read(path: str, method: str) -> None:
    assert Client(enforce_csrf_checks=True).generic(method, path).status_code == 405


def test_admin_still_asks_for_its_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403


def test_home_shows_what_is_on_exact_dates_first_and_nothing_called_off(client: Client) -> None:
    now = timezone.now()
    soon = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, hours=1)}
    window = {"first_day": now.date(), "last_day": now.date() + timedelta(days=3)}
    make_window_session(make_event(title="Some day"), **window)
    make_session(make_event(title="Exact"), **soon)
    make_session(make_event(title="Called off"), status=SessionStatus.CANCELLED, **soon)
    make_session(make_event(title="Held"))
    make_session(make_event(title="Not held"), status=SessionStatus.POSTPONED)

    assert home(client).texts(".row__title") == ["Exact", "Some day", "Held"]


def test_home_names_a_window_where_nothing_else_is_announced(client: Client) -> None:
    today = timezone.now().date()
    make_window_session(first_day=today, last_day=today + timedelta(days=3))

    assert home(client).texts(".quiet__title") == []


def test_400_page_bears_the_banner_of_samples_too(client: Client, settings: Settings) -> None:
    settings.SAMPLE_CATALOGUE = True
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    response = client.get("/en/events/?a=1&b=2&c=3")

    assert response.status_code == 400
    assert len(Page(response).texts(".banner")) == 1
