"""Subscribing in a real browser: copying, choosing, scanning, printing."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

CHOSEN = "/en/subscribe/?when=all&language=ko"
ADDRESS = f"{settings.SITE_URL}/en/events.ics?when=all&language=ko"
REFUSING = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"


def test_address_is_copied_and_said_to_be(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.url + CHOSEN)
    expect(page.get_by_role("status")).to_have_text("")

    page.get_by_role("button", name="Copy the address").press("Enter")

    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS


@pytest.mark.parametrize(
    "name", ["home", "all", "organisation", "speaker", "event learning-cities-climate-2024"]
)
def test_panel_copies_its_address(site: Site, opened: Callable[..., Page], name: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site[name])

    panel = page.get_by_role("complementary", name="In your calendar")
    panel.get_by_role("button", name="Copy").click()

    expect(panel.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == panel.locator(".address__text").inner_text()


def test_address_that_cannot_be_copied_is_selected(site: Site, opened: Callable[..., Page]) -> None:
    page = opened()
    page.add_init_script(REFUSING)
    page.goto(site.url + CHOSEN)

    page.get_by_role("button", name="Copy").click()

    page.wait_for_function("getSelection().toString() !== ''")
    assert page.evaluate("getSelection().toString()") == ADDRESS
    expect(page.get_by_role("status")).to_have_text("")


def test_page_works_without_script(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{site.url}/en/subscribe/")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)

    page.get_by_role("radio", name="All", exact=True).check()
    page.get_by_role("group", name="Can be followed in").get_by_role("checkbox", name="Korean").check()
    page.get_by_role("button", name="Show the calendar").click()
    page.wait_for_url("**language=ko**")

    assert parse_qs(urlsplit(page.url).query) == {"when": ["all"], "language": ["ko"]}
    expect(page.locator(".address__text")).to_have_text(ADDRESS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_can_be_scanned(site: Site, opened: Callable[..., Page], tmp_path: Path, scheme: str) -> None:
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg is not on PATH")
    page, picture = opened(color_scheme=scheme), tmp_path / "code.png"
    page.goto(site.url + CHOSEN)

    page.get_by_role("img", name="QR code of the address of this calendar").screenshot(path=picture)

    command = ["zbarimg", "--quiet", "--raw", str(picture)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == ADDRESS


def test_paper_keeps_the_address_and_the_code(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(794)
    page.goto(site.url + CHOSEN)
    page.emulate_media(media="print")

    expect(page.locator(".address__text")).to_be_visible()
    expect(page.locator(".qr")).to_be_visible()
    expect(page.locator(".ways, .address__copy, .filters").filter(visible=True)).to_have_count(0)
