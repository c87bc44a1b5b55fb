"""How feeds are answered: validators, encodings, and what is kept."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import parse_http_date
from pytest_django import DjangoAssertNumQueries, Settings

from events.choices import EventKind, EventState
from events.feeds import answers
from events.models import CalendarEntry, CatalogueVersion, Event, Session
from organisations.models import Organisation
from tests.events.feeds.reading import ALL, FEED, content, publish, uids, uids_of
from tests.factories import (
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_topic,
)

pytestmark = pytest.mark.django_db

NEWS = "/en/events.atom"
VALIDATORS = ("ETag", "Last-Modified")
FEEDS = [ALL, "/en/events/heat.ics", "/en/events/heat/1.ics", NEWS]


@pytest.fixture
def session() -> Session:
    session = make_session(make_event(slug="heat"))
    publish()
    return session


@pytest.fixture
def streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every feed is too large to be kept."""
    monkeypatch.setattr(answers, "KEEP_SIZE", -1)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
def test_unchanged_feed_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    by_tag = client.get(path, headers={"if-none-match": first["ETag"]})
    by_time = client.get(path, headers={"if-modified-since": first["Last-Modified"]})

    assert [(again.status_code, again.content) for again in (by_tag, by_time)] == [(304, b"")] * 2
    for again in (by_tag, by_time):
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
            assert again[name] == first[name]
    assert client.get(path, headers={"if-none-match": '"another"'}).content == first.content
    assert not first["ETag"].startswith("W/")
    assert first["Cache-Control"] == "public, max-age=300, stale-if-error=86400"


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
def test_known_feed_costs_one_query(
    client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(path)

    with django_assert_num_queries(1):
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    with django_assert_num_queries(1):
        assert client.get(path).content == first.content


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
def test_feed_does_not_read_its_content_to_find_that_nothing_changed_in_it(client: Client, path: str) -> None:
    first, version = client.get(path), CatalogueVersion.current()
    make_session(make_event(state=EventState.DRAFT))
    publish(timezone.now())
    assert CatalogueVersion.current() != version

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers={"if-none-match": first["ETag"]})

    assert not any('"content"' in query["sql"] for query in queries)
    assert response.status_code == 304
    assert response["Last-Modified"] == first["Last-Modified"]


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


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        (None, None),
        ("identity", None),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br; q=0.0, gzip ;q=0.001", "gzip"),
        ("BR", "br"),
        ("*", None),
        ("", None),
        ("gzip;q=0", None),
        ("xgzip, brr;q=1", None),
        (";;,,q=,\x7f", None),
    ],
)
def test_feed_is_compressed_only_when_asked(
    client: Client, path: str, asked: str | None, encoding: str | None
) -> None:
    plain = client.get(path)
    response = client.get(path, headers={} if asked is None else {"accept-encoding": asked})
    decode = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]

    assert response.get("Content-Encoding") == encoding
    assert decode(response.content) == plain.content
    assert response["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert response["ETag"] == (plain["ETag"] if encoding is None else f'{plain["ETag"][:-1]}-{encoding}"')
    assert int(response["Content-Length"]) == len(response.content)
    headers = {"if-none-match": response["ETag"], "accept-encoding": asked or ""}
    assert client.get(path, headers=headers).status_code == 304


@pytest.mark.usefixtures("session", "streamed")
@pytest.mark.parametrize("encoding", [None, "gzip", "br"])
def test_large_feed_is_streamed_with_the_same_bytes(
    client: Client, encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"accept-encoding": encoding or "identity"}
    streamed = client.get(ALL, headers=headers)
    sent = content(streamed)
    monkeypatch.undo()
    kept = client.get(ALL, headers=headers)
    decode = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]

    assert streamed.streaming
    assert not kept.streaming
    assert decode(sent) == decode(kept.content)
    assert streamed["ETag"] == kept["ETag"]


@pytest.mark.usefixtures("streamed")
def test_pieces_of_a_streamed_feed_are_bounded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.feeds.calendars.CHUNK", 2)
    sessions = [make_session() for _number in range(5)]
    publish()
    pieces = list(client.get(ALL).streaming_content)

    assert [piece.count(b"BEGIN:VEVENT") for piece in pieces] == [0, 2, 2, 1, 0]
    assert uids(client.get(ALL)) == uids_of(*sessions)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
def test_head_has_the_heads_of_get_and_no_body(client: Client, path: str) -> None:
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)
    assert client.head(path, headers={"if-none-match": get["ETag"]}).status_code == 304


@pytest.mark.usefixtures("session", "streamed")
def test_head_of_a_large_feed_reads_nothing(client: Client) -> None:
    head = client.head(ALL)

    assert (head.status_code, content(head)) == (200, b"")
    assert "Content-Length" not in head
    assert head["ETag"]


def test_kept_bytes_are_those_of_the_tag_whatever_is_stored_since(client: Client, session: Session) -> None:
    first = client.get(ALL)
    CalendarEntry.objects.update(content=b"past the write path")

    assert client.get(ALL).content == first.content


@pytest.mark.parametrize(("minute", "step"), [(0, 0), (14, 0), (15, 15), (29, 15), (59, 45)])
def test_time_goes_in_steps(minute: int, step: int) -> None:
    now = datetime(2024, 9, 1, 8, minute, 59, 999, tzinfo=UTC)

    assert answers.step(now) == datetime(2024, 9, 1, 8, step, tzinfo=UTC)


def test_encoding_of_no_header_is_none() -> None:
    assert answers.accepted_encoding(RequestFactory().get("/")) == ""


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
