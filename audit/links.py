"""The site as a crawler goes through it: every link leads to a page, and every page is whole."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

from django.conf.locale import LANG_INFO

from audit.findings import Finding, Result
from audit.markup import Markup
from audit.site import Answer, Site

MOST_PAGES = 1_500
FOLLOWED = {"when", "page"}
"""Parameters of links that are followed; any others only narrow what other pages show."""
REDIRECTS = 3


@dataclass
class Crawl:
    """``pages`` holds what was read, by address; ``files`` are the other addresses that were asked for."""

    site: Site
    pages: dict[str, Markup] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    is_cut_short: bool = False

    def find(self, path: str, what: str, detail: str = "") -> None:
        self.findings.append(Finding(path, path.split("/")[1], what, detail))

    def answer(self, path: str) -> tuple[str, Answer]:
        """What a path leads to in the end, and its own path."""
        answer = self.site.get(path)
        for _redirect in range(REDIRECTS):
            if answer.status not in {301, 302, 307, 308}:
                break
            path = urljoin(path, answer.headers["location"])
            answer = self.site.get(path)
        return path, answer

    def local(self, base: str, href: str) -> str | None:
        """The path and query of a link of this site that is followed, without its fragment."""
        parts = urlsplit(urljoin(self.site.url + base, href))
        if (
            f"{parts.scheme}://{parts.netloc}" != self.site.url
            or not parse_qs(parts.query).keys() <= FOLLOWED
        ):
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def go(self) -> None:
        waiting = deque((f"/{language}/", "") for language in self.site.languages)
        seen = {path for path, _from in waiting}
        while waiting:
            asked, linked_from = waiting.popleft()
            if len(self.pages) >= MOST_PAGES:
                self.is_cut_short = True
                return
            path, answer = self.answer(asked)
            if answer.status != 200:
                self.find(asked, f"a link leads to {answer.status}", f"on {linked_from}")
                continue
            if not answer.headers["content-type"].startswith("text/html"):
                self.files.add(path)
                continue
            page = self.pages[path] = Markup.of(answer.body)
            seen.add(path)
            for href in [*page.links, *page.loaded, *page.canonical, *page.alternates.values()]:
                target = self.local(path, href)
                if target and target not in seen:
                    seen.add(target)
                    waiting.append((target, path))


def check_page(crawl: Crawl, path: str, page: Markup) -> None:
    """What a page must have by itself."""
    language = path.split("/")[1]
    if page.headings.count(1) != 1:
        crawl.find(path, f"has {page.headings.count(1)} h1")
    if page.skips_a_heading:
        crawl.find(path, "skips a level of headings", str(page.headings))
    if page.mains != 1:
        crawl.find(path, f"has {page.mains} main")
    if page.lang.lower() != language:
        crawl.find(path, f"has lang {page.lang!r}")
    if page.dir != ("rtl" if LANG_INFO[language]["bidi"] else "ltr"):
        crawl.find(path, f"has dir {page.dir!r}")
    if not page.title.strip():
        crawl.find(path, "has no title")
    if len(page.canonical) > 1:
        crawl.find(path, f"has {len(page.canonical)} canonical addresses")


def check_titles(crawl: Crawl) -> None:
    """No two pages of a language share a title; what narrows or continues a list may have the list's."""
    titles = defaultdict(list)
    for path, page in crawl.pages.items():
        if "?" not in path:
            titles[path.split("/")[1], " ".join(page.title.split())].append(path)
    for (_language, title), paths in titles.items():
        for path in paths[1:]:
            crawl.find(path, "has the title of another page", f"{title}: {paths[0]}")


def check_relations(crawl: Crawl, path: str, page: Markup) -> None:
    """Canonical address and other languages: whole addresses, on this site, each way.

    Other languages count only on a page that is itself canonical: elsewhere crawlers read none.
    """
    for href in page.canonical:
        target = href.removeprefix(crawl.site.url)
        if target == href:
            crawl.find(path, "has a canonical address that is not a whole one of this site", href)
        elif target != path and crawl.pages.get(target, page).canonical not in ([], [href]):
            crawl.find(path, "has a canonical address that names another as canonical", href)
    if page.canonical not in ([], [crawl.site.url + path]):
        return
    if page.alternates and crawl.site.url + path not in page.alternates.values():
        crawl.find(path, "does not name itself among its languages")
    for code, href in page.alternates.items():
        target = href.removeprefix(crawl.site.url)
        if target == href:
            crawl.find(
                path, "names another language by an address that is not a whole one of this site", href
            )
        elif target not in crawl.pages:
            if code != "x-default" and not crawl.is_cut_short:
                crawl.find(path, "names a page in another language that no link leads to", href)
        elif code != "x-default" and crawl.site.url + path not in crawl.pages[target].alternates.values():
            crawl.find(path, "is not named by the page in another language that it names", href)
    missing = {code.lower() for code in crawl.site.languages} - {code.lower() for code in page.alternates}
    if page.alternates and missing:
        crawl.find(path, f"does not name its page in {', '.join(sorted(missing))}")


def run(sites: list[Site]) -> Result:
    crawl = Crawl(sites[0])
    crawl.go()
    for path, page in crawl.pages.items():
        check_page(crawl, path, page)
        check_relations(crawl, path, page)
    check_titles(crawl)
    pages = crawl.pages.values()
    rows = [["Language", "pages", "with canonical", "with other languages"]]
    for language in sites[0].languages:
        own = [page for path, page in crawl.pages.items() if path.startswith(f"/{language}/")]
        counts = (len(own), sum(bool(one.canonical) for one in own), sum(bool(one.alternates) for one in own))
        rows.append([language, *map(str, counts)])
    notes = [f"{len(pages)} pages and {len(crawl.files)} other files were asked for, each by a link to it."]
    if crawl.is_cut_short:
        notes.append(f"More than {MOST_PAGES:,} pages: the rest was left out.")
    return Result("Links and the frame of each page", rows, crawl.findings, notes)
