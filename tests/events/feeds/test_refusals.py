"""What feeds refuse: values that make no sense, writing, and an answer while an entry is not rendered."""

import pytest
from django.test import Client

from events.models import CalendarEntry, Event
from tests.events.feeds.reading import ALL, FEED, publish, uids
from tests.factories import make_event, make_session

pytestmark = pytest.mark.django_db

EVENT, SESSION = "/en/events/heat.ics", "/en/events/heat/1.ics"


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("when=soon", "when: Select a valid choice. soon is not one of the available choices.\n"),
        ("topic=a%0Ab", "topic: Select a valid choice. a b is not one of the available choices.\n"),
        ("from=2024-13-01", "from: Enter a valid date.\n"),
        ("from=2024-02-01&to=2024-01-01", "to: The last day is before the first.\n"),
        ("from=x&to=y", "from: Enter a valid date.; to: Enter a valid date.\n"),
    ],
)
@pytest.mark.parametrize("path", [FEED, "/en/events.atom"])
def test_bad_value_is_one_line_of_text(client: Client, path: str, query: str, line: str) -> None:
    response = client.get(f"{path}?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert sorted(response.content.decode().strip().split("; ")) == sorted(line.strip().split("; "))
    assert response.content.endswith(b"\n")
    assert response.content.count(b"\n") == 1
    assert response["Cache-Control"] == "no-store"


def test_very_long_value_is_refused(client: Client) -> None:
    response = client.get(f"{FEED}?organisation={'x' * 10_000}")

    assert response.status_code == 400
    assert response.content.startswith(b"organisation: Select a valid choice. xxx")


def test_feed_with_an_entry_that_is_not_rendered_says_so_instead_of_wiping(client: Client) -> None:
    make_session()
    publish()
    CalendarEntry.objects.update(checksum=0, content=b"")
    response = client.get(ALL)

    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert response.content == b"The calendar is being renewed. Ask again in some minutes.\n"
    publish()
    assert len(uids(client.get(ALL))) == 1


@pytest.mark.parametrize("path", [FEED, EVENT, SESSION, "/en/events.atom"])
def test_feeds_are_only_read(client: Client, path: str) -> None:
    make_session(make_event(slug="heat"))
    publish()

    assert client.get(path).status_code == 200
    assert [getattr(client, method)(path).status_code for method in ("post", "put", "delete")] == [405] * 3
    assert Event.objects.count() == 1
