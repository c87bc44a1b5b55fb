"""What calendars hold, in which order, and what they say of themselves."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from events.choices import EventState, SessionStatus
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
