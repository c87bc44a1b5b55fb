from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from events.importing.loader import load

LOADED = datetime(2024, 12, 1, tzinfo=UTC)


@contextmanager
def undone_afterwards(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Lets a fixture write what all tests of a module may read, and takes it away after them."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The catalogue that ships, with calendar entries in English."""
    with undone_afterwards(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr("events.calendar_entries.languages", lambda: [settings.LANGUAGE_CODE])
        load(settings.BASE_DIR / "fixtures", now=LOADED)
        yield
