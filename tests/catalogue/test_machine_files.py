from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from events.models import Event
from events.upkeep import bring_up_to_date
from tests.factories import make_event, make_session

SECURITY_TXT = "/.well-known/security.txt"
HINT = '"/prefetch-rules.json"'


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = "https://example.org"


def fields(response: HttpResponse) -> list[tuple[str, str]]:
    """(name, value) of each line."""
    return [tuple(line.split(": ", 1)) for line in response.content.decode().splitlines()]


def test_robots_are_led_to_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")

    *_rules, blank, sitemap = response.content.decode().splitlines()
    assert (response.status_code, blank, sitemap) == (200, "", "Sitemap: https://example.org/sitemap.xml")


def test_site_that_names_nobody_has_no_security_txt(client: Client, settings: Settings) -> None:
    settings.CONTACT_EMAIL = "editors@example.org"
    assert client.get(SECURITY_TXT).status_code == 200

    settings.CONTACT_EMAIL = ""

    assert client.get(SECURITY_TXT).status_code == 404


def test_security_txt_says_what_rfc_9116_wants(client: Client, settings: Settings) -> None:
    settings.CONTACT_EMAIL = "editors@example.org"

    response = client.get(SECURITY_TXT)

    said = fields(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert [(name, value) for name, value in said if name != "Expires"] == [
        ("Contact", "mailto:editors@example.org"),
        ("Preferred-Languages", "en"),
        ("Canonical", f"https://example.org{SECURITY_TXT}"),
    ]
    (expires,) = [datetime.fromisoformat(value) for name, value in said if name == "Expires"]
    left = expires - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)
    assert response.content.endswith(b"\n")


@pytest.mark.parametrize(
    ("language", "direction", "name"),
    [
        ("en", "ltr", "Climate webinar catalogue"),
        ("ar", "rtl", "دليل ندوات المناخ عبر الإنترنت"),
        ("zh-hans", "ltr", "气候网络研讨会目录"),
    ],
)
def test_manifest_is_in_the_language_of_its_address(
    language: str, direction: str, name: str, client: Client
) -> None:
    response = client.get(f"/{language}/site.webmanifest")

    manifest = response.json()
    assert (response.status_code, response["Content-Type"]) == (200, "application/manifest+json")
    assert (manifest["lang"], manifest["dir"], manifest["name"]) == (language, direction, name)
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == (f"/{language}/",) * 2 + ("/",)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_shortcuts_of_the_manifest_lead_to_pages_in_its_language(language: str, client: Client) -> None:
    shortcuts = client.get(f"/{language}/site.webmanifest").json()["shortcuts"]

    paths = [f"/{language}/events/", f"/{language}/calendar/", f"/{language}/subscribe/"]
    assert [one["url"] for one in shortcuts] == paths
    assert [client.get(path, follow=True).status_code for path in paths] == [200] * 3


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ko", "pl", "zh-hans"])
def test_manifest_is_translated(language: str, client: Client) -> None:
    english, translated = (client.get(f"/{code}/site.webmanifest").json() for code in ("en", language))

    names = ("name", "short_name", "description")
    assert [name for name in names if english[name] == translated[name]] == []
    both = zip(english["shortcuts"], translated["shortcuts"], strict=True)
    assert [one["name"] for one, other in both if one["name"] == other["name"]] == []


def test_icons_of_the_manifest_are_there_in_the_sizes_that_it_says(client: Client) -> None:
    icons = client.get("/en/site.webmanifest").json()["icons"]

    found = {icon["src"]: finders.find(icon["src"].removeprefix("/static/")) for icon in icons}
    assert None not in found.values()
    for icon in icons:
        if icon["type"] == "image/png":
            with Image.open(found[icon["src"]]) as image:
                assert icon["sizes"] == f"{image.width}x{image.height}"
    assert [icon["src"] for icon in icons if icon["type"] == "image/svg+xml"] == ["/static/icon.svg"]
    assert {icon.get("purpose") for icon in icons} == {None, "maskable"}


@pytest.mark.django_db
def test_every_page_names_the_manifest_of_its_language(client: Client) -> None:
    for language in ("en", "ar"):
        assert f'<link rel="manifest" href="/{language}/site.webmanifest">' in (
            client.get(f"/{language}/about/").content.decode()
        )


def test_links_are_fetched_ahead_but_not_files_nor_the_admin_nor_what_only_narrows(client: Client) -> None:
    response = client.get("/prefetch-rules.json")

    assert response["Content-Type"] == "application/speculationrules+json"
    ((kind, (rule,)),) = response.json().items()
    assert (kind, rule["eagerness"]) == ("prefetch", "moderate")
    follow, leave = rule["where"]["and"]
    assert follow == {"href_matches": "/*/*"}
    assert leave == {
        "not": {"href_matches": ["/admin/*", "/*.ics", "/*.atom", "/*.png", "/*\\?*"]},
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/en/", HINT),
        ("/ar/events/?when=all", HINT),
        ("/en/events/heat/", HINT),
        ("/zh-hans/help/", HINT),
        ("/admin/login/", None),
        ("/en/events.ics?when=all", None),
        ("/en/events.atom", None),
        ("/en/events/heat/1.ics", None),
        ("/en/events/heat/social.png", None),
        ("/en/site.webmanifest", None),
        ("/robots.txt", None),
        ("/sitemap.xml", None),
        ("/prefetch-rules.json", None),
    ],
)
def test_pages_of_the_public_alone_name_the_rules(path: str, hint: str | None, client: Client) -> None:
    make_session(make_event(slug="heat"))
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(path)

    assert (response.status_code, response.get("Speculation-Rules")) == (200, hint)
    assert resolve(HINT.strip('"')).url_name == "prefetch-rules"


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/prefetch-rules.json", SECURITY_TXT, "/en/site.webmanifest"]
)
def test_files_for_machines_need_nothing_but_their_address(
    path: str, client: Client, settings: Settings
) -> None:
    """Nor the database, which a test without the mark for it may not ask."""
    settings.CONTACT_EMAIL = "editors@example.org"

    plain = client.get(path)
    other = client.get(path, headers={"accept-language": "ar", "cookie": "django_language=ar"})

    assert (other.content, dict(other.cookies)) == (plain.content, {})
