"""A catalogue of sample sessions around now, for demonstrations and for the benchmark.

Everything is drawn from one generator of random numbers: the same number, seed and ``now`` make the same
records. Their UIDs, too, so that a feed of samples is the same bytes after every run.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import translation

from events.choices import EventKind, Precision
from events.importing import sample_records as records
from events.importing.sample_cast import Cast, make_cast
from events.importing.sample_records import Plan
from events.importing.sample_words import PLACES
from events.models import Appearance, Event, Involvement, LanguageOffer, Resource, Session
from events.upkeep import bring_up_to_date

BATCH = 1000
"""Sessions drawn before they are written: what bounds the memory."""

ROWS = 250
"""Records in one statement: of one size, statements are prepared once, and SQLite keeps what it prepared."""

PAST_DAYS, UPCOMING_DAYS = 640, 280
"""How far from today the middle of an event may lie; sessions of a series lie up to 84 days beyond."""

WRITTEN = (Event, Event.topics.through, Involvement, Session, LanguageOffer, Appearance, Resource)
"""Each after those that it refers to."""

CLOCKS = {city: (zone, language) for city, _country, zone, language in PLACES}
PRECISIONS = {Precision.TIME: 90, Precision.WINDOW: 5, Precision.UNKNOWN: 5}
MINUTES = (60, 60, 90, 90, 120, 180)


class NotEmptyError(Exception):
    """The database holds an event: samples never mix with what somebody entered."""


def generate(sessions: int, *, seed: int, now: datetime) -> Counter[type[Model]]:
    """Fill a database that holds no event with ``sessions`` sample sessions; return how many of each model.

    In one transaction. Raises NotEmptyError.
    """
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        if Event.objects.exists():
            raise NotEmptyError
        draw = Random(seed)  # noqa: S311 keeps no secret
        samples, left = Samples(draw, make_cast(draw, sessions), now), sessions
        while left:
            left -= samples.announce(left)
            if not left or len(samples.drawn[Session]) >= BATCH:
                samples.write()
        count_rows()
        bring_up_to_date(Event.objects.all(), now)
    return samples.made


def count_rows() -> None:
    """Tell the planner of queries what the tables hold: until the commit, PostgreSQL takes them for empty."""
    with connection.cursor() as cursor:
        for model in WRITTEN:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


class Samples:
    """One run: what it draws from, and what it has drawn since it last wrote."""

    def __init__(self, draw: Random, cast: Cast, now: datetime) -> None:
        self.draw, self.cast, self.now = draw, cast, now
        self.numbers = count(1)
        self.drawn: dict[type[Model], list] = defaultdict(list)
        self.made = Counter(cast.made)

    def write(self) -> None:
        for model in WRITTEN:
            drawn = self.drawn.pop(model, [])
            self.made[model] += len(drawn)
            if model in {Event, Session}:
                for record in drawn:
                    record.created_at = self.now
            if model is Event:
                wholes = [event for event in drawn if event.parent is None]
                model.objects.bulk_create(wholes, batch_size=ROWS)
                drawn = [event for event in drawn if event.parent is not None]
            model.objects.bulk_create(drawn, batch_size=ROWS)

    def add(self, records: Iterable[Model]) -> None:
        for record in records:
            self.drawn[type(record)].append(record)

    def announce(self, room: int) -> int:
        """Draw an event, or one and its parts, of at most ``room`` sessions; return of how many."""
        day, chance = self.day(), self.draw.random()
        if chance < 0.04 and room > 1:
            return self.summit(monday(day), min(room - 1, self.draw.randint(2, 5)))
        if chance < 0.40 and room > 1:
            return self.series(day, min(room, self.draw.randint(2, 12)))
        if chance < 0.48:
            self.sessions(self.plan(EventKind.TRAINING), [monday(day)], Precision.DAY)
        else:
            self.sessions(self.plan(EventKind.WEBINAR), [day])
        return 1

    def summit(self, day: date, parts: int) -> int:
        summit = self.plan(EventKind.SUMMIT)
        self.sessions(summit, [day], Precision.DAY)
        for part in range(parts):
            plan = self.plan(EventKind.WEBINAR, parent=summit.event)
            self.sessions(plan, [day + timedelta(days=part % 2)], Precision.TIME)
        return 1 + parts

    def series(self, day: date, sessions: int) -> int:
        interval = timedelta(weeks=self.draw.choice([1, 2, 4] if sessions <= 6 else [1, 2]))
        first = day - interval * ((sessions - 1) // 2)
        self.sessions(self.plan(EventKind.SERIES), [first + interval * index for index in range(sessions)])
        return sessions

    def day(self) -> date:
        """A working day, as often before today as after it, and more often near it."""
        reach = self.draw.choice([-PAST_DAYS, UPCOMING_DAYS])
        day = self.now.date() + timedelta(days=round(reach * self.draw.random() ** 2))
        return day - timedelta(days=max(0, day.weekday() - 4))

    def plan(self, kind: EventKind, parent: Event | None = None) -> Plan:
        organiser = self.draw.choice(self.cast.organisations)
        city = organiser.place or self.draw.choice(PLACES)[0]
        zone, floor = CLOCKS[city]
        plan = Plan(
            event=records.event(self.draw, next(self.numbers), kind, city, zone, parent),
            clock=time(self.draw.randint(8, 17), self.draw.choice([0, 30])),
            length=timedelta(minutes=self.draw.choice(MINUTES)),
            offers=records.offers(self.draw, self.cast, floor),
            speakers=self.draw.sample(self.cast.speakers, 4),
        )
        self.add([plan.event])
        topics = self.draw.sample(self.cast.topics, self.draw.randint(1, 3))
        self.add(Event.topics.through(event=plan.event, topic=topic) for topic in topics)
        self.add(records.involvements(self.draw, self.cast, plan, organiser))
        return plan

    def sessions(self, plan: Plan, days: list[date], precision: Precision | None = None) -> None:
        """Draw a session for each of ``days``, of a precision drawn for each where none is given."""
        drawn = []
        for number, day in enumerate(days, start=1):
            known = precision or records.weighted(self.draw, PRECISIONS)
            session = records.session(self.draw, plan, number, known, day, self.now)
            drawn.append(session)
            self.add(records.language_offers(plan, session))
            self.add(records.appearances(self.draw, plan, session))
            self.add(records.session_resources(self.draw, session, self.now))
        self.add(drawn)
        self.add(records.event_resources(self.draw, plan.event, drawn, self.now))
