"""The list on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

SCREEN_ONLY = ".site-nav, .skip-link, .filters, .tabs, .pagination, .subscribe, .row__calendar"
A4_WIDTH = 794
"""In CSS pixels."""


def printed(page: Page, address: str) -> Page:
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    return page


def test_print_leaves_out_what_only_a_screen_can_use(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(A4_WIDTH)
    page.goto(site["past"])
    assert page.locator(SCREEN_ONLY).filter(visible=True).count() > 3

    printed(page, site["past"])

    expect(page.locator(SCREEN_ONLY).filter(visible=True)).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_print_gives_full_dates_and_names_the_zone(site: Site, opened: Callable[..., Page]) -> None:
    rows = printed(opened(A4_WIDTH), site["past"]).locator(".row:has(.when__clock)")

    texts = [re.sub(r"\s+", " ", row.inner_text()) for row in rows.all()]
    assert len(texts) == 9
    assert re.match("Wed 20 Nov 2024 ", texts[0])
    assert re.match("Wed 20 Mar 2024 ", texts[-1])
    assert [text for text in texts if "Central European" not in text] == []


def test_print_gives_the_address_of_a_link(site: Site, opened: Callable[..., Page]) -> None:
    page = printed(opened(A4_WIDTH), site["organisation"])

    link = page.locator(".office a[href='https://www.iclei.org']")
    assert link.evaluate("one => one.innerText") == "https://www.iclei.org"
