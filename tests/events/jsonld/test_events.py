from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from events import jsonld
from events.choices import Attendance, Cost, EventState, InvolvementRole, OfferMode, ResourceKind
from events.models import Event, OtherName
from organisations.models import Organisation
from tests.events.jsonld.loading import described, loaded
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver/en"
ONLINE = "https://schema.org/OnlineEventAttendanceMode"
MIXED = "https://schema.org/MixedEventAttendanceMode"


def node(kind: str, path: str, name: str, /, **values: Any) -> dict[str, Any]:
    return {"@type": kind, "@id": SITE + path, "url": SITE + path, "name": name} | values


def body(slug: str, name: str) -> Organisation:
    return make_organisation(slug=slug, name=name)


def make_rich_event() -> Event:
    goyang, unesco = body("goyang", "Goyang"), body("unesco", "UNESCO")
    event = make_event(
        slug="heat",
        title_en="Heat",
        original_name="더위",
        original_language="ko",
        summary="Cities and heat.",
        attendance=Attendance.HYBRID,
        platform="Zoom",
        place="Goyang",
        audience="Planners",
        cost=Cost.FREE,
        topics=[make_topic(slug="water", name="Water")],
        parent=make_event(slug="summit", title="Summit"),
    )
    OtherName.objects.create(event=event, name="Hot cities", language="en")
    make_event(slug="workshop", title="Workshop", parent=event)
    for role in InvolvementRole.values:
        make_involvement(event, organisation=unesco, role=role)
    session = make_session(event)
    make_offer(session, language="en", mode=OfferMode.FLOOR, provider=body("smile", "SMILE"))
    make_offer(session, language="ko", mode=OfferMode.INTERPRETATION, provider=goyang)
    speaker = make_speaker(slug="li-li", name="Li Li")
    make_appearance(session, speaker=speaker, honorific="Ms", role="Chair", affiliation=goyang)
    make_resource(event, kind=ResourceKind.REGISTRATION, url="https://example.org/register")
    make_resource(event, kind=ResourceKind.RECORDING, url="https://example.org/film", session=session)
    make_resource(event, kind=ResourceKind.RECORDING, position=1)
    make_resource(event, kind=ResourceKind.SLIDES, title="Pictures", url="https://example.org/slides")
    return event


UNESCO = node("Organization", "/organisations/unesco/", "UNESCO")
GOYANG = node("Organization", "/organisations/goyang/", "Goyang")
RICH = node(
    "Event",
    "/events/heat/",
    "Heat",
    alternateName=["더위", "Hot cities"],
    description="Cities and heat.",
    startDate="2024-09-18T13:00:00+02:00",
    endDate="2024-09-18T14:00:00+02:00",
    eventStatus="https://schema.org/EventScheduled",
    inLanguage=["en", "ko"],
    eventAttendanceMode=MIXED,
    location=[
        {"@type": "VirtualLocation", "name": "Zoom", "url": "https://example.org/register"},
        {"@type": "Place", "name": "Goyang"},
    ],
    organizer=[UNESCO],
    contributor=[UNESCO],
    sponsor=[UNESCO],
    funder=[UNESCO],
    translator=[UNESCO, GOYANG],
    performer=[
        node(
            "Person", "/speakers/li-li/", "Li Li", honorificPrefix="Ms", jobTitle="Chair", affiliation=GOYANG
        )
    ],
    audience={"@type": "Audience", "audienceType": "Planners"},
    about=[node("Thing", "/topics/water/", "Water")],
    isAccessibleForFree=True,
    offers=[{"@type": "Offer", "url": "https://example.org/register", "price": "0"}],
    recordedIn=[{"@type": "CreativeWork", "name": "Recording", "url": "https://example.org/film"}],
    subjectOf=[{"@type": "CreativeWork", "name": "Pictures", "url": "https://example.org/slides"}],
    superEvent=node("Event", "/events/summit/", "Summit"),
    subEvent=[node("Event", "/events/workshop/", "Workshop")],
)


def test_event_of_one_session_says_all_that_is_known_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event, sessions = loaded(make_rich_event())

    with django_assert_num_queries(0):
        said = jsonld.event(event, sessions, "en")

    assert said == RICH


def test_event_of_which_nothing_is_known_says_nothing_more() -> None:
    event = make_event(slug="heat", title="Heat")

    assert described(event) == node("Event", "/events/heat/", "Heat")


def test_series_has_an_event_for_each_session_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event = make_event(slug="heat", title="Heat", attendance=Attendance.ONLINE)
    first, second = make_session(event), make_day_session(event, title="Water")
    make_offer(first, language="ar")
    make_offer(second, language="fr", mode=OfferMode.SIGN, provider=body("unesco", "UNESCO"))
    make_resource(event, kind=ResourceKind.REGISTRATION, url="https://example.org/all")
    make_resource(event, kind=ResourceKind.RECORDING, url="https://example.org/1", session=first)
    event, sessions = loaded(event)

    with django_assert_num_queries(0):
        said = jsonld.event(event, sessions, "en")

    at = {
        "eventAttendanceMode": ONLINE,
        "location": {"@type": "VirtualLocation", "url": "https://example.org/all"},
    }
    assert said == node(
        "EventSeries",
        "/events/heat/",
        "Heat",
        **at,
        startDate="2020-10-07",
        endDate="2024-09-18T14:00:00+02:00",
        eventStatus="https://schema.org/EventScheduled",
        inLanguage=["ar", "fr"],
        offers=[{"@type": "Offer", "url": "https://example.org/all"}],
        subEvent=[
            node(
                "Event",
                "/events/heat/#session-1",
                "Heat · session 1 of 2",
                **at,
                startDate="2024-09-18T13:00:00+02:00",
                endDate="2024-09-18T14:00:00+02:00",
                eventStatus="https://schema.org/EventScheduled",
                inLanguage=["ar"],
                recordedIn=[{"@type": "CreativeWork", "name": "Recording", "url": "https://example.org/1"}],
            ),
            node(
                "Event",
                "/events/heat/#session-2",
                "Heat · Water",
                **at,
                startDate="2020-10-07",
                endDate="2020-10-28",
                eventStatus="https://schema.org/EventScheduled",
                inLanguage=["fr"],
                translator=[UNESCO],
            ),
        ],
    )


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.WITHDRAWN])
def test_what_is_not_public_is_not_mentioned(state: EventState) -> None:
    parent = make_event(title="Parent")
    event = make_event(parent=parent)
    part = make_event(title="Part", parent=event)
    assert {"superEvent", "subEvent"} <= described(event).keys()

    Event.objects.filter(pk__in=[parent.pk, part.pk]).update(state=state)

    assert not {"superEvent", "subEvent"} & described(event).keys()


@pytest.mark.parametrize(
    ("cost", "is_free"), [(Cost.FREE, True), (Cost.PAID, False), (Cost.NOT_STATED, None)]
)
def test_price_is_only_said_where_it_is_none(cost: Cost, is_free: bool | None) -> None:
    event = make_event(cost=cost)
    make_resource(event, kind=ResourceKind.REGISTRATION, url="https://example.org/")

    said = described(event)

    assert said.get("isAccessibleForFree") is is_free
    assert said["offers"][0].get("price") == ("0" if is_free else None)


def test_description_stands_in_for_a_summary_without_its_markup() -> None:
    event = make_event(description="<p>Cities &amp; <strong>heat</strong></p>")

    assert described(event)["description"] == "Cities & heat"


def test_arabic_page_has_arabic_words_and_addresses_and_the_original_name() -> None:
    event = make_event(
        slug="heat",
        title_en="Heat",
        title_ar="حرارة",
        original_name="Heat",
        original_language="en",
        summary_en="In English alone",
    )

    assert described(event, "ar") == {
        "@type": "Event",
        "@id": "http://testserver/ar/events/heat/",
        "url": "http://testserver/ar/events/heat/",
        "name": "حرارة",
        "alternateName": ["Heat"],
        "description": "In English alone",
    }
