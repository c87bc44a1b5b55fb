"""The system's Chromium on the site's pages, and what it complains about meanwhile."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, sync_playwright
from playwright.sync_api import Page as Tab

from audit.findings import Finding
from audit.kinds import Page
from audit.site import Site
from audit.tools import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
WIDTHS = [1280, 768, 320]
"""In CSS pixels; 320 is also what zooming to 400 % leaves of 1280 (WCAG 2.2, 1.4.10)."""
HEIGHT = 900
PROCESSES = min(2, os.cpu_count() or 1)
OF_THE_PAGE_ITSELF = "Failed to load resource: the server responded with a status of"


@dataclass
class Visitor:
    """A tab of the browser in one language, and what went wrong in it."""

    site: Site
    tab: Tab
    page: Page | None = None
    findings: list[Finding] = field(default_factory=list)

    def open(self, page: Page) -> None:
        """Go to a page; a wrong answer is a finding."""
        self.page = page
        answer = self.tab.goto(self.site.url + page.path)
        if answer is None or answer.status != page.status:
            self.find(f"answered with {answer and answer.status} instead of {page.status}")

    def find(self, what: str, detail: str = "") -> None:
        self.findings.append(Finding(self.name, self.page.language, what, detail))

    @property
    def name(self) -> str:
        return self.page.kind if self.site.catalogue == "archive" else f"{self.page.kind} (samples)"

    def resize(self, width: int) -> None:
        self.tab.set_viewport_size({"width": width, "height": HEIGHT})

    def on_console(self, message: ConsoleMessage) -> None:
        is_expected = message.text.startswith(f"{OF_THE_PAGE_ITSELF} {self.page.status}")
        if message.type in {"error", "warning"} and not (self.page.status != 200 and is_expected):
            self.find(f"complains in the console: {message.text[:200]}", message.location["url"])

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site.url}/", "data:", "blob:")):
            self.find(f"asks another host: {request.url[:100]}")


@contextmanager
def visiting(site: Site, language: str, *, signed_in: bool = False, **options: object) -> Iterator[Visitor]:
    """A visitor with a browser of their own; ``options`` are those of Playwright's ``new_context``."""
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context: BrowserContext = browser.new_context(
            locale=language, viewport={"width": WIDTHS[0], "height": HEIGHT}, **options
        )
        if signed_in:
            name, value = site.cookie
            context.add_cookies([{"name": name, "value": value, "url": site.url}])
        visitor = Visitor(site, context.new_page())
        visitor.tab.on("console", visitor.on_console)
        visitor.tab.on("pageerror", lambda error: visitor.find(f"fails in a script: {error}"))
        visitor.tab.on("request", visitor.on_request)
        try:
            yield visitor
        finally:
            browser.close()


def side_by_side[T](function: Callable[..., T], tasks: Iterable[tuple]) -> list[T]:
    """What ``function`` returns for the arguments of each task, in their order, on two cores."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return list(pool.map(function, *zip(*tasks, strict=True)))
