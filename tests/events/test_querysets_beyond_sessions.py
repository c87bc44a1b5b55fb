import pytest

from events.choices import EventState, InvolvementRole
from events.models import Appearance, Citation, Event, Speaker
from tests.factories import (
    make_appearance,
    make_change,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_office,
    make_organisation,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_topic,
    make_undated_session,
)

pytestmark = pytest.mark.django_db


def test_speakers_have_their_public_sessions_counted() -> None:
    speaker = make_speaker()
    make_appearance(speaker=speaker)
    make_appearance(make_undated_session(), speaker=speaker)
    draft = make_event(state=EventState.DRAFT)
    hidden = make_appearance(make_session(draft)).speaker
    make_appearance(make_session(Event.objects.listed().first(), withdrawn=True), speaker=speaker)

    counted = {found: found.session_count for found in Speaker.objects.with_sessions()}

    assert counted == {speaker: 2, hidden: 0}


def test_speakers_are_listed_while_they_appear_and_announced_once_they_did() -> None:
    public, only_named, withdrawn, draft = (make_speaker() for _number in range(4))
    session = make_appearance(speaker=public).session
    make_change(make_appearance(make_session(session.event, withdrawn=True), speaker=withdrawn).session)
    make_appearance(make_session(make_event(state=EventState.DRAFT)), speaker=draft)
    make_appearance(make_session(make_event(state=EventState.DRAFT)), speaker=withdrawn)

    assert set(Speaker.objects.listed()) == {public, only_named}
    assert set(Speaker.objects.announced()) == {public, only_named, withdrawn}
    assert Speaker.objects.announced().count() == 3


def test_appearances_are_listed_while_the_session_is() -> None:
    public = make_appearance()
    make_appearance(make_session(public.session.event, withdrawn=True))
    for state in (EventState.DRAFT, EventState.WITHDRAWN):
        make_appearance(make_session(make_event(state=state)))

    assert list(Appearance.objects.listed()) == [public]


def test_speakers_by_name_in_a_total_order() -> None:
    last = make_speaker(name="B", slug="a")
    second = make_speaker(name="A", slug="c")
    first = make_speaker(name="A", slug="b")

    assert list(Speaker.objects.by_name()) == [first, second, last]


def test_events_that_show_an_organisation() -> None:
    organisation = make_organisation()
    hosted = make_involvement(organisation=organisation, role=InvolvementRole.HOST).event
    interpreted = make_offer(provider=organisation).session.event
    spoken = make_appearance(affiliation=organisation).session.event
    make_involvement(hosted, organisation=organisation, role=InvolvementRole.FUNDER)
    make_involvement()

    shown = list(Event.objects.showing_organisation(organisation))

    assert sorted(event.pk for event in shown) == sorted([hosted.pk, interpreted.pk, spoken.pk])


def test_events_that_show_a_speaker_or_a_topic() -> None:
    topic, speaker = make_topic(), make_speaker()
    event = make_event(topics=[topic])
    make_appearance(make_session(event), speaker=speaker)
    make_appearance(make_session(event), speaker=speaker)
    make_appearance(make_session(make_event(topics=[make_topic()])))

    assert list(Event.objects.showing_speaker(speaker)) == [event]
    assert list(Event.objects.showing_topic(topic)) == [event]


def test_event_page_shows_its_public_parts_only() -> None:
    whole = make_event()
    part = make_event(parent=whole)
    make_event(parent=whole, state=EventState.DRAFT)

    assert list(Event.objects.for_detail().get(pk=whole.pk).parts.all()) == [part]


def test_citations_of_an_event_are_those_of_all_that_belongs_to_it() -> None:
    session = make_session()
    event = session.event
    owners = {
        "event": event,
        "session": session,
        "language_offer": make_offer(session),
        "appearance": make_appearance(session),
        "involvement": make_involvement(event),
        "resource": make_resource(event),
    }
    wanted = {make_citation(**{name: owner}) for name, owner in owners.items()}
    make_citation(session=make_session())
    make_citation(speaker=owners["appearance"].speaker)

    assert set(Citation.objects.of_event(event)) == wanted


def test_citations_of_a_body_and_of_a_speaker() -> None:
    office, appearance = make_office(), make_appearance()
    of_body = {make_citation(office=office), make_citation(organisation=office.organisation)}
    of_speaker = {make_citation(appearance=appearance), make_citation(speaker=appearance.speaker)}
    make_citation()

    assert set(Citation.objects.of_organisation(office.organisation)) == of_body
    assert set(Citation.objects.of_speaker(appearance.speaker)) == of_speaker


def test_citations_are_listed_of_what_the_public_may_see() -> None:
    session = make_session()
    withdrawn = make_session(session.event, withdrawn=True)
    listed = {make_citation(session=session), make_citation(event=session.event), make_citation()}
    listed |= {make_citation(speaker=make_speaker()), make_citation(organisation=make_organisation())}
    hidden = [make_session(make_event(state=state)) for state in (EventState.DRAFT, EventState.WITHDRAWN)]
    for one in (withdrawn, *hidden):
        appearance = make_appearance(one)
        make_citation(session=one)
        make_citation(language_offer=make_offer(one))
        make_citation(appearance=appearance)
        make_citation(speaker=appearance.speaker)
    for one in hidden:
        make_citation(event=one.event)
        make_citation(resource=make_resource(one.event))

    assert set(Citation.objects.listed()) == listed
    assert Citation.objects.count() == len(listed) + 12 + 4


def test_citations_in_reading_order() -> None:
    second_file, first_file = make_source(file_name="b.txt"), make_source(file_name="a.txt")
    last = make_citation(source=second_file, first_line=1, last_line=1)
    third = make_citation(source=first_file, first_line=2, last_line=3)
    second = make_citation(source=first_file, first_line=2, last_line=2)
    first = make_citation(source=first_file, first_line=1, last_line=9)

    assert list(Citation.objects.in_reading_order()) == [first, second, third, last]


def test_involvements_stand_by_role_organisers_first() -> None:
    event = make_event()
    for position, role in enumerate(["supporter", "organiser", "supporter", "host"]):
        make_involvement(event, role=role, position=position)

    assert [(one.role, one.position) for one in event.involvements.by_role()] == [
        ("organiser", 1),
        ("host", 3),
        ("supporter", 0),
        ("supporter", 2),
    ]
