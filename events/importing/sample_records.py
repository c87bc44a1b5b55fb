"""One sample record each, drawn at random and not saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import Model

from events.choices import (
    AppearanceMode,
    Attendance,
    Cost,
    EventKind,
    EventState,
    InvolvementRole,
    OfferMode,
    Precision,
    ResourceKind,
    SessionStatus,
)
from events.importing import sample_words as words
from events.importing.sample_cast import Cast
from events.models import Appearance, Event, Involvement, LanguageOffer, Resource, Session, Speaker
from events.timezones import to_instant
from organisations.models import Organisation

SITE = "https://example.org"  # reserved for examples: RFC 2606

INTERPRETED = words.INTERPRETED.split()
ATTENDANCE = {
    Attendance.ONLINE: 70,
    Attendance.HYBRID: 14,
    Attendance.IN_PERSON: 10,
    Attendance.NOT_STATED: 6,
}
COST = {Cost.FREE: 60, Cost.NOT_STATED: 35, Cost.PAID: 5}
STATUS_PAST = {SessionStatus.SCHEDULED: 94, SessionStatus.CANCELLED: 4, SessionStatus.POSTPONED: 2}
STATUS_UPCOMING = {
    SessionStatus.SCHEDULED: 84,
    SessionStatus.TENTATIVE: 8,
    SessionStatus.CANCELLED: 4,
    SessionStatus.POSTPONED: 4,
}
APPEARANCE_MODE = {AppearanceMode.LIVE: 70, AppearanceMode.PRE_RECORDED: 10, AppearanceMode.NOT_STATED: 20}
FURTHER_ROLES = (
    InvolvementRole.HOST,
    InvolvementRole.PARTNER,
    InvolvementRole.PARTNER,
    InvolvementRole.SUPPORTER,
    InvolvementRole.FUNDER,
    InvolvementRole.MEMBER,
)
FREQUENT_RESOURCES = (ResourceKind.RECORDING, ResourceKind.RECORDING, ResourceKind.SLIDES)
EVENT_RESOURCES = (ResourceKind.PROGRAMME, ResourceKind.GUIDEBOOK, ResourceKind.HIGHLIGHTS)


@dataclass(frozen=True)
class Plan:
    """What the sessions of an event have in common."""

    event: Event
    clock: time
    length: timedelta
    offers: list[tuple[str, OfferMode, Organisation | None]]
    speakers: list[tuple[Speaker, Organisation]]


@cache
def defaults(model: type[Model]) -> list[Any]:
    return [field.get_default() for field in model._meta.concrete_fields]


def new[M: Model](model: type[M], **values: Any) -> M:
    """A record of ``values``, made without asking each column for its default.

    modeltranslation activates a language for each of its columns to do so: most of the time of drawing.
    """
    record = model(*defaults(model))
    for name, value in values.items():
        setattr(record, name, value)
    return record


def weighted(draw: Random, weights: dict[Any, int]) -> Any:
    return draw.choices(list(weights), weights.values())[0]


def event(
    draw: Random, number: int, kind: EventKind, city: str, zone: str, parent: Event | None = None
) -> Event:
    attendance, names = weighted(draw, ATTENDANCE), event_names(draw, kind, city)
    contradictory = attendance == Attendance.IN_PERSON and draw.random() < 0.5
    return new(
        Event,
        slug=f"sample-{number}",
        state=EventState.PUBLISHED,
        kind=kind,
        parent=parent,
        summary=f"A sample that nobody holds, as if announced in {city}.",
        description=(
            "This record fills a page, a list and a calendar, so that their look and their speed can be "
            "judged.\n\nNo such event is planned. Its names, dates and links are made up."
        ),
        timezone="" if draw.random() < 0.02 else zone,
        attendance=attendance,
        other_attendance=Attendance.ONLINE if contradictory else "",
        platform="" if attendance == Attendance.IN_PERSON else draw.choice(words.PLATFORMS),
        place=city if attendance in {Attendance.IN_PERSON, Attendance.HYBRID} else "",
        audience=draw.choice(words.AUDIENCES),
        cost=weighted(draw, COST),
        source_note="The sample says “in person” and speaks of a webinar." if contradictory else "",
        **names,
    )


def event_names(draw: Random, kind: EventKind, city: str) -> dict[str, str]:
    if draw.random() < 0.15:
        language, original, title = draw.choice(words.ORIGINAL_TITLES)
        return {
            "title": title,
            "original_name": original,
            "original_language": language,
            "own_translations": "en",
        }
    return {"title": f"Sample {kind.label.lower()} in {city}: {draw.choice(words.SUBJECTS)}"}


def offers(draw: Random, cast: Cast, floor: str) -> list[tuple[str, OfferMode, Organisation | None]]:
    """The languages of an event that is spoken in ``floor``: each mode and, where stated, who provides it."""
    if draw.random() < 0.05:
        return []
    if draw.random() < 0.05:
        return [(floor, OfferMode.NOT_STATED, None)]
    provider = draw.choice([None, *draw.sample(cast.providers, 2)])
    drawn = [(floor, OfferMode.FLOOR, None)]
    for language in sorted({*draw.choices(INTERPRETED, k=draw.randint(0, 3))} - {floor}):
        drawn.append((language, OfferMode.INTERPRETATION, provider))
    if draw.random() < 0.12:
        drawn.append((floor, OfferMode.SIGN, provider))
    if draw.random() < 0.15:
        drawn.append((draw.choice(["en", floor]), OfferMode.CAPTIONS, None))
    return drawn


def involvements(draw: Random, cast: Cast, plan: Plan, organiser: Organisation) -> Iterator[Involvement]:
    others = draw.sample(cast.organisations, draw.randint(0, 3))
    providers = dict.fromkeys(provider for _language, _mode, provider in plan.offers if provider)
    parts = [
        (organiser, InvolvementRole.ORGANISER),
        *((other, draw.choice(FURTHER_ROLES)) for other in others),
        *((provider, InvolvementRole.INTERPRETATION_PARTNER) for provider in providers),
    ]
    for position, (organisation, role) in enumerate(parts):
        yield new(
            Involvement,
            event=plan.event,
            organisation=organisation,
            role=role,
            position=position,
        )


def session(draw: Random, plan: Plan, number: int, precision: Precision, day: date, now: datetime) -> Session:
    """Session ``number`` of the plan, on ``day`` or on days or in a window from then on."""
    drawn = new(
        Session,
        event=plan.event,
        number=number,
        uid=str(UUID(int=draw.getrandbits(128), version=4)),
        precision=precision,
    )
    if number > 1 and draw.random() < 0.4:
        drawn.title = draw.choice(words.SUBJECTS).capitalize()
    match precision:
        case Precision.TIME:
            drawn.starts_at = to_instant(datetime.combine(day, plan.clock), plan.event.timezone)
            drawn.ends_at = drawn.starts_at + plan.length
        case Precision.DAY:
            drawn.first_day, drawn.last_day = day, day + timedelta(days=draw.randint(1, 4))
        case Precision.WINDOW:
            drawn.first_day, drawn.last_day = day, day + timedelta(days=draw.randint(7, 60))
        case Precision.UNKNOWN:
            drawn.date_note = "The sample gives no date."
    drawn.settle_dates()
    drawn.status = weighted(draw, STATUS_PAST if drawn.is_past(now) else STATUS_UPCOMING)
    drawn.status_reason = draw.choice(words.STATUS_REASONS[drawn.status])
    return drawn


def language_offers(plan: Plan, sitting: Session) -> Iterator[LanguageOffer]:
    for language, mode, provider in plan.offers:
        yield new(LanguageOffer, session=sitting, language=language, mode=mode, provider=provider)


def appearances(draw: Random, plan: Plan, sitting: Session) -> Iterator[Appearance]:
    for position, (speaker, affiliation) in enumerate(draw.sample(plan.speakers, draw.choice([0, 1, 1, 2]))):
        yield new(
            Appearance,
            session=sitting,
            speaker=speaker,
            honorific=draw.choice(words.HONORIFICS),
            role=draw.choice(words.ROLES),
            affiliation=draw.choice([None, affiliation, affiliation]),
            mode=weighted(draw, APPEARANCE_MODE),
            position=position,
        )


def session_resources(draw: Random, sitting: Session, now: datetime) -> Iterator[Resource]:
    """Of most of what took place a recording, or slides; every fourth without its address."""
    if sitting.is_past(now) and not sitting.is_off and draw.random() < 0.7:
        kind = draw.choice(FREQUENT_RESOURCES)
        yield resource(draw, sitting.event, kind, session=sitting, position=sitting.number)


def event_resources(draw: Random, owner: Event, sittings: list[Session], now: datetime) -> Iterator[Resource]:
    if any(sitting.span_end and not sitting.is_past(now) for sitting in sittings):
        yield resource(draw, owner, ResourceKind.REGISTRATION)
    if draw.random() < 0.3:
        yield resource(draw, owner, draw.choice(EVENT_RESOURCES))


def resource(draw: Random, owner: Event, kind: ResourceKind, **values: Any) -> Resource:
    address = f"{SITE}/{owner.slug}/{kind}-{values.get('position', 0)}"
    address = "" if draw.random() < 0.25 else address
    return new(Resource, event=owner, kind=kind, url=address, **values)
