from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from events.calendar_entries import bring_up_to_date
from events.choices import EventState, SessionStatus
from events.models import Event, Session
from tests.factories import (
    make_day_session,
    make_event,
    make_offer,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOTED = datetime(2024, 8, 1, 9, 30, tzinfo=UTC)
FEED = "/en/events.ics"
ALL = f"{FEED}?when=all"


def publish() -> None:
    bring_up_to_date(Event.objects.all(), NOTED)


def in_days(days: int) -> Session:
    start = timezone.now() + timedelta(days=days)
    return make_session(starts_at=start, ends_at=start + timedelta(hours=1))


def uids(response: HttpResponse) -> set[str]:
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(entry["uid"]) for entry in calendar.walk("VEVENT")}


def uids_of(*sessions: Session) -> set[str]:
    return {session.uid for session in sessions}


def text_of(response: HttpResponse) -> str:
    return str(icalendar.Calendar.from_ical(response.content)["description"])


@pytest.mark.parametrize(
    ("path", "file_name"),
    [
        (ALL, "events.ics"),
        ("/en/events/heat/1.ics", "heat-1.ics"),
        ("/en/events/heat.ics", "heat.ics"),
    ],
)
def test_feed_says_what_it_is(client: Client, path: str, file_name: str) -> None:
    session = make_session(make_event(slug="heat"))
    publish()
    response = client.get(path)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'inline; filename="{file_name}"'
    assert uids(response) == {session.uid}


@pytest.mark.parametrize("path", [ALL, "/en/events/heat.ics", "/en/events/heat/1.ics"])
def test_unchanged_feed_is_not_sent_again(client: Client, path: str) -> None:
    make_session(make_event(slug="heat"))
    publish()
    first = client.get(path)

    assert client.get(path).content == first.content
    by_tag = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert client.get(path, headers={"if-none-match": '"another"'}).content == first.content


def test_head_has_the_heads_of_get_and_no_body(client: Client) -> None:
    make_session()
    publish()
    head, get = client.head(ALL), client.get(ALL)

    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Disposition", "Content-Length"):
        assert head[name] == get[name]


def test_changed_title_changes_the_feed(client: Client) -> None:
    session = make_session()
    publish()
    first = client.get(ALL)
    session.event.title = "Another title"
    session.event.save()
    bring_up_to_date(Event.objects.all(), NOTED + timedelta(hours=1))
    second = client.get(ALL, headers={"if-none-match": first["ETag"]})

    assert second.status_code == 200
    assert b"Another title" in second.content


def test_what_leaves_a_feed_changes_its_tag_for_those_who_ask_by_date_too(client: Client) -> None:
    stays, leaves = make_session(), make_session()
    publish()
    first = client.get(ALL)
    Event.objects.filter(pk=leaves.event_id).update(state=EventState.DRAFT)

    asked = {"if-none-match": first["ETag"], "if-modified-since": http_date(NOTED.timestamp())}
    assert uids(client.get(ALL, headers=asked)) == {stays.uid}
    assert uids(client.get(ALL, headers={"if-modified-since": asked["if-modified-since"]})) == {stays.uid}


def test_entry_without_stamps_does_not_take_the_feed_down(client: Client) -> None:
    session = make_session()

    assert uids(client.get(ALL)) == {session.uid}


def test_feed_without_when_holds_a_year_and_all_that_comes(client: Client) -> None:
    old, recent, soon, later = in_days(-366), in_days(-364), in_days(1), in_days(4_000)
    publish()

    assert uids(client.get(FEED)) == uids(client.get(f"{FEED}?when=")) == uids_of(recent, soon, later)
    assert text_of(client.get(FEED)) == "The last twelve months and all that is to come."
    assert uids(client.get(ALL)) == uids_of(old, recent, soon, later)
    assert text_of(client.get(ALL)) == "Everything with a date that this choice holds."
    assert uids(client.get(f"{FEED}?when=past")) == uids_of(old, recent)
    assert uids(client.get(f"{FEED}?when=upcoming")) == uids_of(soon, later)


def test_feed_holds_what_its_filters_choose(client: Client) -> None:
    korean = make_offer(make_session(), language="ko").session
    make_offer(make_session(), language="fr")
    publish()

    assert uids(client.get(f"{ALL}&language=ko")) == {korean.uid}
    assert uids(client.get(f"{ALL}&language=pl")) == set()


def test_no_calendar_holds_an_unknown_day(client: Client) -> None:
    event = make_event(slug="heat")
    timed, days = make_session(event), make_day_session(event)
    make_window_session(event)
    make_undated_session(event)
    publish()

    assert uids(client.get(ALL)) == uids(client.get("/en/events/heat.ics")) == uids_of(timed, days)
    assert uids(client.get(f"{FEED}?when=undated")) == set()
    assert [client.get(f"/en/events/heat/{number}.ics").status_code for number in range(6)] == [
        404,
        200,
        200,
        404,
        404,
        404,
    ]


def test_days_end_exclusively(client: Client) -> None:
    make_day_session(make_event(slug="summit"))
    publish()
    (entry,) = icalendar.Calendar.from_ical(client.get("/en/events/summit/1.ics").content).walk("VEVENT")

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2020, 10, 7), date(2020, 10, 29))


def test_cancelled_session_stays(client: Client) -> None:
    session = make_session(status=SessionStatus.CANCELLED)
    publish()
    (entry,) = icalendar.Calendar.from_ical(client.get(ALL).content).walk("VEVENT")

    assert (entry["uid"], entry["status"]) == (session.uid, "CANCELLED")
    assert entry["summary"] == f"Cancelled: {session.event.title}"


def test_draft_is_in_no_feed(client: Client) -> None:
    event = make_event(slug="heat")
    session = make_session(event)
    publish()
    paths = ["/en/events/heat.ics", "/en/events/heat/1.ics"]
    assert [uids(client.get(path)) for path in [ALL, *paths]] == [{session.uid}] * 3

    Event.objects.update(state=EventState.DRAFT)

    assert uids(client.get(ALL)) == set()
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_empty_feed_is_still_a_calendar(client: Client) -> None:
    response = client.get(ALL)

    assert (response.status_code, uids(response)) == (200, set())
    assert "Last-Modified" not in response


def test_feed_names_its_page_and_itself(client: Client) -> None:
    make_session()
    publish()
    response = client.get(FEED, {"when": "past", "from": "2024-01-01", "x": "a b 水"})
    calendar = icalendar.Calendar.from_ical(response.content)
    query = "when=past&from=2024-01-01&x=a+b+%E6%B0%B4"

    assert calendar["url"] == f"http://127.0.0.1:8000/en/events/?{query}"
    assert calendar["source"] == f"http://127.0.0.1:8000/en/events.ics?{query}"


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("when=soon", "when: Select a valid choice. soon is not one of the available choices.\n"),
        ("topic=a%0Ab", "topic: Select a valid choice. a b is not one of the available choices.\n"),
        ("from=2024-13-01", "from: Enter a valid date.\n"),
        ("from=2024-02-01&to=2024-01-01", "to: The last day is before the first.\n"),
        ("page=x&from=y", "page: Enter a whole number.; from: Enter a valid date.\n"),
    ],
)
def test_bad_value_is_one_line_of_text(client: Client, query: str, line: str) -> None:
    response = client.get(f"{FEED}?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert sorted(response.content.decode().strip().split("; ")) == sorted(line.strip().split("; "))
    assert response.content.endswith(b"\n")
    assert response.content.count(b"\n") == 1


def test_very_long_value_is_refused(client: Client) -> None:
    response = client.get(f"{FEED}?organisation={'x' * 10_000}")

    assert response.status_code == 400
    assert response.content.startswith(b"organisation: Select a valid choice. xxx")


@pytest.mark.parametrize("path", [FEED, "/en/events/heat.ics", "/en/events/heat/1.ics"])
def test_feeds_are_only_read(client: Client, path: str) -> None:
    make_session(make_event(slug="heat"))
    publish()

    assert client.get(path).status_code == 200
    assert [getattr(client, method)(path).status_code for method in ("post", "put", "delete")] == [405] * 3
