import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    """A browser in which somebody is at work who may do everything."""
    client.force_login(User.objects.create_superuser("editor"))
    return client
