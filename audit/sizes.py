"""How much a visitor downloads, before compression."""

from pathlib import Path
from urllib.parse import urlsplit

from audit.findings import Finding, Result
from audit.markup import Markup
from audit.site import ROOT, Site

LIMIT = 60_000
"""Bytes, of all style sheets and scripts together, and of the list's HTML."""
PUBLIC_STATIC = "Style sheets and scripts that public pages load"
ALL_STATIC = "All style sheets and scripts"
LARGEST = "HTML of the largest list"
LISTS = {"list", "list, upcoming", "search result"}


def own_files(folder: Path) -> dict[str, int]:
    """Sizes in bytes of the style sheets and scripts below ``folder``, by path."""
    found = (path for path in folder.rglob("*") if path.suffix in {".css", ".js"})
    return {str(path.relative_to(folder)): path.stat().st_size for path in sorted(found)}


def loaded(site: Site) -> set[str]:
    """Paths of all style sheets and scripts that any public page names."""
    found = set()
    for page in site.pages:
        if not page.is_admin:
            found |= {urlsplit(path).path for path in Markup.of(site.fetch(page).body).loaded}
    return {path for path in found if path.endswith((".css", ".js"))}


def run(sites: list[Site]) -> Result:
    measured = {
        ALL_STATIC: ("static/", sum(own_files(ROOT / "static").values())),
        PUBLIC_STATIC: ("", sum(len(sites[0].get(path).body) for path in loaded(sites[0]))),
    }
    lists = [
        (len(site.fetch(page).body), f"/{page.language}/, {site.catalogue}: {page.kind}")
        for site in sites
        for page in site.pages
        if page.kind in LISTS
    ]
    size, where = max(lists)
    return result(measured | {LARGEST: (where, size)})


def result(measured: dict[str, tuple[str, int]]) -> Result:
    """``measured``: where and how many bytes, by what was measured."""
    rows, findings = [["", "where", "bytes", "at most"]], []
    for name, (where, size) in measured.items():
        rows.append([name, where, f"{size:,}", f"{LIMIT:,}"])
        if size > LIMIT:
            findings.append(Finding(name, "", f"{size:,} bytes are {size - LIMIT:,} too many", where))
    return Result("Sizes", rows, findings)
