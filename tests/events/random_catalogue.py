"""A random catalogue, and what facets are asked of it."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from urllib.parse import urlencode

from django.http import QueryDict

from events.choices import Attendance, EventKind, EventState, OfferMode, Precision, SessionStatus, When
from events.filters import SessionFilter
from events.models import Event, Session, Speaker, Topic
from events.upkeep import bring_up_to_date
from organisations.models import Organisation
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
EVENTS, FIRST_DAY, DAYS = 26, date(2023, 10, 1), 700
ZONES = ["", "Europe/Brussels", "Asia/Seoul", "America/St_Johns", "Pacific/Apia"]
LANGUAGES = ["ko", "fi", "fil", "zh", "zh-hans", "zh-hant", "pt", "pt-br"]
MODES = [OfferMode.FLOOR, OfferMode.INTERPRETATION, OfferMode.INTERPRETATION, OfferMode.NOT_STATED]
WORDS = ["Heat", "Water", "Floods", "더위", "Cities"]
TOPICS, SPEAKERS = ([f"{name}-{number}" for number in range(5)] for name in ("topic", "speaker"))
BODIES = ["".join(path) for depth in (1, 2, 3) for path in product("ab", repeat=depth)]
"""Each below the one whose slug its own begins with."""
INVOLVED = [slug for slug in BODIES if slug not in {"b", "bb"}]
CHOICES: dict[str, list[str]] = {
    "language": [*LANGUAGES, "pl"],
    "interpretation": [*LANGUAGES, "pl"],
    "topic": TOPICS,
    "kind": EventKind.values,
    "attendance": Attendance.values,
    "organisation": BODIES,
    "speaker": SPEAKERS,
    "recording": ["yes"],
    "when": When.values,
}
"""What can be chosen of each filter of which sets are kept."""

type Parameters = dict[str, list[str]]


def make_bodies() -> None:
    bodies: dict[str, Organisation] = {}
    for slug in BODIES:
        bodies[slug] = make_organisation(slug=slug, parent=bodies.get(slug[:-1]))


def dates(rng: Random) -> dict[str, object]:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    match rng.choice([Precision.TIME, Precision.TIME, *Precision]):
        case Precision.TIME:
            start = datetime(day.year, day.month, day.day, rng.randrange(24), rng.choice([0, 30]), tzinfo=UTC)
            length = timedelta(minutes=rng.choice([45, 60, 90, 600, 1_500, 60_000]))
            return {"precision": Precision.TIME, "starts_at": start, "ends_at": start + length}
        case Precision.UNKNOWN:
            return {"precision": Precision.UNKNOWN}
        case precision:
            last = day + timedelta(days=rng.choice([0, 1, 40, 200]))
            return {"precision": precision, "first_day": day, "last_day": last}


def make_random_event(rng: Random) -> Event:
    attendance, other = rng.sample(Attendance.values, 2)
    event = make_event(
        title=" ".join(rng.sample(WORDS, 2)),
        description=rng.choice(WORDS),
        state=rng.choice([*[EventState.PUBLISHED] * 6, EventState.DRAFT, EventState.WITHDRAWN]),
        kind=rng.choice(EventKind.values),
        attendance=attendance,
        other_attendance=rng.choice(["", other]),
        timezone=rng.choice(ZONES),
        topics=Topic.objects.filter(slug__in=rng.sample(TOPICS, rng.randrange(3))),
    )
    for body in Organisation.objects.filter(slug__in=rng.sample(INVOLVED, rng.randrange(4))):
        make_involvement(event, organisation=body)
    return event


def fill(session: Session, rng: Random) -> None:
    for language in rng.sample(LANGUAGES, rng.randrange(4)):
        for mode in {rng.choice(MODES), rng.choice(MODES)}:
            provider = rng.choice([None, *Organisation.objects.filter(slug__in=["a", "bb"])])
            make_offer(session, language=language, mode=mode, provider=provider)
    for speaker in Speaker.objects.filter(slug__in=rng.sample(SPEAKERS, rng.randrange(3))):
        make_appearance(session, speaker=speaker)


def make_recordings(event: Event, sessions: list[Session], rng: Random) -> None:
    for position, session in enumerate(sessions):
        kind = rng.choice(["recording", "slides", "slides"])
        make_resource(event, session=session, kind=kind, position=position)
    if rng.random() < 0.2:
        make_resource(event, position=len(sessions))


def make_catalogue(rng: Random) -> None:
    make_bodies()
    for slug in TOPICS:
        make_topic(slug=slug)
    for slug in SPEAKERS:
        make_speaker(slug=slug)
    for _number in range(EVENTS):
        event = make_random_event(rng)
        sessions = [
            make_session(
                event, withdrawn=rng.random() < 0.1, status=rng.choice(SessionStatus.values), **dates(rng)
            )
            for _session in range(rng.randrange(1, 5))
        ]
        for session in sessions:
            fill(session, rng)
        make_recordings(event, sessions, rng)
    bring_up_to_date(Event.objects.all(), NOW)


def address(parameters: Parameters) -> str:
    return urlencode(parameters, doseq=True)


def listed(parameters: Parameters) -> SessionFilter:
    found = SessionFilter(QueryDict(address(parameters)), Session.objects.listed(), now=NOW)
    assert found.is_valid(), found.form.errors
    return found


def counted(parameters: Parameters, **others: list[str]) -> int:
    """What the database counts for ``parameters`` with ``others`` in their places."""
    return listed(parameters | others).qs.count()
