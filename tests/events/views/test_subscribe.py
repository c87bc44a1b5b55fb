from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from events.choices import EventState, SessionStatus
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from events.views.qr_codes import qr_code
from tests.factories import (
    make_appearance,
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
from tests.reading import Page

pytestmark = pytest.mark.django_db

CHANGED = datetime(2024, 11, 20, 13, 5, tzinfo=UTC)
NOINDEX = {"name": "robots", "content": "noindex, follow"}
FILLS = "It holds nothing yet, and will fill by itself."


@pytest.fixture(autouse=True)
def public_address(settings: Settings) -> None:
    settings.SITE_URL = "https://webinars.example"


def page(client: Client, path: str = "/en/subscribe/") -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page(response)


def coming(title: str, days: int = 1, **values: object) -> Session:
    start = timezone.now() + timedelta(days=days)
    return make_session(
        make_event(title=title), starts_at=start, ends_at=start + timedelta(hours=1), **values
    )


def told() -> None:
    bring_up_to_date(Event.objects.all(), CHANGED)


def test_address_is_given_for_every_application(client: Client) -> None:
    make_offer(coming("Heat"), language="ko")
    told()
    found = page(client, "/en/subscribe/?page=3&kind=&language=ko&nothing=1")
    address = "https://webinars.example/en/events.ics?language=ko"
    encoded = quote(address, safe="")

    assert found.texts(".follow__title") == ["Climate webinars: Korean"]
    assert found.texts(".address__text") == [address]
    links = found.links()
    first = links.index("webcal://webinars.example/en/events.ics?language=ko")
    assert links[first : first + 8] == [
        "webcal://webinars.example/en/events.ics?language=ko",
        "webcal://webinars.example/en/events.ics?language=ko",
        f"https://calendar.google.com/calendar/render?cid={encoded.replace('https', 'webcal')}",
        f"https://outlook.live.com/calendar/0/addfromweb?url={encoded}&name=Climate%20webinars%3A%20Korean",
        f"https://outlook.office.com/calendar/0/addfromweb?url={encoded}&name=Climate%20webinars%3A%20Korean",
        "/en/events.ics?language=ko",
        "/en/events.atom?language=ko",
        "/en/events/?language=ko",
    ]


def test_page_tells_what_the_calendar_holds_now(client: Client) -> None:
    heat = make_event(title="Heat", slug="heat")
    make_session(heat), make_session(heat)
    start = datetime(2190, 5, 3, 9, tzinfo=UTC)
    make_session(make_event(title="Later"), starts_at=start, ends_at=start + timedelta(hours=1))
    make_undated_session(), make_window_session()
    told()
    found = page(client, "/en/subscribe/?when=all")

    assert found.fact("Holds now") == "3 sessions"
    assert found.fact("First session") == "Wed, 18 Sept 2024 · Heat session 1 of 2"
    assert found.fact("Next session") == "Mon, 3 May 2190 · Later"
    assert found.fact("Last change") == "Wed, 20 Nov 2024 13:05 Coordinated Universal Time"
    assert "Everything with a date that this choice holds." in found.texts("p")
    assert "/en/events/heat/#session-1" in found.links()


def test_window_is_the_last_twelve_months_and_all_to_come_unless_chosen(client: Client) -> None:
    coming("Last winter", -300), coming("Long ago", -400), coming("Soon", 3)
    told()
    found, past = page(client), page(client, "/en/subscribe/?when=past")

    assert "The last twelve months and all that is to come." in found.texts("p")
    assert (found.fact("Holds now"), past.fact("Holds now")) == ("2 sessions", "2 sessions")
    assert found.fact("First session").endswith("Last winter")
    assert found.fact("Next session").endswith("Soon")
    assert past.fact("First session").endswith("Long ago")
    assert "Next session" not in past.texts("dt")


def test_next_is_not_what_is_called_off_or_withdrawn(client: Client) -> None:
    coming("Called off", 1, status=SessionStatus.CANCELLED)
    withdrawn = coming("Withdrawn", 2)
    coming("On", 3)
    bring_up_to_date(Event.objects.all(), timezone.now())
    Event.objects.filter(sessions=withdrawn).update(state=EventState.WITHDRAWN)
    bring_up_to_date(Event.objects.all(), timezone.now())
    found = page(client)

    assert found.fact("Holds now") == "3 sessions"
    assert found.fact("Next session").endswith("· On")
    assert found.fact("First session").endswith("· Called off")


def test_empty_calendar_says_that_it_will_fill(client: Client) -> None:
    make_offer(coming("Heat"), language="ko")
    told()
    assert FILLS not in page(client, "/en/subscribe/?language=ko").texts("p")

    found = page(client, "/en/subscribe/?language=pl")

    assert FILLS in found.texts("p")
    assert found.texts(".address__text") == ["https://webinars.example/en/events.ics?language=pl"]
    assert found.texts("dt") == []


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("kind=opera", "Kind: Select a valid choice. opera is not one of the available choices."),
        ("when=never", "When: Select a valid choice. never is not one of the available choices."),
        ("from=2024-02-02&to=2024-01-01", "To: The last day is before the first."),
    ],
)
def test_bad_value_is_named_and_has_no_address(client: Client, query: str, error: str) -> None:
    found = page(client, f"/en/subscribe/?{query}")

    assert [text for text in found.texts("li") if text == error] == [error]
    assert found.texts(".address__text") == found.texts(".qr") == found.texts(".ways") == []
    assert NOINDEX in [meta.attributes for meta in found.find("meta")]


@pytest.mark.parametrize(
    "query", ["language=%00", "topic=%00&speaker=..%2F", "from=x", "%00=1", "when=%F0%9F%8C%8D"]
)
def test_odd_value_is_answered(client: Client, query: str) -> None:
    page(client, f"/en/subscribe/?{query}")


def test_form_keeps_what_is_chosen_and_comes_back_to_this_page(client: Client) -> None:
    ann = make_speaker(slug="ann", name="Ann")
    make_appearance(make_session(make_event(topics=[make_topic(slug="heat", name="Heat")])), speaker=ann)
    found = page(client, "/en/subscribe/?when=past&topic=heat&speaker=ann&from=2024-01-02")
    form = next(form for form in found.find("form") if "filters" in form.classes)
    inputs = [element.attributes for element in found.find("input")]
    kept = {
        (one["name"], one["value"])
        for one in inputs
        if "checked" in one or (one["type"] in {"hidden", "date"} and one.get("value"))
    }

    assert (form.attributes["action"], form.attributes["method"]) == ("/en/subscribe/", "get")
    assert kept == {("when", "past"), ("topic", "heat"), ("speaker", "ann"), ("from", "2024-01-02")}
    assert [one["value"] for one in inputs if one["name"] == "when"] == ["", "upcoming", "past", "all"]
    assert found.texts(".active__chip") == [
        "Topic Heat ×remove",
        "Speaker Ann ×remove",
        "From 2 Jan 2024 ×remove",
    ]


def test_without_a_choice_the_usual_window_is_checked(client: Client) -> None:
    found = page(client)
    checked = [one.attributes for one in found.find("input") if "checked" in one.attributes]

    assert [(one["name"], one["value"]) for one in checked] == [("when", "")]
    assert NOINDEX not in [meta.attributes for meta in found.find("meta")]
    for query in ("language=ko", "page=2"):
        robots = [meta.attributes for meta in page(client, f"/en/subscribe/?{query}").find("meta")]
        assert NOINDEX in robots, query


def test_code_to_scan_holds_the_address(client: Client) -> None:
    found = page(client, "/en/subscribe/?language=ko")
    (svg,) = found.find(".qr")
    (path,) = (
        one
        for one in found.find("path")
        if one.attributes["d"].startswith("M") and len(one.attributes["d"]) > 500
    )
    code = qr_code("https://webinars.example/en/events.ics?language=ko")

    assert path.attributes == {"d": code.path}
    assert svg.attributes == {
        "class": "qr",
        "viewbox": f"0 0 {code.size} {code.size}",
        "role": "img",
        "aria-labelledby": "qr-title",
    }
    assert found.texts("title")[1:] == ["QR code of the address of this calendar"]


def test_address_too_long_for_a_code_says_so(client: Client) -> None:
    topics = "&".join(f"topic={make_topic(slug=f'{number:02}{"x" * 90}').slug}" for number in range(30))
    found = page(client, f"/en/subscribe/?{topics}")

    assert found.texts(".follow__code") == ["The address is too long for a QR code: choose less."]
    assert found.texts(".qr") == []
    assert len(found.texts(".address__text")[0]) > 2_953


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_follow_the_number_of_sessions(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    heat = make_topic(slug="heat")
    for number in range(count):
        session = coming("Heat", number + 1)
        session.event.topics.set([heat])
        make_offer(session, language="ko"), make_involvement(session.event)
    told()

    with django_assert_num_queries(8):
        found = page(client, "/en/subscribe/?language=ko&topic=heat")

    assert found.fact("Holds now").startswith(str(count))


def test_panels_lead_to_the_calendar_of_their_page(client: Client) -> None:
    session = coming("Heat")
    event = session.event
    make_involvement(event, organisation=make_organisation(slug="net", name="Net"))
    make_appearance(session, speaker=make_speaker(slug="ann", name="Ann"))
    make_offer(session, language="ko")
    event.topics.set([make_topic(slug="heat")])
    feeds = {
        "/en/": ("/en/events.ics", "Climate webinars"),
        "/en/events/": ("/en/events.ics", "Climate webinars"),
        "/en/events/?page=1&language=ko": ("/en/events.ics?language=ko", "Climate webinars: Korean"),
        "/en/events/?language=ko&when=all": (
            "/en/events.ics?when=all&language=ko",
            "Climate webinars: All, Korean",
        ),
        "/en/organisations/net/": ("/en/events.ics?organisation=net", "Climate webinars: Net"),
        "/en/speakers/ann/": ("/en/events.ics?speaker=ann", "Climate webinars: Ann"),
        event.get_absolute_url(): (f"/en/events/{event.slug}.ics", "Heat"),
    }

    for path, (feed, name) in feeds.items():
        found = page(client, path)
        links, address = found.links(), f"https://webinars.example{feed}"
        assert found.texts(".address__text") == [address], path
        assert {feed, f"webcal://webinars.example{feed}"} <= set(links), path
        assert any(link.endswith(f"&name={quote(name, safe='')}") for link in links), path
        more = (
            feed.replace("events.ics", "subscribe/") if "events.ics" in feed else "/en/subscribe/#how-often"
        )
        assert more in links, path


def test_session_to_come_can_be_put_into_a_calendar_on_its_page(client: Client) -> None:
    alone, several = coming("Alone"), coming("Several")
    make_session(several.event)

    for session in (alone, several):
        found = page(client, session.event.get_absolute_url())
        (details,) = found.find(".add")
        links = found.links()
        assert details.text.startswith("Add to calendar: ")
        assert sum("render?action=TEMPLATE&" in link for link in links) == 1
        assert sum("/deeplink/compose?" in link for link in links) == 2
        assert links.count(f"/en/events/{session.event.slug}/1.ics") == 1


def test_session_that_is_over_or_called_off_cannot_be_put_into_a_calendar(client: Client) -> None:
    for session in (make_session(), coming("Off", status=SessionStatus.CANCELLED)):
        assert list(page(client, session.event.get_absolute_url()).find(".add")) == []


def test_row_of_a_session_called_off_offers_no_calendar(client: Client) -> None:
    coming("On"), coming("Off", status=SessionStatus.CANCELLED)
    bring_up_to_date(Event.objects.all(), timezone.now())
    found = page(client, "/en/events/")

    assert sorted(found.texts(".row__title")) == ["Off", "On"]
    [link] = [one for one in found.find("a") if one.text == "Add to calendar"]
    [title] = [one for one in found.find(".row__title") if one.text == "On"]
    assert link.attributes["aria-labelledby"] == f"{link.attributes['id']} {title.attributes['id']}"
