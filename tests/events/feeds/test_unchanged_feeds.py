"""A feed that has not changed is not sent again, and is found to be the same without reading it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.choices import EventState
from events.feeds import answers
from events.models import CalendarEntry, CatalogueVersion, Session
from tests.events.feeds.reading import ALL, FEEDS, publish
from tests.factories import make_event, make_session

pytestmark = pytest.mark.django_db


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


def test_kept_bytes_are_those_of_the_tag_whatever_is_stored_since(client: Client, session: Session) -> None:
    first = client.get(ALL)
    CalendarEntry.objects.update(content=b"past the write path")

    assert client.get(ALL).content == first.content


@pytest.mark.parametrize(("minute", "step"), [(0, 0), (14, 0), (15, 15), (29, 15), (59, 45)])
def test_time_goes_in_steps(minute: int, step: int) -> None:
    now = datetime(2024, 9, 1, 8, minute, 59, 999, tzinfo=UTC)

    assert answers.step(now) == datetime(2024, 9, 1, 8, step, tzinfo=UTC)
