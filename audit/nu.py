"""All pages, style sheets and drawings through the Nu HTML checker, in one run over saved files."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from audit.findings import Finding, Result, once
from audit.site import ROOT, Site
from audit.tools import module, program


class Allowed(NamedTuple):
    """A message that is no fault of this site, word for word: on pages that start so, near such words."""

    what: str
    page: str
    near: str
    reason: str


CSS_OF_LATE = "CSS that the checker does not know yet; a browser that does not either leaves it out"
DJANGO = "Django’s own form and words in the admin"
ALLOWED = [
    Allowed("CSS: Unrecognized at-rule “@view-transition”", "static/", "", CSS_OF_LATE),
    Allowed("CSS: Unrecognized at-rule “@container”", "static/", "", CSS_OF_LATE),
    Allowed("CSS: “container-type”: Property “container-type” doesn't exist.", "static/", "", CSS_OF_LATE),
    Allowed("CSS: Parse Error.", "static/base.css", "nsition-group(*)", CSS_OF_LATE),
    Allowed("Element “option” without attribute “label” must not be empty.", "admin:", "", DJANGO),
    Allowed(
        "The value of attribute “aria-label” on element “nav” from namespace “http://www.w3.org/1999/xhtml” "
        "is not in Unicode Normalization Form C.",
        "admin:",
        "",
        DJANGO,
    ),
    Allowed(
        "Text run is not in Unicode Normalization Form C. Should instead be “عدِّل أو استعرض رابط القائم”. "
        "(Copy and paste that into your source document to replace the un-normalized text.)",
        "admin:",
        "",
        DJANGO,
    ),
]


def run(sites: list[Site]) -> Result:
    with TemporaryDirectory() as name:
        folder = Path(name)
        pages = save(sites, folder)
        files = save_static(folder / "static")
        messages = check(folder)
    found = [finding(message, pages, folder) for message in messages]
    allowed = Counter(reason for one in found if (reason := why_allowed(one)))
    findings = once(one for one in found if not why_allowed(one))
    rows = [["", "files", "findings"]]
    for site in sites:
        saved = sum(path.is_relative_to(folder / site.catalogue) for path in pages)
        rows.append([f"Pages of the {site.catalogue}", f"{saved}", ""])
    rows.append(["Style sheets and drawings", f"{files}", ""])
    rows.append(["All", f"{len(pages) + files}", f"{len(findings)}"])
    notes = ["Errors and warnings both count. Which language a text is in is not guessed from its words."]
    notes += [f"Not counted: {reason} ({count} ×)." for reason, count in allowed.items()]
    return Result("HTML, CSS and SVG (Nu HTML checker)", rows, findings, notes)


def why_allowed(finding: Finding) -> str:
    """The reason why it does not count, empty where it does."""
    for what, page, near, reason in ALLOWED:
        if finding.what == what and finding.page.startswith(page) and near in finding.detail:
            return reason
    return ""


def save(sites: list[Site], folder: Path) -> dict[Path, tuple[str, str]]:
    """Every page as a file; returns the kind and the language of each."""
    saved = {}
    for site in sites:
        for number, page in enumerate(site.pages):
            path = folder / site.catalogue / page.language / f"{number}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(site.fetch(page).body)
            suffix = "" if site is sites[0] else f" ({site.catalogue})"
            saved[path] = (page.kind + suffix, page.language)
    return saved


def save_static(folder: Path) -> int:
    for pattern in ("css/*.css", "*.svg"):
        for path in (ROOT / "static").glob(pattern):
            folder.mkdir(exist_ok=True)
            shutil.copy(path, folder)
    return len(list(folder.iterdir()))


def check(folder: Path) -> list[dict]:
    """The checker's messages, without those that are for information only."""
    jar = module("vnu-jar") / "build" / "dist" / "vnu.jar"
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    options += ["--also-check-css", "--also-check-svg", str(folder)]
    command = [program("java"), "-Xss4m", "-jar", str(jar), *options]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own
    messages = json.loads(ran.stdout)["messages"]
    return [
        message for message in messages if message["type"] != "info" or message.get("subType") == "warning"
    ]


def finding(message: dict, pages: dict[Path, tuple[str, str]], folder: Path) -> Finding:
    path = Path(unquote(urlsplit(message["url"]).path))
    page, language = pages.get(path, (str(path.relative_to(folder)), ""))
    extract = " ".join(message.get("extract", "").split())
    return Finding(page, language, message["message"], f"line {message.get('lastLine', '?')}: {extract}")
