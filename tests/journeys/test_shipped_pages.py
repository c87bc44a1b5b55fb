"""The pages of the catalogue that ships, as a visitor follows its links."""

from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

IURC = "/en/events/iurc-china-urban-planning-2022/"


def read(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page(response)


def is_page(response: HttpResponse) -> bool:
    return response["Content-Type"].startswith("text/html")


@pytest.fixture(scope="module")
def visited() -> dict[str, Page]:
    """Filled by the crawl below, read by the tests after it."""
    return {}


@pytest.fixture
def pages(client: Client, visited: dict[str, Page]) -> dict[str, Page]:
    """Every page in English that a crawler reaches from the home page by links, by its address."""
    waiting, seen = ["/en/"] if not visited else [], {"/en/"}
    while waiting:
        path = waiting.pop()
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        path = response.redirect_chain[-1][0] if response.redirect_chain else path
        if not is_page(response):
            continue
        visited[path] = Page(response)
        if path.startswith("/en/subscribe/?"):  # leads where the list of the same choice leads
            continue
        followed = (one for one in visited[path].find("a") if "nofollow" not in one.attributes.get("rel", ""))
        links = {urldefrag(urljoin(path, one.attributes["href"])).url for one in followed}
        fresh = {link for link in links if link.startswith("/en/")} - seen
        seen |= fresh
        waiting += fresh
    return visited


def test_every_link_leads_to_a_page(pages: dict[str, Page]) -> None:
    kinds = Counter(path.split("?")[0].split("/")[2] for path in pages if path.count("/") == 4)

    assert kinds == {
        "events": 6,
        "speakers": 7,
        "organisations": 33,
        "projects": 1,
        "sources": 5,
        "languages": 6,
        "topics": 8,
    }


def test_every_anchor_is_there(pages: dict[str, Page]) -> None:
    ids = {path: {one.attributes.get("id") for one in page.elements} for path, page in pages.items()}
    dead = set()
    for path, page in pages.items():
        for link in page.links():
            target, anchor = urldefrag(urljoin(path, link))
            if anchor and target in ids and anchor not in ids[target]:
                dead.add(link)

    assert dead == set()


def test_ids_are_unique_and_labels_lead_somewhere(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
        named = {
            one.attributes[name]
            for one in page.elements
            for name in ("for", "aria-labelledby")
            if one.attributes.get(name)
        }
        assert (path, len(ids), named - set(ids)) == (path, len(set(ids)), set())


def test_every_page_has_one_title_and_headings_in_order(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        levels = [int(one.tag[1]) for one in page.elements if one.tag in {"h1", "h2", "h3", "h4", "h5"}]
        steps = {later - earlier for earlier, later in zip([0, *levels], levels, strict=False)}
        assert (path, levels.count(1), max(steps)) == (path, 1, 1)


def test_no_page_loads_from_another_host(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        loaded = [
            one.attributes.get("src") or one.attributes.get("href", "")
            for one in page.elements
            if one.tag in {"script", "img", "link", "iframe"}
            and one.attributes.get("rel") not in {"canonical", "alternate"}  # which are said, not loaded
        ]
        assert (path, [one for one in loaded if "//" in one]) == (path, [])


def test_no_page_has_inline_style_or_script(pages: dict[str, Page]) -> None:
    inline = [
        (path, one.tag, one.attributes)
        for path, page in pages.items()
        for one in page.elements
        if one.tag == "style"
        or (one.tag == "script" and not one.attributes.get("src") and "ld+json" not in one.attributes["type"])
        or "style" in one.attributes
        or any(name.startswith("on") for name in one.attributes)
    ]

    assert inline == []


def test_titles_tell_pages_apart(pages: dict[str, Page]) -> None:
    titles = Counter(page.texts("title")[0] for path, page in pages.items() if "?" not in path)

    assert [title for title, count in titles.items() if count > 1] == []


def test_series_names_who_interprets(client: Client) -> None:
    page = read(client, "/en/events/learning-cities-climate-2024/")

    (offers,) = page.texts(".offers")
    for said in (
        "Arabic: interpretation, provided by Regional Center of Quality and Excellence in Education",
        "Chinese: interpretation, provided by Shanghai Municipal Institute for Lifelong Education",
        "Korean: interpretation, provided by Learning City of Goyang",
        "English: mode not stated",
        "French: mode not stated",
        "Spanish: mode not stated",
    ):
        assert said in offers
    clocks = page.texts(".when__clock")
    zones = page.texts(".when__zone")
    assert (clocks, len(zones)) == (["13:00–14:00"] * 9, 9)
    assert zones[0] == zones[8] == "Central European Standard Time GMT+01:00"
    assert set(zones[1:8]) == {"Central European Summer Time GMT+02:00"}


def test_contradiction_is_shown(client: Client) -> None:
    page = read(client, IURC)

    assert "In person (elsewhere the source says: Online)" in page.texts("dd")
    assert "one day in this window, not stated which" in page.texts(".when__zone")


def test_nothing_upcoming_leads_to_what_was_held(client: Client) -> None:
    home, sessions = read(client, "/en/"), read(client, "/en/events/")

    assert home.texts(".quiet__title") == ["Nothing is announced at the moment."]
    assert sessions.texts(".quiet__title") == ["Nothing is announced at the moment."]
    assert home.texts(".row__part")[:4] == [f"session {number} of 9" for number in (9, 8, 7, 6)]
    assert sessions.texts(".row__part") == [f"session {number} of 9" for number in (9, 8, 7, 6, 5)]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("when=all", 14),
        ("when=past", 12),
        ("when=undated", 2),
        ("when=all&language=ar", 9),
        ("when=all&interpretation=ko&interpretation=zh", 9),
        ("when=all&interpretation=en", 0),
        ("when=all&organisation=unesco", 9),
        ("when=all&organisation=iclei", 2),
        ("when=all&attendance=in_person", 1),
        ("when=all&kind=summit&kind=training", 2),
        ("when=all&speaker=li-li", 1),
        ("when=all&from=2022-10-30&to=2024-03-20", 2),
    ],
)
def test_filters_find_what_the_documents_say(client: Client, query: str, count: int) -> None:
    assert len(read(client, f"/en/events/?{query}").texts(".row__title")) == count
