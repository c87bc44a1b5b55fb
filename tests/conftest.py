from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import override_settings
from django.utils import translation
from pytest_django import Settings


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the translations: once, before the processes that share the tests begin."""
    if not hasattr(session.config, "workerinput"):
        call_command("compile_messages")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as on a real site, so that each thread of a server has a connection of its own.

    In memory all threads would share one, and two that ask at once can wait for each other for ever: one has
    the lock of the connection and waits for Python's, to call a function that Django gave to SQLite.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """Passwords are kept by a hash that costs nothing."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


SOURCES = settings.BASE_DIR.parent / "shared" / "sources"


@pytest.fixture(autouse=True, scope="session")
def plain_static_files() -> Iterator[None]:
    """Static files by their plain names: no collectstatic before the suite.

    For the whole session: a browser fetches ahead, and asks its server between two tests, too.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True)
def empty_caches(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Caches in memory, which no test shares with another; none hides a write for a second."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {name: memory | {"LOCATION": name} for name in settings.CACHES}
    # Pages are made anew: most tests write past the site's own paths.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "catalogue.middleware.kept_pages"]
    monkeypatch.setattr("events.feeds.answers.VERSION_SECONDS", 0)
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language active, which the next test would write and read in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def entries_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calendar entries in one language: a test of all of them asks for ``entries_in_every_language``."""
    monkeypatch.setattr("events.calendar_entries.languages", lambda: [settings.LANGUAGE_CODE])


@pytest.fixture
def entries_in_every_language(entries_in_english: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.calendar_entries.languages", lambda: [code for code, _ in settings.LANGUAGES])


@pytest.fixture
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip("the source documents do not lie beside this checkout")
    return SOURCES
