import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from pytest_django import Settings

from events.models import Event
from events.upkeep import bring_up_to_date
from tests.events.admin.entries import EARLIER
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_topic,
)


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    """A browser in which somebody is at work who may do everything."""
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.fixture
def two_languages(entries_in_every_language: None, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("ko", "한국어")]


@pytest.fixture
def records(db: None) -> dict[str, Model]:
    """A session and all that its calendar entry shows, by name; the calendars know it."""
    topic = make_topic()
    event = make_event(topics=[topic])
    session = make_session(event)
    provider, organiser, affiliation = make_organisation(), make_organisation(), make_organisation()
    found = {
        "event": event,
        "session": session,
        "topic": topic,
        "provider": provider,
        "organiser": organiser,
        "affiliation": affiliation,
        "offer": make_offer(session, provider=provider),
        "appearance": make_appearance(session, affiliation=affiliation),
        "involvement": make_involvement(event, organisation=organiser),
        "resource": make_resource(event, url="https://example.org/recording"),
    }
    found["speaker"] = found["appearance"].speaker
    bring_up_to_date(Event.objects.all(), EARLIER)
    return found
