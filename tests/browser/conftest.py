"""The shipped catalogue in a real Chromium. One server and one browser for the whole package.

Playwright keeps an event loop running on this thread, and Django refuses database work beside one: the
catalogue is loaded before the browser starts and dropped after it has ended, and no test here queries.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from events.choices import SessionStatus
from events.importing import loader
from events.models import Event, Source, Speaker
from events.upkeep import bring_up_to_date
from organisations.models import Project
from tests.factories import make_day_session, make_event

CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"]
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@dataclass
class Site:
    """A running site. ``pages`` holds the path of every page that is tested, by name."""

    url: str
    pages: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.url + self.pages[name]


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's, which is for one test: a database that is emptied after the last one."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="package")
def pages(db: None) -> dict[str, str]:
    """Paths by name, with the catalogue that they show in the database."""
    loader.load(settings.BASE_DIR / "fixtures", now=timezone.now())
    add_statuses()
    return {
        "home": "/en/",
        "upcoming": "/en/events/",
        "past": "/en/events/?when=past",
        "all": "/en/events/?when=all",
        "filtered": "/en/events/?when=all&language=ko&topic=learning-cities",
        "empty": "/en/events/?when=all&language=ar&kind=summit",
        "refused": "/en/events/?kind=opera",
        "speakers": "/en/speakers/",
        "organisations": "/en/organisations/",
        "organisation": "/en/organisations/iclei/",
        "sources": "/en/sources/",
        "about": "/en/about/",
        "subscribe": "/en/subscribe/?language=ko&when=all",
        "withdrawn": "/en/events/withdrawn/",
        "missing": "/en/nowhere/",
        "project": Project.objects.get().get_absolute_url(),
        **{f"event {event.slug}": event.get_absolute_url() for event in Event.objects.listed()},
        "speaker": Speaker.objects.filter(appearances__isnull=False).first().get_absolute_url(),
        "speaker of nothing": Speaker.objects.get(appearances=None).get_absolute_url(),
        "source": Source.objects.first().get_absolute_url(),
    }


def add_statuses() -> None:
    """What the shipped catalogue has no case of: sessions that are not simply on, and what was moved."""
    event = make_event(slug="shifted", title="A series that was shifted about")
    for day, status in enumerate(SessionStatus.values, start=1):
        make_day_session(
            event,
            first_day=date(2019, 5, day),
            last_day=date(2019, 5, day),
            status=status,
            status_reason_en="A reason." if status != SessionStatus.SCHEDULED else "",
        )
    moved = make_day_session(event, first_day=date(2019, 6, 1), last_day=date(2019, 6, 1))
    withdrawn = make_day_session(make_event(slug="withdrawn", title="Not to be"))
    bring_up_to_date(Event.objects.all(), timezone.now())
    moved.last_day = date(2019, 6, 2)
    moved.save()
    withdrawn.event.withdraw()
    bring_up_to_date(Event.objects.all(), timezone.now())


@pytest.fixture(scope="package")
def site(pages: dict[str, str]) -> Iterator[Site]:
    server = LiveServer("127.0.0.1")
    yield Site(server.url, pages)
    server.stop()


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert chromium, f"none of {', '.join(CHROMIUMS)} is on PATH; pytest -m 'not browser' does without"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Makes an empty page of a width in px, with the options of Playwright's ``new_context``."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(5_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
