"""An event with its sessions: one session is an Event, several make an EventSeries."""

from collections.abc import Iterable

from events import phrases
from events.addresses import absolute
from events.choices import Attendance, Cost, EventState, InvolvementRole, OfferMode, Precision, ResourceKind
from events.jsonld.dates import common_status, dates, span
from events.jsonld.people import performers
from events.jsonld.things import (
    Thing,
    bodies,
    other_names,
    page_thing,
    paragraphs,
    reference,
    sole,
    term,
    thing,
)
from events.models import Event, LanguageOffer, Resource, Session
from events.phrases import content
from organisations.models import Organisation

MODES = {
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.HYBRID: "MixedEventAttendanceMode",
}
ROLES = {
    "organizer": {InvolvementRole.ORGANISER, InvolvementRole.HOST},
    "contributor": {InvolvementRole.PARTNER, InvolvementRole.MEMBER},
    "sponsor": {InvolvementRole.SUPPORTER},
    "funder": {InvolvementRole.FUNDER},
}
INTERPRETED = {OfferMode.INTERPRETATION, OfferMode.SIGN}
TO_READ = {ResourceKind.PROGRAMME, ResourceKind.GUIDEBOOK, ResourceKind.HIGHLIGHTS, ResourceKind.SLIDES}


def event(event: Event, sessions: Iterable[Session], language: str) -> Thing:
    """``event``, loaded ``for_detail()``, with those ``sessions`` of it that the public may see.

    Expects them loaded ``for_detail()`` and ``with_session_count()``, their event being this one.
    """
    sessions = list(sessions)
    parts = [reference(part, "Event", "title", language) for part in event.parts.all()]
    if len(sessions) == 1:
        return only_session(event, sessions[0], parts, language)
    shared = [resource for resource in event.resources.all() if resource.session_id is None]
    return page_thing(
        "EventSeries" if sessions else "Event",
        event.get_absolute_url(),
        **naming(event, language),
        description=about(event, language),
        **span(sessions),
        eventStatus=common_status(sessions),
        inLanguage=languages(offer for session in sessions for offer in session.language_offers.all()),
        **where(event, shared, event.get_absolute_url()),
        **circumstances(event, language),
        translator=bodies(interpreters(event), language),
        **material(event, shared),
        subEvent=[*(sitting(session, language) for session in sessions), *parts],
    )


def only_session(event: Event, session: Session, parts: list[Thing], language: str) -> Thing:
    """The event, being its one session."""
    texts = [about(event, language), remark(session, language)]
    resources = session.resources_shown
    return page_thing(
        "Event",
        event.get_absolute_url(),
        **naming(event, language),
        description="\n\n".join(filter(None, texts)),
        **dates(session),
        inLanguage=languages(session.language_offers.all()),
        **where(event, resources, event.get_absolute_url()),
        **circumstances(event, language),
        translator=bodies([*interpreters(event), *providers(session)], language),
        performer=performers(session, language),
        **material(event, resources),
        subEvent=parts,
    )


def sitting(session: Session, language: str) -> Thing:
    """One session among several: what it adds to the event, and where it is held."""
    shown = session.resources_shown
    return page_thing(
        "Event",
        session.get_absolute_url(),
        name=phrases.session_title(session),
        description=remark(session, language),
        **dates(session),
        inLanguage=languages(session.language_offers.all()),
        **where(session.event, shown, session.get_absolute_url()),
        translator=bodies(providers(session), language),
        performer=performers(session, language),
        **material(session.event, [resource for resource in shown if resource.session_id is not None]),
    )


def naming(event: Event, language: str) -> Thing:
    title = content(event, "title", language)[0]
    names = [event.original_name, *(other.name for other in event.other_names.all())]
    return {"name": title, "alternateName": other_names(title, names)}


def about(event: Event, language: str) -> str:
    return content(event, "summary", language)[0] or paragraphs(event, "description", language)


def remark(session: Session, language: str) -> str:
    """In words what has no property: why it is off, and what is known of a date that is none."""
    reason = content(session, "status_reason", language)[0] if session.is_off else ""
    match session.precision:
        case Precision.WINDOW:
            when = phrases.when_in_words(session, language)
        case Precision.UNKNOWN:
            when = content(session, "date_note", language)[0]
        case _:
            when = ""
    return "\n\n".join(filter(None, [reason, when]))


def languages(offers: Iterable[LanguageOffer]) -> list[str]:
    """BCP 47, each once."""
    return sorted({offer.language for offer in offers})


def where(event: Event, resources: list[Resource], page: str) -> Thing:
    """How it is attended, and where; both sides where the source contradicts itself.

    Who registers is told the link to join by the organiser; ours leads to the registration, to a public
    stream, else to the page.
    """
    stated = [mode for mode in (event.attendance, event.other_attendance) if mode in MODES]
    locations = []
    if {Attendance.ONLINE, Attendance.HYBRID} & {*stated}:
        ways_in = [
            *addressed(resources, ResourceKind.REGISTRATION),
            *addressed(resources, ResourceKind.STREAM),
        ]
        url = ways_in[0].url if ways_in else absolute(page)
        locations.append(thing("VirtualLocation", name=event.platform, url=url))
    if {Attendance.IN_PERSON, Attendance.HYBRID} & {*stated} and event.place:
        locations.append(thing("Place", name=event.place))
    return {
        "eventAttendanceMode": sole([term(MODES[mode]) for mode in stated]),
        "location": sole(locations),
    }


def circumstances(event: Event, language: str) -> Thing:
    """Who takes part in it, for whom, about what, and what it is a part of."""
    involved = {name: bodies(involved_as(event, roles), language) for name, roles in ROLES.items()}
    audience = content(event, "audience", language)[0]
    parent = event.parent
    is_shown = parent is not None and parent.state == EventState.PUBLISHED
    return involved | {
        "audience": thing("Audience", audienceType=audience) if audience else None,
        "about": [reference(topic, "Thing", "name", language) for topic in event.topics.all()],
        "isAccessibleForFree": None if event.cost == Cost.NOT_STATED else event.cost == Cost.FREE,
        "superEvent": reference(parent, "Event", "title", language) if is_shown else None,
    }


def involved_as(event: Event, roles: set[InvolvementRole]) -> list[Organisation]:
    return [part.organisation for part in event.involvements.all() if part.role in roles]


def interpreters(event: Event) -> list[Organisation]:
    return involved_as(event, {InvolvementRole.INTERPRETATION_PARTNER})


def providers(session: Session) -> list[Organisation]:
    """Who interprets the session, into spoken or signed languages."""
    offers = session.language_offers.all()
    return [offer.provider for offer in offers if offer.provider and offer.mode in INTERPRETED]


def addressed(resources: list[Resource], kind: ResourceKind) -> list[Resource]:
    return [resource for resource in resources if resource.kind == kind and resource.url]


def material(event: Event, resources: list[Resource]) -> Thing:
    """What the resources that have an address are to the event."""
    # No price but the one that is stated, which is none.
    price = "0" if event.cost == Cost.FREE else ""
    return {
        "offers": [
            thing("Offer", url=registration.url, price=price)
            for registration in addressed(resources, ResourceKind.REGISTRATION)
        ],
        "recordedIn": [work(recording) for recording in addressed(resources, ResourceKind.RECORDING)],
        "subjectOf": [work(one) for one in resources if one.kind in TO_READ and one.url],
    }


def work(resource: Resource) -> Thing:
    return thing("CreativeWork", name=str(resource), url=resource.url)
