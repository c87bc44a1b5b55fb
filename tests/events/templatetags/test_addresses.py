from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

CODES = ["ar", "en", "es", "fr", "ko", "pl", "zh-hans"]


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "https://example.org"


class Links(HTMLParser):
    """The attributes of what leads somewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "link"}:
            self.found.append({name: value or "" for name, value in attrs})


def rendered(template: str, **context: object) -> str:
    return Template("{% load addresses %}" + template).render(Context(context))


def switch(path: str) -> list[dict[str, str]]:
    return Links(rendered("{% language_switch path %}", path=path)).found


def addresses(path: str, query: str = "", given: str = "") -> tuple[str, dict[str, str]]:
    """(the page's own, that of each language) for a request of ``path`` with the query ``given``."""
    request = RequestFactory().get(path + given)
    found = Links(rendered("{% page_addresses query %}", request=request, query=query)).found
    assert [link["rel"] for link in found] == ["canonical", *["alternate"] * (len(CODES) + 1)]
    return found[0]["href"], {link["hreflang"]: link["href"] for link in found[1:]}


def test_switch_leads_to_the_same_choice_in_each_other_language() -> None:
    with translation.override("fr"):
        found = switch("/fr/events/?when=all&q=a%22b")

    others = [code for code in CODES if code != "fr"]
    assert [link["href"] for link in found] == [f"/{code}/events/?when=all&q=a%22b" for code in others]
    assert [link["hreflang"] for link in found] == [link["lang"] for link in found] == others
    assert [link["dir"] for link in found] == ["rtl", *["ltr"] * 5]


def test_switch_escapes_its_address() -> None:
    html = rendered("{% language_switch path %}", path='/en/events/?q="><script>&a=b')

    assert html.count("&quot;&gt;&lt;script&gt;&amp;a=b") == len(CODES) - 1
    assert "<script" not in html


def test_page_has_one_address_of_its_own_and_one_in_each_language() -> None:
    own, others = addresses("/ko/events/heat/")

    assert own == "https://example.org/ko/events/heat/"
    assert others == {code: f"https://example.org/{code}/events/heat/" for code in CODES} | {
        "x-default": "https://example.org/en/events/heat/"
    }


@pytest.mark.parametrize("language", CODES)
def test_home_for_all_other_languages_is_where_the_best_is_chosen(language: str) -> None:
    with translation.override(language):
        own, others = addresses(f"/{language}/")

    assert own == others[language] == f"https://example.org/{language}/"
    assert others["x-default"] == "https://example.org/"


def test_query_belongs_to_an_address_as_far_as_it_makes_another_page() -> None:
    plain, _ = addresses("/en/events/", given="?utm=x&tz=Asia/Seoul")
    own, others = addresses("/en/events/", "?topic=rain&page=2", given="?utm=x&topic=rain&page=2")

    assert plain == "https://example.org/en/events/"
    assert own == others["en"] == others["x-default"] == "https://example.org/en/events/?topic=rain&page=2"
    assert others["ar"] == "https://example.org/ar/events/?topic=rain&page=2"


def test_address_is_made_absolute_and_escaped() -> None:
    assert rendered("{% absolute path %}", path="/en/?a=1&b=<") == "https://example.org/en/?a=1&amp;b=&lt;"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "en_GB"), ("ar", "ar_EG"), ("ko", "ko_KR"), ("zh-hans", "zh_CN"), ("es", "es_ES")],
)
def test_language_is_told_with_a_territory(language: str, shown: str) -> None:
    with translation.override(language):
        assert rendered("{% territory_locale %}") == shown
