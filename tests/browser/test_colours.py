"""Contrast as the browser computes it (WCAG 2.2, 1.4.3 and 1.4.11), on every page, in both schemes."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]

CONTRAST = """
const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number)
const isOpaque = (colour) => colour.startsWith('rgb(')
const luminance = (colour) => numbers(colour).slice(0, 3)
  .map((part) => part / 255)
  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0)
const ratio = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
const ground = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor
    if (isOpaque(colour)) return colour
  }
}
const weak = (element, colour, least) => {
  const reached = ratio(colour, ground(element))
  return reached < least ? [`${element.tagName} ${element.className}: ${reached.toFixed(2)}`] : []
}
const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
"""
FAINT_TEXT = f"""() => {{ {CONTRAST}
  return shown('body *')
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((one) => getComputedStyle(one).clipPath !== 'inset(50%)')
    .flatMap((one) => weak(one, getComputedStyle(one).color, 4.5))
}}"""
FAINT_EDGES = f"""() => {{ {CONTRAST}
  return shown('[class^=chip], .button, input[type=date], .active__chip')
    .flatMap((one) => weak(one.parentElement, getComputedStyle(one).borderTopColor, 3))
}}"""


def test_text_and_edges_of_controls_stand_out(site: Site, opened: Callable[..., Page]) -> None:
    page, faint = opened(reduced_motion="reduce"), {}  # a colour on its way to another is none of ours

    for name in site.pages:
        page.goto(site[name])
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faint[name, scheme] = page.evaluate(FAINT_TEXT) + page.evaluate(FAINT_EDGES)

    assert {view: found for view, found in faint.items() if found} == {}


def test_schemes_differ_and_state_their_ground(site: Site, opened: Callable[..., Page]) -> None:
    grounds = []
    for scheme in SCHEMES:
        page = opened(color_scheme=scheme)
        page.goto(site["home"])
        grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    assert grounds == ["rgb(251, 250, 247)", "rgb(18, 22, 20)"]
