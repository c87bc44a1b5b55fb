"""Every kind of page in every language, in light and dark colours, at three widths: axe and the layout."""

import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from audit.browser import WIDTHS, Visitor, side_by_side, visiting
from audit.findings import Finding, Result, once
from audit.layout import LOST, SPACED
from audit.site import Site
from audit.tools import module

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ["light", "dark"]
EDGES = [1280, 320]
"""The widths at which text is spaced out."""
RUN = """async (tags) => {
  // Colours that are still changing are not those that a visitor reads.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
  const { violations, incomplete } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
  const said = ({ id, help, nodes }) => ({ id, help, count: nodes.length, at: nodes[0].html.slice(0, 120) })
  return { violations: violations.map(said), incomplete: incomplete.map(said) }
}"""


class Allowed(NamedTuple):
    """What of the admin is Django’s or select2’s: the finding’s first words, words near it, the reason."""

    what: str
    near: str
    reason: str


ALLOWED = [
    Allowed(
        "axe empty-table-header",
        'class="original"',
        "the unnamed first column of the admin’s rows",
    ),
    Allowed("axe label", "select2-search", "select2’s field to type in, which it does not label"),
    Allowed("axe select-name", "select2-hidden-accessible", "the select that select2 stands in for"),
    Allowed("axe label-title-only", "aria-label", "rows of a table, labelled by the head of their column"),
    Allowed("axe list", "select2", "select2’s list of what is chosen"),
    Allowed("axe target-size", "?", "the admin’s filters, lines of text below each other"),
    Allowed("is cut off", "select2", "select2 cuts long choices, which are whole in its list"),
    Allowed("lies beyond", "", "a wide table of the admin, which scrolls within itself"),
]


def is_allowed(finding: Finding) -> bool:
    return finding.page.startswith("admin:") and any(
        finding.what.startswith(one.what) and one.near in finding.detail for one in ALLOWED
    )


@dataclass
class Seen:
    """What a visitor saw in one language. ``undecided``: in how many views axe left a rule to a person."""

    pages: int = 0
    views: int = 0
    findings: list[Finding] = field(default_factory=list)
    undecided: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


def look(site: Site, language: str) -> Seen:
    """All pages of the site in a language, those of the admin with the rights for them."""
    seen = Seen()
    source = (module("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    for signed_in in (False, True):
        pages = [page for page in site.of(language) if page.is_for_the_signed_in == signed_in]
        if not pages:
            continue
        with visiting(site, language, signed_in=signed_in) as visitor:
            for page in pages:
                visitor.resize(WIDTHS[0])
                visitor.tab.emulate_media(color_scheme=SCHEMES[0], reduced_motion="reduce")
                visitor.open(page)
                visitor.tab.evaluate(source)
                look_at_views(visitor, seen)
                space_out(visitor)
                seen.pages += 1
        seen.findings += visitor.findings
    return seen


def look_at_views(visitor: Visitor, seen: Seen) -> None:
    for scheme, width in product(SCHEMES, WIDTHS):
        visitor.tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        visitor.resize(width)
        found = visitor.tab.evaluate(RUN, TAGS)
        for one in found["violations"]:
            where = f"{width} px, {scheme}, {one['count']} ×: {one['at']}"
            visitor.find(f"axe {one['id']}: {one['help']}", where)
        for one in found["incomplete"]:
            seen.undecided[one["id"]] += 1
            seen.examples.setdefault(one["id"], f"{visitor.name}: {one['at']}")
        seen.views += 1
        if scheme == SCHEMES[0]:  # colours change no size
            look_for_losses(visitor, f"{width} px")


def space_out(visitor: Visitor) -> None:
    visitor.tab.evaluate(SPACED)
    for width in EDGES:
        visitor.resize(width)
        look_for_losses(visitor, f"{width} px, text spaced out")


def look_for_losses(visitor: Visitor, view: str) -> None:
    for what, where in visitor.tab.evaluate(LOST, visitor.page.is_admin):
        visitor.find(what, f"{view}: {where}")


def run(sites: list[Site]) -> Result:
    start = time.monotonic()
    tasks = [(site, language) for site in sites for language in site.languages]
    rows = [["Catalogue", "language", "pages", "views", "findings"]]
    findings, undecided, examples = [], Counter(), {}
    for (site, language), seen in zip(tasks, side_by_side(look, tasks), strict=True):
        found = once(one for one in seen.findings if not is_allowed(one))
        rows.append([site.catalogue, language, f"{seen.pages}", f"{seen.views}", f"{len(found)}"])
        findings += found
        undecided += seen.undecided
        examples = seen.examples | examples
    left = "; ".join(f"{rule} ({count}, such as {examples[rule]})" for rule, count in undecided.most_common())
    notes = [
        f"Rules tagged {', '.join(TAGS)}; light and dark; {', '.join(map(str, sorted(WIDTHS)))} px.",
        "In each view also: nothing scrolls to the side or is cut off, nor with text spaced out (WCAG 2.2, "
        "1.4.12); no request to another host; no error or warning in the console.",
        f"What axe leaves to a person, in views: {left or 'nothing'}.",
        *(f"Not counted in the admin: {one.reason}." for one in ALLOWED),
        f"Took {time.monotonic() - start:.0f} s.",
    ]
    return Result("Accessibility in the browser (axe-core)", rows, findings, notes)
