"""What changes a feed changes its tag and its time, and nothing else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.http import parse_http_date
from pytest_django import Settings

from events.choices import EventKind
from events.feeds import answers
from events.models import Event, Session
from organisations.models import Organisation
from tests.events.feeds.reading import ALL, FEED, publish, uids, uids_of
from tests.factories import (
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_topic,
)

pytestmark = pytest.mark.django_db

VALIDATORS = ("ETag", "Last-Modified")


def renamed(record: Event | Organisation, field: str) -> None:
    setattr(record, field, "Another name")
    record.save()


def moved_out(session: Session) -> None:
    session.event.kind = EventKind.SUMMIT
    session.event.save()


CHANGES: dict[str, Callable[[Session], object]] = {
    "title": lambda session: renamed(session.event, "title"),
    "name of the organiser": lambda session: renamed(session.event.involvements.get().organisation, "name"),
    "left by its kind, which no entry shows": moved_out,
    "withdrawn": lambda session: session.withdraw(),
    "further session": lambda session: make_session(make_event(kind=EventKind.WEBINAR)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_tag_and_time_change_exactly_when_the_bytes_do(
    client: Client, session: Session, change: Callable[[Session], object]
) -> None:
    make_involvement(session.event)
    make_session(session.event)
    make_offer(make_session(make_event(kind=EventKind.TRAINING)), language="ko")
    publish()
    changed, other = f"{ALL}&kind=webinar", f"{ALL}&kind=training"
    before, other_before = client.get(changed), client.get(other)

    change(session)
    publish(timezone.now())
    after = client.get(changed, headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after.content != before.content
    assert parse_http_date(after["Last-Modified"]) > parse_http_date(before["Last-Modified"])
    by_time = client.get(changed, headers={"if-modified-since": before["Last-Modified"]})
    assert by_time.status_code == 200
    unchanged = client.get(other)
    assert unchanged.content == other_before.content
    assert [unchanged[name] for name in VALIDATORS] == [other_before[name] for name in VALIDATORS]


def test_exchange_of_two_entries_between_feeds_changes_both(client: Client) -> None:
    """Neither the number of entries nor the newest change tells."""
    one, other = (make_session(make_event(kind=kind)) for kind in (EventKind.SUMMIT, EventKind.WEBINAR))
    publish()
    path = f"{ALL}&kind=summit"
    before = client.get(path)
    for event, kind in ((one.event, EventKind.WEBINAR), (other.event, EventKind.SUMMIT)):
        event.kind = kind
        event.save()
    publish()

    after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert uids(after) == uids_of(other)


def test_entry_that_grows_too_old_changes_the_feed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    start = now - timedelta(days=365) + timedelta(hours=1)
    session = make_session(starts_at=start, ends_at=start + timedelta(hours=1))
    publish()
    before = client.get(FEED)
    assert uids(before) == {session.uid}
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=3))

    after = client.get(FEED, headers={"if-modified-since": before["Last-Modified"]})

    assert uids(after) == set()


def test_forgotten_feed_is_sent_to_those_who_ask_by_time(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What left it while nobody remembered cannot be told from what it holds."""
    path, later = f"{ALL}&kind=webinar", timezone.now() + timedelta(minutes=1)
    stays = make_session()
    publish()
    before = client.get(path)
    assert uids(before) == uids_of(session, stays)
    moved_out(session)
    publish()
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert uids(client.get(path, headers={"if-modified-since": before["Last-Modified"]})) == {stays.uid}


def test_written_while_the_feed_is_answered(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes and tag belong together, also where a write comes between looking up the one and the other."""
    first = client.get(ALL)
    cache_get, calls = cache.get, []

    def get(key: str, *rest: object) -> object:
        calls.append(key)
        if len(calls) == 1:  # the kept bytes, which are not found
            renamed(session.event, "title")
            publish(timezone.now())
            return None
        return cache_get(key, *rest)

    monkeypatch.setattr(answers.cache, "get", get)
    second = client.get(ALL)
    monkeypatch.undo()

    assert b"Another name" in second.content
    assert second["ETag"] != first["ETag"]
    assert client.get(ALL, headers={"if-none-match": second["ETag"]}).status_code == 304


def test_feed_of_another_topic_has_another_tag(client: Client) -> None:
    """Both are empty, and each says what it is."""
    make_topic(slug="rain"), make_topic(slug="snow")

    assert client.get(f"{ALL}&topic=rain")["ETag"] != client.get(f"{ALL}&topic=snow")["ETag"]


def test_place_of_the_site_belongs_to_the_feed(client: Client, settings: Settings) -> None:
    before = client.get(ALL)
    settings.SITE_URL = "https://catalogue.example"
    after = client.get(ALL, headers={"if-none-match": before["ETag"]})

    assert b"https://catalogue.example/en/events/" in after.content


def test_body_that_moves_below_another_changes_the_feed_of_that_one(client: Client, session: Session) -> None:
    network, body = make_organisation(slug="net"), make_organisation()
    make_involvement(session.event, organisation=body)
    publish()
    path = f"{ALL}&organisation=net"
    before = client.get(path)
    body.parent = network
    body.save()
    publish()

    assert uids(before) == set()
    assert uids(client.get(path, headers={"if-none-match": before["ETag"]})) == {session.uid}
