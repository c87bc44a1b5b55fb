"""The site without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

MOST_STOPS = 300
"""More than any page has; a ring that the focus never leaves would be a trap."""

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one)
  return {
    place: [...document.querySelectorAll('*')].indexOf(one),
    words: one.outerHTML.slice(0, 90),
    isRinged: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && style.outlineColor !== getComputedStyle(document.documentElement).backgroundColor,
    isInSight: (({ top, bottom }) => bottom > 0 && top < innerHeight)(one.getBoundingClientRect()),
    isPage: one === document.body,
  }
}"""
REACHABLE = """() => {
  const all = [...document.querySelectorAll('*')]
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter((one) => one.checkVisibility()).map((one) => all.indexOf(one))
}"""


def stops(page: Page) -> list[dict]:
    """What Tab goes to, in order, each once: a date input takes it three times."""
    found = {}
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["isPage"]:
            return list(found.values())
        found.setdefault(focused["place"], focused)
    raise AssertionError(f"the focus never leaves {page.url}")


def test_skip_link_comes_first_and_leads_to_the_content(site: Site, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(site["past"])

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["home", "all", "event learning-cities-climate-2024"])
def test_tab_reaches_everything_and_shows_where_it_is(
    site: Site, opened: Callable[..., Page], name: str, width: int
) -> None:
    page = opened(width, reduced_motion="reduce")
    page.goto(site[name])

    visited = stops(page)

    assert [stop["words"] for stop in visited if not (stop["isRinged"] and stop["isInSight"])] == []
    assert sorted(stop["place"] for stop in visited) == page.evaluate(REACHABLE)
