from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from pytest_django import Settings

SOURCES = settings.BASE_DIR.parent / "shared" / "sources"


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Static files by their plain names: no collectstatic before the suite."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True


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


@pytest.fixture
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip("the source documents do not lie beside this checkout")
    return SOURCES
