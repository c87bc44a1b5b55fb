"""Dates, hours and languages as a browser, a translator or a screen reader takes them from the page."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

# Quotations of a source and offsets from UTC are no hours of ours.
HOURS = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  while (words.nextNode()) {
    const text = words.currentNode, parent = text.parentElement
    if (parent.closest('q, code, .prose, .label') || !/(?<![+\\d-])\\d{1,2}:\\d{2}/.test(text.data)) continue
    const time = parent.closest('time'), zone = parent.closest('p, dd')?.nextElementSibling
    const city = parent.closest('tr')?.querySelector('.across__city')
    found.push({
      words: text.data.trim(),
      instant: time?.getAttribute('datetime') ?? '',
      zone: zone?.matches('.when__zone') ? zone.innerText.replace(/\\s+/g, ' ')
        : city?.firstChild.data.trim() ?? '',
    })
  }
  return found
}"""


def test_hours_are_instants_with_their_zone_named(site: Site, opened: Callable[..., Page]) -> None:
    page, hours = opened(), []
    for name in ("home", "all", "filtered", "event learning-cities-climate-2024"):
        page.goto(site[name])
        hours += page.evaluate(HOURS)

    hours = [hour for hour in hours if "://" not in hour["words"]]  # ports look like hours
    assert {hour["words"] for hour in hours} == {"13:00", "14:00", "15:00", "16:00", "21:00", "22:00"}
    assert {(hour["instant"][10:], hour["zone"]) for hour in hours} == {
        ("T13:00:00+01:00", "Central European Standard Time GMT+01:00"),
        ("T14:00:00+01:00", "Central European Standard Time GMT+01:00"),
        ("T13:00:00+02:00", "Central European Summer Time GMT+02:00"),
        ("T14:00:00+02:00", "Central European Summer Time GMT+02:00"),
        *((f"T{hour}:00+01:00", "Brussels") for hour in ("13:00", "14:00")),
        *((f"T{hour}:00+03:00", "Jubail") for hour in ("15:00", "16:00")),
        *((f"T{hour}:00+09:00", "Goyang") for hour in ("21:00", "22:00")),
    }


@pytest.mark.parametrize("name", ["past", "event learning-cities-climate-2024"])
def test_languages_are_written_as_their_own(site: Site, opened: Callable[..., Page], name: str) -> None:
    page = opened()
    page.goto(site[name])

    chips = page.locator("[class^=chip] [lang]").evaluate_all(
        "all => all.map(one => [one.lang, one.dir, one.innerText])"
    )

    assert {tuple(chip) for chip in chips} == {
        ("ar", "rtl", "العربية"),
        ("en", "", "English"),
        ("es", "", "español"),
        ("fr", "", "français"),
        ("ko", "", "한국어"),
        ("zh", "", "中文"),
    }


def test_pages_have_one_first_heading_and_skip_no_level(site: Site, opened: Callable[..., Page]) -> None:
    page, wrong = opened(), {}
    for name in site.pages:
        page.goto(site[name])
        levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
            "all => all.map(one => Number(one.tagName[1]))"
        )
        steps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or steps:
            wrong[name] = levels

    assert wrong == {}
