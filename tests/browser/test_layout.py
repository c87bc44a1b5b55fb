"""Nothing is lost to the side: at any width, from right to left, with letters of twice the size."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

# 320 px is also what 400 % zoom leaves of a screen of 1280.
VIEWS: list[tuple[int, dict[str, str]]] = [
    (320, {}),
    (768, {}),
    (1280, {}),
    (320, {"dir": "rtl"}),
    (1280, {"style": "font-size: 200%"}),
]

CUT_OFF = """() => {
  // For screen readers only, or shown when it has the focus.
  const isHeard = (element) => element && (getComputedStyle(element).clipPath === 'inset(50%)'
    || element.matches('.skip-link') || isHeard(element.parentElement))
  const width = document.documentElement.clientWidth
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const lost = []
  while (words.nextNode()) {
    const text = words.currentNode, parent = text.parentElement
    if (!text.data.trim() || isHeard(parent) || !parent.checkVisibility()) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const box of range.getClientRects())
      if (box.left < -1 || box.right > width + 1) { lost.push(text.data.trim()); break }
  }
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element)
    if (style.overflowX !== 'visible' && !isHeard(element) && element.scrollWidth > element.clientWidth + 1)
      lost.push(element.className)
  }
  const beyond = document.documentElement.scrollWidth - width
  return beyond > 0 ? [`${beyond} px beyond the edge`, ...lost] : lost
}"""


def test_no_page_loses_anything_to_the_side(site: Site, opened: Callable[..., Page]) -> None:
    page, lost = opened(), {}

    for name in site.pages:
        page.goto(site[name])
        for width, root in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("root => Object.assign(document.documentElement, { dir: '' }, root)", root)
            lost[name, width, *root.values()] = page.evaluate(CUT_OFF)

    assert {view: words for view, words in lost.items() if words} == {}
