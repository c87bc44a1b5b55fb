import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"
    settings.SAMPLE_CATALOGUE = False
