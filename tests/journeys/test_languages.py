"""Every kind of page of the catalogue that ships, in every language of the interface."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import DjangoDbBlocker

from events import cldr
from events.models import Event, Source, Speaker, Topic
from events.phrases import content
from organisations.models import Organisation, Project
from tests.events.admin.admin_page import AdminPage
from tests.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

LANGUAGES = [code for code, _name in site_settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != site_settings.LANGUAGE_CODE]
NOWHERE = "nowhere/"
PAGES = [
    "",
    "events/?when=all",
    "events/learning-cities-climate-2024/",
    "events/iurc-china-urban-planning-2022/",
    "calendar/2024/09/",
    "speakers/",
    "speakers/li-li/",
    "organisations/",
    "organisations/unesco/",
    "projects/gkec/",
    "languages/",
    "languages/ko/",
    "topics/",
    "topics/climate-action/",
    "subscribe/",
    "sources/",
    "sources/metropolis-trainings/",
    "time-zones/",
    "help/",
    "about/",
    NOWHERE,
]
NAMED = {
    Event: ("title", "summary"),
    Speaker: ("name",),
    Organisation: ("name",),
    Project: ("name",),
    Topic: ("name",),
    Source: ("title",),
}
"""What pages show of records in one line."""
NOT_RECORDS = {"title", "script", "q"}
"""Elements that can say no language of a part of their text, or quote a document."""

NAMES = {"Outlook.com", "Microsoft 365", "Outlook.com, Microsoft 365", "Thunderbird", "ICSx5 (Android)"}
NAMES |= {"Jubail", "Goyang", "Coyhaique", "Ms.", "Ms. ·", "CC BY 4.0"}
NOT_WORDS = re.compile(r"http://|\d+_\w+\.txt|: ")
"""Addresses, files, and what was taken from their lines."""


class Texts(Page):
    """A page with the language and the direction of each piece of its text."""

    def __init__(self, response: HttpResponse) -> None:
        self.said: list[tuple[str, str, str]] = []
        super().__init__(response)

    def nearest(self, name: str) -> str:
        return next((one.attributes[name] for one in reversed(self.open) if name in one.attributes), "")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        words = " ".join(data.split())
        if words and self.open and self.open[-1].tag not in NOT_RECORDS:
            self.said.append((words, self.nearest("lang"), self.nearest("dir")))

    def things(self) -> list[dict[str, Any]]:
        """What it tells search engines."""
        scripts = [one for one in self.find("script") if one.attributes.get("type") == "application/ld+json"]
        return [json.loads(one.text) for one in scripts]


@dataclass(frozen=True)
class Answer:
    status: int
    page: Texts


@pytest.fixture(scope="module")
def kept() -> dict[str, Answer]:
    """What was asked for, by its address: several tests read the same pages."""
    return {}


@pytest.fixture
def read(client: Client, kept: dict[str, Answer]) -> Callable[[str], Answer]:
    def ask(path: str) -> Answer:
        if path not in kept:
            response = client.get(path)
            kept[path] = Answer(response.status_code, Texts(response))
        return kept[path]

    return ask


@pytest.fixture(scope="module")
def fallen_back(shipped: None, django_db_blocker: DjangoDbBlocker) -> dict[str, dict[str, str]]:
    """For each language the texts that stand in for one, with their own language."""
    with django_db_blocker.unblock():
        records = [(record, names) for model, names in NAMED.items() for record in model.objects.all()]
    found = {
        language: dict(content(record, name, language) for record, names in records for name in names)
        for language in OTHERS
    }
    return {
        language: {words: code for words, code in texts.items() if words and code != language}
        for language, texts in found.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_its_language(language: str, read: Callable[[str], Answer]) -> None:
    html = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    for path in PAGES:
        answer = read(f"/{language}/{path}")
        found = [one.attributes for one in answer.page.find("html")]
        headings = answer.page.texts("h1")
        assert (path, answer.status, found) == (path, 404 if path == NOWHERE else 200, [html])
        assert (path, len(headings), "" in headings) == (path, 1, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_the_name_of_the_site(
    language: str, read: Callable[[str], Answer]
) -> None:
    with translation.override(language):
        site = gettext("Climate webinar catalogue")
    titles = {path: read(f"/{language}/{path}").page.texts("title")[0] for path in PAGES}

    assert titles.pop("") != ""
    assert [path for path, title in titles.items() if not title.endswith(f" · {site}")] == []
    assert len(set(titles.values())) == len(titles)


def test_page_holds_no_english_that_is_not_said_to_be(
    read: Callable[[str], Answer], fallen_back: dict[str, dict[str, str]]
) -> None:
    """An Arabic one tells them apart; the others have the same templates."""
    for path in PAGES:
        said = {words for words, language, _direction in read(f"/ar/{path}").page.said if language == "ar"}
        english = {words for words in said if re.search("[a-z]", words) and not re.search("[ء-ي]", words)}
        unknown = english - NAMES - set(fallen_back["ar"])
        assert (path, [words for words in unknown if not NOT_WORDS.match(words)]) == (path, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_to_search_engines_can_be_read(language: str, read: Callable[[str], Answer]) -> None:
    for path in PAGES:
        found, english = (read(f"/{code}/{path}").page.things() for code in (language, "en"))
        kinds = [(one["@context"], one["@type"]) for one in found]
        assert (path, kinds) == (path, [("https://schema.org", one["@type"]) for one in english])
        own = {one["inLanguage"] for one in found if one["@type"] in {"WebSite", "CollectionPage"}}
        assert (path, own - {language}) == (path, set())
    assert read(f"/{language}/").page.things()[0]["inLanguage"] == language


@pytest.mark.parametrize("language", OTHERS)
def test_text_of_another_language_says_so(
    language: str, read: Callable[[str], Answer], fallen_back: dict[str, dict[str, str]]
) -> None:
    stand_ins, seen = fallen_back[language], set()
    for path in PAGES:
        said = [one for one in read(f"/{language}/{path}").page.said if one[0] in stand_ins]
        unmarked = [
            one
            for one in said
            if one[1] != stand_ins[one[0]] or one[2] not in {cldr.direction(stand_ins[one[0]]), "auto"}
        ]
        assert (path, unmarked) == (path, [])
        seen |= {words for words, _language, _direction in said}
    assert len(seen) > 10


def test_every_page_names_itself_in_every_language(read: Callable[[str], Answer]) -> None:
    for path in PAGES:
        links = [one.attributes for one in read(f"/en/{path}").page.find("link")]
        named = {one["hreflang"]: one["href"] for one in links if "hreflang" in one}
        if path == NOWHERE:
            assert named == {}
            continue
        wanted = {code: f"/{code}/{path}" for code in LANGUAGES}
        default = {"x-default": f"/en/{path}" if path else "/"}
        assert named == {code: site_settings.SITE_URL + one for code, one in (wanted | default).items()}
        assert (path, {read(one).status for one in wanted.values()}) == (path, {200})


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_switch_leads_to_the_same_page(language: str, read: Callable[[str], Answer]) -> None:
    for path in PAGES:
        switch = [one.attributes for one in read(f"/{language}/{path}").page.find("a")]
        shown = {one["hreflang"]: one["href"] for one in switch if "hreflang" in one}
        assert (path, shown) == (path, {code: f"/{code}/{path}" for code in LANGUAGES if code != language})


def test_admin_is_in_the_language_that_the_browser_asks_for() -> None:
    (html,) = AdminPage(Client().get("/admin/login/", headers={"accept-language": "ar"})).find("html")

    assert html.attributes == {"lang": "ar", "dir": "rtl"}


def test_language_of_the_admin_is_kept_by_a_cookie_of_the_admin_alone() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("ann"))
    before = AdminPage(client.get("/admin/events/event/?state=draft"))
    (form,) = [one for one in before.find("form") if one.attributes.get("action") == "/admin/language/"]
    assert form.attributes["method"] == "post"
    hidden = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in before.find("input")
        if one.attributes.get("name") in {"csrfmiddlewaretoken", "next"}
    }

    response = client.post("/admin/language/", {**hidden, "language": "ar"})

    assert (response.status_code, response["Location"]) == (302, "/admin/events/event/?state=draft")
    cookie = response.cookies[site_settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("ar", "/admin/", True)
    (html,) = AdminPage(client.get(response["Location"])).find("html")
    assert html.attributes == {"lang": "ar", "dir": "rtl"}


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_set_no_cookie_and_read_none(path: str, client: Client) -> None:
    client.cookies[site_settings.LANGUAGE_COOKIE_NAME] = "ar"
    response = client.get(f"/pl/{path}", headers={"accept-language": "ko"})

    (html,) = Page(response).find("html")
    assert (html.attributes["lang"], dict(response.cookies), response.get("Vary")) == ("pl", {}, None)
