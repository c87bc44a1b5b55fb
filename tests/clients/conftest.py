"""The feed that all clients read, and what they have to find in it."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.clients.catalogue import make_catalogue, withdraw
from tests.clients.entry import Entry, entry_of
from tests.journeys.conftest import undone_afterwards

FEED = "/en/events.ics?when=all"
# What is made before a test has not its settings: nothing is remembered.
LIKE_A_TEST = {
    "CACHES": {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in settings.CACHES}
}


def need(client: object, missing: str) -> None:
    """Skips the module of a client that is not installed, with a line; in CI that is a failure."""
    if not client and os.environ.get("CI") == "true":
        pytest.fail(f"missing in CI: {missing}", pytrace=False)
    if not client:
        pytest.skip(f"missing: {missing}", allow_module_level=True)


def announce() -> None:
    """Tells the public of the catalogue, and then what is withdrawn from it."""
    now = timezone.now()
    make_catalogue()
    bring_up_to_date(Event.objects.all(), now - timedelta(days=1))
    withdraw()
    bring_up_to_date(Event.objects.all(), now)


def entries_meant() -> list[Entry]:
    return sorted(map(entry_of, Session.objects.for_calendar()))


@pytest.fixture(scope="package")
def written(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[bytes, list[Entry]]:
    """The feed and what it means. Made once, for it takes two seconds; the database is empty afterwards."""
    with undone_afterwards(django_db_blocker), override_settings(**LIKE_A_TEST):
        announce()
        response = Client().get(FEED)
        assert response.status_code == 200
        return response.content, entries_meant()


# Without a test that asks for it there would be no database to set up.
@pytest.fixture
def feed(db: None, written: tuple[bytes, list[Entry]]) -> bytes:
    return written[0]


@pytest.fixture
def expected(db: None, written: tuple[bytes, list[Entry]]) -> list[Entry]:
    return written[1]


@pytest.fixture(scope="package")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """In place of pytest-django's, which starts before a test has its settings."""
    with override_settings(**LIKE_A_TEST):
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()
