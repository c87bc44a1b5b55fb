from pathlib import Path

import pytest
from django.conf import settings
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


@pytest.fixture
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip("the source documents do not lie beside this checkout")
    return SOURCES
