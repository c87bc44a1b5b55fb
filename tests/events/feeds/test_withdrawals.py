"""What is withdrawn is cancelled in every feed that would have held it, until it is gone."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Session
from tests.events.feeds.reading import ALL, FEED, entries, in_days, publish, uids
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

EVENT, SESSION = "/en/events/heat.ics", "/en/events/heat/1.ics"


def withdrawn(session: Session, now: datetime) -> Session:
    session.withdraw()
    publish(now)
    return session


def test_withdrawn_session_is_cancelled_in_every_feed_that_would_have_held_it(client: Client) -> None:
    network, topic, speaker = make_organisation(slug="net"), make_topic(slug="rain"), make_speaker(slug="ann")
    session = make_session(make_event(slug="heat", topics=[topic]))
    make_session(session.event)
    make_involvement(session.event, organisation=network)
    make_appearance(session, speaker=speaker)
    make_offer(session, language="ko")
    elsewhere = make_session(make_event(topics=[make_topic(slug="snow")]))
    publish()
    days = "from=2024-09-18&to=2024-09-18"
    queries = ["organisation=net", "topic=rain", "speaker=ann", "language=ko", days]
    feeds = [ALL, EVENT, SESSION, f"{FEED}?when=past", *(f"{ALL}&{query}" for query in queries)]

    withdrawn(session, timezone.now())

    for feed in feeds:
        entry = entries(client.get(feed))[session.uid]
        assert entry["status"] == "CANCELLED"
        assert str(entry["summary"]).startswith("Withdrawn: ")
        assert entry["dtstart"].dt == session.starts_at
    assert uids(client.get(f"{ALL}&topic=snow")) == {elsewhere.uid}
    assert uids(client.get(FEED)) == set()


@pytest.mark.parametrize(("days", "is_told"), [(89, True), (91, False)])
def test_withdrawn_session_is_told_of_for_ninety_days(client: Client, days: int, is_told: bool) -> None:
    session = make_session(make_event(slug="heat"))
    other = make_session(session.event)
    publish()
    withdrawn(session, timezone.now() - timedelta(days=days))

    assert (session.uid in uids(client.get(ALL))) is (session.uid in uids(client.get(EVENT))) is is_told
    assert other.uid in uids(client.get(EVENT))
    assert client.get(SESSION).status_code == (200 if is_told else 410)


@pytest.mark.parametrize(("days", "status"), [(1, 200), (91, 410)])
def test_withdrawn_event_is_cancelled_and_then_gone(client: Client, days: int, status: int) -> None:
    session = make_session(make_event(slug="heat"))
    publish()
    session.event.withdraw()
    publish(timezone.now() - timedelta(days=days))
    response = client.get(EVENT)

    assert response.status_code == status
    if status == 200:
        assert entries(response)[session.uid]["status"] == "CANCELLED"
    else:
        assert response.content == b"It was withdrawn more than 90 days ago.\n"


def test_session_whose_date_was_taken_back_is_cancelled_on_the_day_that_it_had(client: Client) -> None:
    session = in_days(3)
    had = session.starts_at
    publish()
    session.precision, session.starts_at, session.ends_at = "unknown", None, None
    session.save()
    publish(timezone.now())
    entry = entries(client.get(FEED))[session.uid]

    assert (entry["status"], entry["dtstart"].dt) == ("CANCELLED", had.replace(microsecond=0))


def test_session_that_is_published_again_is_on_again(client: Client) -> None:
    session = make_session()
    make_session(session.event)
    publish()
    withdrawn(session, timezone.now())
    session.withdrawn = False
    session.save()
    publish(timezone.now())
    entry = entries(client.get(ALL))[session.uid]

    assert (entry["status"], entry["sequence"]) == ("CONFIRMED", 2)
