import pytest

from events.models import Session
from tests.events.feeds.reading import publish
from tests.factories import make_event, make_session


@pytest.fixture
def session(db: None) -> Session:
    """What there is in each of the feeds that are tested as one kind."""
    session = make_session(make_event(slug="heat"))
    publish()
    return session
