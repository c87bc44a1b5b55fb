from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import unquote

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from events.choices import EventState, SessionStatus
from events.models import Session
from events.views.ways_in import SessionWays, Ways, session_ways, sessions_ways
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)

BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
HARD = [
    "a b",
    "1+1",
    "Q&A",
    "#heat?",
    "100 % = all/none",
    "기후 水",
    "المناخ",
    "🌍 <b>",
    'say "so"',
    "two\nlines",
]


@pytest.fixture(autouse=True)
def public_address(settings: Settings) -> None:
    settings.SITE_URL = "https://webinars.example"


def parts(address: str) -> tuple[str, dict[str, str]]:
    """What stands before the query string, and its parameters; a ``+`` is not taken for a space."""
    base, query = address.split("?")
    return base, {name: unquote(value) for name, value in (pair.split("=") for pair in query.split("&"))}


def ways_of(session: Session) -> SessionWays:
    return SessionWays(Session.objects.with_session_count().select_related("event").get(pk=session.pk))


def test_feed_has_an_address_and_one_for_the_application_of_the_device() -> None:
    ways = Ways("/en/events.ics?language=ko&topic=heat", "Climate webinars: Korean")

    assert ways.address == "https://webinars.example/en/events.ics?language=ko&topic=heat"
    assert ways.webcal == "webcal://webinars.example/en/events.ics?language=ko&topic=heat"


def test_feed_of_a_site_without_https_has_them_too(settings: Settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    ways = Ways("/en/events.ics", "Climate webinars")

    assert (ways.address, ways.webcal) == (
        "http://127.0.0.1:8000/en/events.ics",
        "webcal://127.0.0.1:8000/en/events.ics",
    )


def test_feed_goes_to_google_as_webcal_and_to_outlook_as_https() -> None:
    ways = Ways("/en/events.ics?language=ko&topic=heat", "Korean")

    assert ways.google == (
        "https://calendar.google.com/calendar/render?cid="
        "webcal%3A%2F%2Fwebinars.example%2Fen%2Fevents.ics%3Flanguage%3Dko%26topic%3Dheat"
    )
    assert ways.outlook == (
        "https://outlook.live.com/calendar/0/addfromweb?url="
        "https%3A%2F%2Fwebinars.example%2Fen%2Fevents.ics%3Flanguage%3Dko%26topic%3Dheat&name=Korean"
    )
    assert ways.office == ways.outlook.replace("outlook.live.com", "outlook.office.com")


@pytest.mark.parametrize("name", HARD)
def test_name_of_a_feed_survives(name: str) -> None:
    ways = Ways("/en/events.ics", name)

    for address in (ways.outlook, ways.office):
        assert address.isascii()
        assert parts(address)[1] == {"url": "https://webinars.example/en/events.ics", "name": name}


def test_choice_of_sessions_is_named_by_its_values_and_leads_to_its_page() -> None:
    chosen, all_of_them = sessions_ways("?language=ko", ["Korean", "Heat"]), sessions_ways("")

    assert chosen == Ways(
        "/en/events.ics?language=ko",
        "Climate webinars: Korean, Heat",
        more="/en/subscribe/?language=ko",
        news="/en/events.atom?language=ko",
    )
    assert all_of_them == Ways(
        "/en/events.ics", "Climate webinars", more="/en/subscribe/", news="/en/events.atom"
    )


@pytest.mark.django_db
def test_session_goes_to_google() -> None:
    event = make_event(slug="heat", title="Heat", summary="All of it.", place="Bonn", platform="Zoom")
    base, parameters = parts(ways_of(make_session(event)).google)

    assert base == "https://calendar.google.com/calendar/render"
    assert parameters == {
        "action": "TEMPLATE",
        "text": "Heat",
        "dates": "20240918T110000Z/20240918T120000Z",
        "details": "All of it.\n\nhttps://webinars.example/en/events/heat/#session-1",
        "location": "Bonn",
    }


@pytest.mark.django_db
def test_session_goes_to_outlook() -> None:
    event = make_event(slug="heat", title="Heat", summary="All of it.", platform="Zoom")
    ways = ways_of(make_session(event))
    base, parameters = parts(ways.outlook)

    assert base == "https://outlook.live.com/calendar/0/deeplink/compose"
    assert parameters == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Heat",
        "startdt": "2024-09-18T11:00:00Z",
        "enddt": "2024-09-18T12:00:00Z",
        "body": "All of it.\n\nhttps://webinars.example/en/events/heat/#session-1",
        "location": "Zoom",
    }
    assert ways.office == ways.outlook.replace("outlook.live.com", "outlook.office.com")


@pytest.mark.django_db
def test_end_of_days_is_exclusive() -> None:
    ways = ways_of(make_day_session(first_day=date(2020, 10, 7), last_day=date(2020, 10, 31)))
    outlook = parts(ways.outlook)[1]

    assert parts(ways.google)[1]["dates"] == "20201007/20201101"
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2020-10-07", "2020-11-01", "true")


@pytest.mark.django_db
def test_instants_are_in_utc_and_what_is_not_stated_is_left_out() -> None:
    seoul = timezone(timedelta(hours=9))
    session = make_session(
        starts_at=datetime(2026, 1, 1, 8, tzinfo=seoul), ends_at=datetime(2026, 1, 1, 9, 30, tzinfo=seoul)
    )
    session.session_count = 1
    parameters = parts(SessionWays(session).google)[1]

    assert parameters["dates"] == "20251231T230000Z/20260101T003000Z"
    assert "location" not in parameters
    assert parameters["details"] == f"https://webinars.example{session.get_absolute_url()}"


@pytest.mark.django_db
@pytest.mark.parametrize("words", HARD)
def test_words_of_a_session_survive(words: str) -> None:
    session = make_session(make_event(title=words, summary=words, place=words))
    ways = ways_of(session)
    google, outlook = parts(ways.google)[1], parts(ways.outlook)[1]
    details = f"{words}\n\nhttps://webinars.example{session.get_absolute_url()}"

    assert (google["text"], google["details"], google["location"]) == (words, details, words)
    assert (outlook["subject"], outlook["body"], outlook["location"]) == (words, details, words)
    assert (ways.google + ways.outlook).isascii()


@pytest.mark.django_db
def test_session_of_several_says_which(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    event = make_event(slug="heat", title="Heat")
    make_session(event)
    ways = ways_of(make_session(event))

    with django_assert_num_queries(0):
        texts = [parts(ways.google)[1]["text"], parts(ways.office)[1]["subject"], ways.path]

    assert texts == ["Heat · session 2 of 2", "Heat · session 2 of 2", "/en/events/heat/2.ics"]


@pytest.mark.django_db
def test_only_what_is_to_come_has_ways_into_a_calendar() -> None:
    session = make_session()
    make_session(session.event)
    over = session.ends_at

    assert session_ways(session, over - timedelta(seconds=1)) == SessionWays(session)
    assert session_ways(make_session(status=SessionStatus.TENTATIVE), BEFORE) is not None
    assert [
        session_ways(session, over),
        session_ways(make_session(status=SessionStatus.CANCELLED), BEFORE),
        session_ways(make_session(status=SessionStatus.POSTPONED), BEFORE),
        session_ways(make_session(session.event, withdrawn=True), BEFORE),
        session_ways(make_session(make_event(state=EventState.WITHDRAWN)), BEFORE),
        session_ways(make_undated_session(), BEFORE),
        session_ways(make_window_session(), BEFORE),
    ] == [None] * 7
