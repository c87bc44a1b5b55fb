"""The sitemaps as a crawler reads them: by the rules of sitemaps.org and of XHTML's link element."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from events import sitemaps
from events.choices import EventState, OfferMode
from events.models import Event
from tests.events.sitemap_pages import (
    LANGUAGES,
    LATER,
    LINK,
    SECTIONS,
    SITE,
    SITEMAP,
    english,
    entries,
    fill,
    root,
    told,
)
from tests.factories import (
    make_event,
    make_offer,
    make_organisation,
    make_session,
    make_source,
    make_undated_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = SITE


def test_index_names_a_sitemap_of_each_kind_below_the_sites_address(client: Client) -> None:
    found = root(client, "/sitemap.xml")
    assert found.tag == f"{SITEMAP}sitemapindex"
    addresses = [entry.findtext(f"{SITEMAP}loc") for entry in found]
    assert addresses == [f"{SITE}/sitemap-{section}.xml" for section in SECTIONS]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_page_is_there_in_every_language_with_all_its_translations(section: str, client: Client) -> None:
    fill()
    found = entries(client, section)

    pages = {urlsplit(entry["loc"]).path.partition("/")[2].partition("/")[2] for entry in found}
    assert pages
    assert sorted(entry["loc"] for entry in found) == sorted(
        f"{SITE}/{code}/{page}" for code in LANGUAGES for page in pages
    )
    for entry in found:
        page = entry["loc"].removeprefix(f"{SITE}/").partition("/")[2]
        assert entry["links"] == {code: f"{SITE}/{code}/{page}" for code in LANGUAGES} | {
            "x-default": f"{SITE}/en/{page}" if page else f"{SITE}/"
        }


@pytest.mark.parametrize("section", SECTIONS)
def test_sitemap_keeps_to_the_schema(section: str, client: Client) -> None:
    fill()
    found = root(client, f"/sitemap-{section}.xml")
    assert found.tag == f"{SITEMAP}urlset"
    assert 1 <= len(found) <= 50_000
    for entry in found:
        tags = [part.tag for part in entry]
        assert entry.tag == f"{SITEMAP}url"
        assert (tags[0], tags.count(LINK)) == (f"{SITEMAP}loc", len(LANGUAGES) + 1)
        assert set(tags[1:]) - {f"{SITEMAP}lastmod", LINK} == set()
        assert {link.attrib["rel"] for link in entry.iter(LINK)} == {"alternate"}
        assert len(entry.findtext(f"{SITEMAP}loc")) < 2048


def test_only_pages_that_are_there_and_meant_for_search_engines_are_listed(client: Client) -> None:
    fill()
    make_offer(make_session(make_event()), language="zh-hans", mode=OfferMode.NOT_STATED)
    make_offer(make_undated_session(make_event()), language="fr", mode=OfferMode.FLOOR)
    make_offer(make_session(make_event()), language="pl", mode=OfferMode.CAPTIONS)
    make_offer(make_session(make_event()), language="pt-br", mode=OfferMode.SIGN)
    told()
    paths = [f"/en{path}" for section in SECTIONS for path in english(client, section)]

    assert len(paths) == len(set(paths)) > 20
    answers = {path: client.get(path) for path in paths}
    assert [path for path, answer in answers.items() if answer.status_code != 200] == []
    assert [path for path, answer in answers.items() if b'content="noindex' in answer.content] == []


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.WITHDRAWN])
def test_what_is_not_public_is_not_listed(state: EventState, client: Client) -> None:
    session = fill(slug="heat")
    kept = {section: english(client, section) for section in SECTIONS}
    assert "/events/heat/" in kept["events"]

    Event.objects.filter(slug="heat").update(state=state)
    told(LATER)

    gone = {section: set(kept[section]) - set(english(client, section)) for section in SECTIONS}
    speaker = session.appearances.get().speaker
    assert {section: paths for section, paths in gone.items() if paths} == {
        "events": {"/events/heat/"},
        "months": {"/calendar/2024/09/"},
        "speakers": {f"/speakers/{speaker.slug}/"},
        "languages": {"/languages/ko/"},
    }


def test_months_are_those_on_the_organisers_clocks(client: Client) -> None:
    """As the page of a month has them: what begins at 07:00 in Seoul is still the day before in UTC."""
    start = datetime(2024, 9, 30, 22, tzinfo=UTC)
    make_session(make_event(timezone="Asia/Seoul"), starts_at=start, ends_at=start.replace(hour=23))
    told()

    assert list(english(client, "months")) == ["/calendar/2024/10/"]


def test_long_sitemap_goes_on_on_further_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.PageSitemap, "limit", 2)
    for _number in range(5):
        make_source()
    pages = ["/sitemap-sources.xml", "/sitemap-sources.xml?p=2", "/sitemap-sources.xml?p=3"]

    parts = [[entry.findtext(f"{SITEMAP}loc") for entry in root(client, path)] for path in pages]
    assert [len(part) for part in parts] == [14, 14, 7]
    assert len({address for part in parts for address in part}) == 35
    index = [entry.findtext(f"{SITEMAP}loc") for entry in root(client, "/sitemap.xml")]
    assert [one for one in index if "sources" in one] == [f"{SITE}{path}" for path in pages]
    assert client.get("/sitemap-sources.xml?p=4").status_code == 404


def test_largest_sitemap_is_smaller_than_what_crawlers_read(client: Client) -> None:
    make_organisation(slug="a" * 100)
    size = len(client.get("/sitemap-organisations.xml").content)

    assert size * sitemaps.PageSitemap.limit < 50_000_000
    assert len(LANGUAGES) * sitemaps.PageSitemap.limit <= 50_000


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/sitemap.xml", 13),
        ("/sitemap-site.xml", 0),
        ("/sitemap-lists.xml", 0),
        ("/sitemap-languages.xml", 1),
        # How many there are, and those of this page.
        *((f"/sitemap-{one}.xml", 2) for one in sitemaps.SITEMAPS if one not in {"languages", "lists"}),
    ],
)
def test_number_of_queries_does_not_follow_the_number_of_pages(
    path: str, queries: int, count: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        fill()

    with django_assert_num_queries(queries):
        root(client, path)
    assert len(entries(client, "events")) == 3 * count * len(LANGUAGES)
