"""The site without a mouse, in forced colours, and without motion."""

from audit.browser import Visitor, side_by_side, visiting
from audit.findings import Result, once
from audit.kinds import Page
from audit.site import Site

KINDS = ["home", "list", "event", "month"]
WIDTHS = [1280, 320]
MOST_STOPS = 400
"""More than any page has; a ring that the focus never leaves would be a trap."""
LONGEST_MOTION = 0.01
"""Seconds, for those who asked for less motion."""

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one)
  const boxes = [...one.getClientRects()].filter(({ width, height }) => width && height)
  const label = one.labels?.[0]
  const isMet = ({ left, top, width, height }) => {
    const met = document.elementFromPoint(left + width / 2, top + height / 2)
    return met && (one.contains(met) || met.contains(one) || label?.contains(met))
  }
  const back = getComputedStyle(document.documentElement).backgroundColor
  return {
    place: [...document.querySelectorAll('*')].indexOf(one),
    words: one.outerHTML.slice(0, 100),
    isPage: one === document.body,
    isOutlined: style.outlineStyle === 'auto' || style.outlineStyle !== 'none'
      && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== back,
    isInSight: boxes.some(({ bottom, top, left, right }) =>
      bottom > 0 && top < innerHeight && right > 0 && left < innerWidth),
    isUncovered: boxes.some(isMet),
  }
}"""
REACHABLE = """() => {
  const all = [...document.querySelectorAll('*')]
  const usable = 'a[href], button, input:not([type=hidden]), select, summary, textarea'
  return [...document.querySelectorAll(usable)]
    .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
    .map((one) => [all.indexOf(one), one.outerHTML.slice(0, 100)])
}"""
MOVING = """(most) => {
  // Computed values are in seconds (CSS Transitions, 2.2).
  const seconds = (text) => Math.max(...text.split(',').map(parseFloat))
  return [...document.querySelectorAll('*')].filter((one) => {
    const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(one)
    return seconds(transitionDuration) > most || scrollBehavior === 'smooth'
      || animationName !== 'none' && seconds(animationDuration) > most
  }).map((one) => one.outerHTML.slice(0, 100))
}"""
FAULTS = {
    "isOutlined": "the focus is not outlined",
    "isInSight": "the focus is out of sight",
    "isUncovered": "the focus is covered",
}


def walk(site: Site, language: str, kind: str) -> tuple[int, list]:
    """How many stops Tab makes on a page, in all its views, and what is wrong with them."""
    page = site.page(kind, language)
    with visiting(site, language, reduced_motion="reduce") as visitor:
        count = sum(tab_through(visitor, page, width, "") for width in WIDTHS)
        visitor.tab.emulate_media(forced_colors="active", reduced_motion="reduce")
        count += tab_through(visitor, page, WIDTHS[0], ", forced colours")
        for words in visitor.tab.evaluate(MOVING, LONGEST_MOTION):
            visitor.find("moves although less motion was asked for", words)
    return count, once(visitor.findings)


def tab_through(visitor: Visitor, page: Page, width: int, view: str) -> int:
    visitor.resize(width)
    visitor.open(page)
    visited = set()
    for _stop in range(MOST_STOPS):
        visitor.tab.keyboard.press("Tab")
        focused = visitor.tab.evaluate(FOCUSED)
        if focused["isPage"]:
            break
        if focused["place"] in visited:  # a part of a date input, which the browser itself outlines
            continue
        visited.add(focused["place"])
        for name, what in FAULTS.items():
            if not focused[name]:
                visitor.find(what, f"{width} px{view}: {focused['words']}")
    else:
        visitor.find("the focus never leaves the page", f"{width} px{view}")
    for place, words in visitor.tab.evaluate(REACHABLE):
        if place not in visited:
            visitor.find("Tab does not reach it", f"{width} px{view}: {words}")
    return len(visited)


def chosen(languages: list[str]) -> list[str]:
    """One language for each direction of writing: the order of focus follows that alone."""
    return [language for language in languages if language in {"en", "ar"}] or languages[:1]


def run(sites: list[Site]) -> Result:
    tasks = [
        (site, language, kind)
        for site in sites
        for language in chosen(site.languages)
        for kind in KINDS
        if site.page(kind, language)
    ]
    rows, findings = [["Catalogue", "language", "page", "stops", "findings"]], []
    for (site, language, kind), (count, found) in zip(tasks, side_by_side(walk, tasks), strict=True):
        rows.append([site.catalogue, language, kind, f"{count}", f"{len(found)}"])
        findings += found
    notes = [
        f"Tab from the head of the page to its end, at {WIDTHS[0]} and {WIDTHS[1]} px and in forced colours: "
        "each stop is outlined, in sight and covered by nothing; nothing that can be used is left out.",
        f"With less motion asked for, nothing moves for longer than {LONGEST_MOTION} s.",
    ]
    return Result("Keyboard, forced colours, less motion", rows, findings, notes)
