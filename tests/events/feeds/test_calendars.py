from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from events.choices import EventState, SessionStatus
from events.models import CalendarEntry, Event, Session
from tests.events.content_lines import value
from tests.events.feeds.reading import ALL, FEED, calendar_of, entries, in_days, publish, uids, uids_of
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

EVENT, SESSION = "/en/events/heat.ics", "/en/events/heat/1.ics"


@pytest.mark.parametrize(
    ("path", "file_name"),
    [
        (FEED, "climate-webinars.ics"),
        (ALL, "climate-webinars-all.ics"),
        (f"{ALL}&language=ko&topic=rain&from=2024-01-02", "climate-webinars-all-ko-rain-2024-01-02.ics"),
        (EVENT, "heat.ics"),
        (SESSION, "heat-1.ics"),
    ],
)
def test_feed_says_what_it_is_and_opens_in_place(client: Client, path: str, file_name: str) -> None:
    make_topic(slug="rain")
    make_session(make_event(slug="heat"))
    publish()
    response = client.get(path)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'inline; filename="{file_name}"'


def test_feed_without_when_holds_a_year_and_all_that_comes(client: Client) -> None:
    old, recent, soon, later = in_days(-366), in_days(-364), in_days(1), in_days(4_000)
    publish()

    assert uids(client.get(FEED)) == uids(client.get(f"{FEED}?when=")) == uids_of(recent, soon, later)
    assert uids(client.get(ALL)) == uids_of(old, recent, soon, later)
    assert uids(client.get(f"{FEED}?when=past")) == uids_of(old, recent)
    assert uids(client.get(f"{FEED}?when=upcoming")) == uids_of(soon, later)


@pytest.mark.parametrize(
    ("query", "name", "about"),
    [
        ("", "Climate webinars", "The last twelve months and all that is to come."),
        ("?when=all", "Climate webinars", "Everything with a date that this choice holds."),
        (
            "?when=past&language=ko&language=zh-hans&topic=rain&organisation=net&speaker=ann&from=2024-01-02",
            "Climate webinars: Past, Korean, Simplified Chinese, Rain; storms, Net, Ann, 2 Jan 2024",
            "Everything with a date that this choice holds. When: Past. Can be followed in: Korean, "
            "Simplified Chinese. Topic: Rain; storms. Organisation: Net. Speaker: Ann. From: 2 Jan 2024.",
        ),
    ],
)
def test_calendar_says_which_filters_made_it(client: Client, query: str, name: str, about: str) -> None:
    make_topic(slug="rain", name="Rain; storms")
    make_organisation(slug="net", name="Net")
    make_speaker(slug="ann", name="Ann")
    calendar = client.get(FEED + query).content

    assert value(calendar, "NAME") == value(calendar, "X-WR-CALNAME") == name
    assert value(calendar, "DESCRIPTION") == value(calendar, "X-WR-CALDESC") == about


def test_calendar_of_samples_says_so(client: Client, settings: Settings) -> None:
    settings.SAMPLE_CATALOGUE = True

    assert calendar_of(client.get(FEED))["name"] == "Sample: Climate webinars"


def test_feed_names_its_page_and_itself_by_what_means_something(client: Client) -> None:
    asked = {"from": "2024-01-01", "x": "a b 水", "when": "past", "page": "7", "topic": ""}
    calendar = calendar_of(client.get(FEED, asked))

    assert calendar["url"] == "http://127.0.0.1:8000/en/events/?when=past&from=2024-01-01"
    assert calendar["source"] == "http://127.0.0.1:8000/en/events.ics?when=past&from=2024-01-01"


def test_equal_questions_have_equal_answers(client: Client) -> None:
    make_offer(make_session(), language="ko")
    publish()
    one = client.get(f"{FEED}?language=ko&when=all&language=fr&x=1")
    other = client.get(f"{FEED}?when=all&language=fr&language=ko&language=ko&page=2")

    assert (one.content, one["ETag"]) == (other.content, other["ETag"])
    assert b"BEGIN:VEVENT" in one.content


def test_feed_holds_what_its_filters_choose(client: Client) -> None:
    network = make_organisation(slug="net")
    topic, speaker = make_topic(slug="rain"), make_speaker(slug="ann")
    korean = make_offer(make_session(), language="ko").session
    below = make_involvement(make_event(), organisation=make_organisation(parent=network)).event
    of_body = make_session(below)
    with_speaker = make_appearance(make_session(), speaker=speaker).session
    about = make_session(make_event(topics=[topic]))
    publish()

    chosen = {
        query: uids(client.get(f"{ALL}&{query}"))
        for query in ("language=ko", "language=pl", "organisation=net", "speaker=ann", "topic=rain")
    }
    assert chosen == {
        "language=ko": uids_of(korean),
        "language=pl": set(),
        "organisation=net": uids_of(of_body),
        "speaker=ann": uids_of(with_speaker),
        "topic=rain": uids_of(about),
    }


def test_entries_stand_in_the_order_of_time(client: Client) -> None:
    later, sooner = in_days(9), in_days(3)
    publish()

    assert list(entries(client.get(FEED))) == [sooner.uid, later.uid]


def test_no_calendar_holds_an_unknown_day(client: Client) -> None:
    event = make_event(slug="heat")
    timed, days = make_session(event), make_day_session(event)
    make_window_session(event)
    make_undated_session(event)
    publish()

    assert uids(client.get(ALL)) == uids(client.get(EVENT)) == uids_of(timed, days)
    assert uids(client.get(f"{FEED}?when=undated")) == set()
    statuses = [client.get(f"/en/events/heat/{number}.ics").status_code for number in range(6)]
    assert statuses == [404, 200, 200, 404, 404, 404]


def test_days_end_exclusively(client: Client) -> None:
    session = make_day_session(make_event(slug="heat"))
    publish()
    entry = entries(client.get(SESSION))[session.uid]

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2020, 10, 7), date(2020, 10, 29))


def test_cancelled_session_stays(client: Client) -> None:
    session = make_session(status=SessionStatus.CANCELLED)
    publish()
    entry = entries(client.get(ALL))[session.uid]

    assert (entry["status"], entry["summary"]) == ("CANCELLED", f"Cancelled: {session.event.title}")


def test_draft_is_in_no_feed(client: Client) -> None:
    event = make_event(slug="heat", state=EventState.DRAFT)
    session = make_session(event)
    publish()
    assert uids(client.get(ALL)) == set()
    assert [client.get(path).status_code for path in (EVENT, SESSION)] == [404, 404]

    event.state = EventState.PUBLISHED
    event.save()
    publish()

    assert [uids(client.get(path)) for path in (ALL, EVENT, SESSION)] == [{session.uid}] * 3


def test_empty_feed_is_still_a_calendar(client: Client) -> None:
    assert uids(client.get(ALL)) == set()


def test_event_without_a_date_has_an_empty_calendar(client: Client) -> None:
    make_undated_session(make_event(slug="heat"))
    publish()

    assert uids(client.get(EVENT)) == set()


# Withdrawal


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


# Bad questions


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
