"""The admin in a real Chromium, over a catalogue of its own. As in tests/browser, no test here queries.

What an editor did is read from the pages of the site.
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, StorageState, expect
from pytest_django.live_server_helper import LiveServer

from events.models import Event
from events.upkeep import bring_up_to_date
from tests.browser.conftest import browser, db, opened
from tests.factories import (
    make_event,
    make_involvement,
    make_organisation,
    make_session,
    make_source,
    make_topic,
)

__all__ = ["browser", "db", "opened"]

PASSWORD = "correct horse battery"


@pytest.fixture(scope="package")
def site(db: None) -> Iterator[LiveServer]:
    for name in ("ada", "ben"):
        User.objects.create_superuser(name, password=PASSWORD, first_name=name.capitalize())
    make_organisation(name="Learning City of Goyang", slug="goyang")
    make_topic(name="Climate action", slug="climate-action")
    make_source(title="Announcement", slug="announcement", file_name="announcement.txt")
    shared = make_session(make_event(title="Heat in the city", slug="heat"))
    make_involvement(shared.event)
    make_session(make_event(title="Rain garden series", slug="rain", state="draft"))
    bring_up_to_date(Event.objects.all(), timezone.now())
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="package")
def cookies() -> dict[str, StorageState]:
    """Of those who have signed in, by name."""
    return {}


@pytest.fixture
def signed_in(
    site: LiveServer, opened: Callable[..., Page], cookies: dict[str, StorageState]
) -> Callable[..., Page]:
    """Makes a page in a browser of its own in which somebody has signed in."""

    expect.set_options(timeout=15_000)  # a form of many rows takes a while on a busy machine

    def sign_in(name: str = "ada", **options: object) -> Page:
        page = opened(storage_state=cookies.get(name), **options)
        page.set_default_timeout(15_000)
        page.goto(f"{site.url}/admin/")
        if name not in cookies:
            page.get_by_label("Username").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Log in").click()
            page.get_by_role("heading", name="Keep the catalogue").wait_for()
            cookies[name] = page.context.storage_state()
        return page

    return sign_in
