"""Each page asks the database the same number of questions of one item and of three."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from events.models import Event, Session, Source, Speaker
from events.upkeep import bring_up_to_date
from organisations.models import Organisation
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_office,
    make_organisation,
    make_project,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_topic,
    make_undated_session,
)
from tests.journeys.conftest import undone_afterwards

pytestmark = pytest.mark.django_db


class Catalogue:
    """``count`` of everything, each with all that can belong to it."""

    def __init__(self, count: int) -> None:
        self.net: Organisation = make_organisation(slug="net")
        self.ann: Speaker = make_speaker(slug="ann")
        self.paper: Source = make_source(slug="paper")
        self.rain = make_topic(slug="rain")
        self.work = make_project(slug="work", funder=self.net)
        self.heat = self.event(slug="heat", parent=make_event())
        for number in range(1, count + 1):
            self.add(number)
        bring_up_to_date(Event.objects.all(), timezone.now())

    def cite(self, **owner: object) -> None:
        make_citation(
            source=self.paper, first_line=self.paper.citations.count() + 1, last_line=9_999, **owner
        )

    def event(self, **values: object) -> Event:
        event = make_event(topics=[self.rain, make_topic()], **values)
        make_involvement(event, organisation=self.net)
        return event

    def add(self, number: int) -> None:
        self.fill(make_session(self.heat))
        for days in (number, -number):
            start = timezone.now() + timedelta(days=days)
            self.fill(make_session(self.event(), starts_at=start, ends_at=start + timedelta(hours=1)))
        self.fill(make_undated_session(self.event()))
        self.heat.other_names.create(name=f"Name {number}", language="ko", position=number)
        self.heat.topics.add(make_topic())
        make_source(), make_project(funder=self.net)
        body = make_organisation(parent=self.net)
        office = make_office(body, region="Europe", country="DE", address_language="de")
        part = make_event(parent=self.heat)
        for owner in (
            {"office": office},
            {"event": part},
            {"project": self.work},
            {"organisation": self.net},
        ):
            self.cite(**owner)

    def fill(self, session: Session) -> None:
        offer = make_offer(session, provider=make_organisation())
        make_offer(session, language="fr", provider=make_organisation())
        involvement = make_involvement(session.event)
        resource = make_resource(session.event, session=session, position=session.number)
        speaker = make_speaker()
        appearance = make_appearance(session, speaker=speaker, affiliation=make_organisation())
        make_appearance(session, speaker=self.ann, affiliation=make_organisation(), position=1)
        self.cite(session=session), self.cite(language_offer=offer), self.cite(involvement=involvement)
        self.cite(resource=resource), self.cite(appearance=appearance), self.cite(speaker=speaker)


@pytest.fixture(scope="module", params=[1, 3])
def count(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[int]:
    with undone_afterwards(django_db_blocker):
        Catalogue(request.param)
        yield request.param


@pytest.mark.parametrize(
    ("path", "item", "items", "queries"),
    [
        ("/en/", b'<article class="row', 3, 22),
        ("/en/events/", b'<article class="row', 1, 11),
        ("/en/events/?when=past", b'<article class="row', 2, 11),
        ("/en/events/?when=undated&topic=rain&language=ko&interpretation=ko", b'<article class="row', 1, 12),
        ("/en/events/?when=all&organisation=net&speaker=ann&kind=webinar", b'<article class="row', 4, 14),
        ("/en/events/?from=2999-01-01", b'<article class="row', 0, 9),
        ("/en/events/?q=event", b'<article class="row', 4, 13),
        ("/en/events/?q=event&order=date&topic=rain&when=past", b'<article class="row', 2, 13),
        ("/en/events/?tz=Asia/Seoul&hours=humane&when=all", b"</article>", 0, 14),
        ("/en/calendar/2024/09/", b'<span class="grid__clock">', 1, 6),
        ("/en/calendar/2024/09/?tz=Asia/Seoul&topic=rain", b'<span class="grid__clock">', 1, 14),
        ("/en/languages/", b"index__count", 0, 1),
        ("/en/languages/ko/", b'<article class="row', 2, 17),
        ("/en/topics/", b"index__count", 4, 1),
        ("/en/topics/rain/", b'<article class="row', 3, 23),
        ("/en/choose/organisation/", b"index__count", 4, 4),
        ("/en/time-zones/", b"zones__offset", 0, 1),
        ("/en/events/heat/", b"chip--interpretation", 1, 14),
        ("/en/events/heat.ics", b"BEGIN:VEVENT", 1, 5),
        ("/en/events/heat/1.ics", b"BEGIN:VEVENT", 0, 6),
        ("/en/events.ics", b"BEGIN:VEVENT", 2, 3),
        ("/en/events.ics?when=all&topic=rain&language=ko", b"BEGIN:VEVENT", 3, 4),
        ("/en/events.atom", b"<entry>", 4, 5),
        ("/en/subscribe/?when=all&topic=rain", b"</dl>", 0, 8),
        ("/en/speakers/", b'<p class="person__name">', 4, 2),
        ("/en/speakers/ann/", b'<article class="row', 4, 10),
        ("/en/organisations/", b'<li class="tree__body">', 1, 2),
        ("/en/organisations/net/", b'<article class="row', 4, 12),
        ("/en/projects/work/", b'<li><a href="/en/sources/paper/#', 1, 2),
        ("/en/sources/", b'class="document"', 1, 1),
        ("/en/sources/paper/", b'class="spot"', 28, 2),
        ("/en/about/", b"</dl>", 0, 3),
    ],
)
def test_number_of_queries_does_not_follow_the_number_of_items(
    count: int,
    path: str,
    item: bytes,
    items: int,
    queries: int,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(queries):
        response = client.get(path)

    assert response.status_code == 200
    assert response.content.count(item) >= items * count
