"""A session across the day of those who hold it, interpret it, follow it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import get_language, get_language_bidi, gettext, pgettext

from events import cldr
from events.choices import Precision
from events.models import Session
from events.punctuation import joined
from events.timezones import WAKING_HOURS, at_hour, day_end, day_start, in_zone, zone_of_country
from organisations.models import Organisation


@dataclass(frozen=True)
class Stretch:
    """Where something lies within the day, in percent of it."""

    x: str
    width: str


@dataclass
class City:
    """A clock: what it is called, whose it is, and the session on it."""

    zone: str
    name: str
    start: datetime
    end: datetime
    people: list[str] = field(default_factory=list)
    waking: list[Stretch] = field(default_factory=list)
    hours: str = ""


@dataclass(frozen=True)
class DayAcrossCities:
    """From midnight to midnight on the first clock."""

    session: Session
    cities: list[City]
    taken: Stretch


def shown_session(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The next with a time, else the last; None where none has one."""
    timed = sorted(
        (one for one in sessions if one.precision == Precision.TIME), key=lambda one: one.starts_at
    )
    return next((one for one in timed if not one.is_past(now)), timed[-1] if timed else None)


def clocks(session: Session, zone: str) -> Iterator[tuple[str, str, str]]:
    """(zone, name, whose) of each clock that is known; of a country with several none is."""
    if zone:
        yield zone, "", gettext("your clock")
    if session.event.timezone:
        yield session.event.timezone, "", gettext("organiser’s clock")
    for organisation in session.event.announcers:
        yield from clock_of(
            organisation, session.starts_at, pgettext("after the name of an organisation", "organiser")
        )
    for offer in session.language_offers.all():
        if offer.provider:
            language = cldr.language_name(offer.language, get_language())
            whose = gettext("provides %(language)s") % {"language": language}
            yield from clock_of(offer.provider, session.starts_at, whose)


def clock_of(organisation: Organisation, instant: datetime, whose: str) -> Iterator[tuple[str, str, str]]:
    if found := zone_of_country(organisation.country, instant):
        yield found, organisation.place, joined([organisation.short_name, whose])


def day_across_cities(session: Session | None, zone: str) -> DayAcrossCities | None:
    """None where no clock is known by which the session has a time."""
    cities: dict[str, City] = {}
    for found, name, whose in clocks(session, zone) if session else ():
        start, end = in_zone(session.starts_at, found), in_zone(session.ends_at, found)
        # Clocks that show the same need no second line.
        key = f"{start:%Y-%m-%d %H:%M} {end:%Y-%m-%d %H:%M}"
        city = cities.setdefault(key, City(found, name or cldr.zone_city(found, get_language()), start, end))
        if whose not in city.people:
            city.people.append(whose)
    if not cities:
        return None
    first = next(iter(cities.values()))
    begin, over = day_start(first.start.date(), first.zone), day_end(first.start.date(), first.zone)
    for city in cities.values():
        city.waking = [stretch(start, end, begin, over) for start, end in waking(city.zone, begin, over)]
        city.hours = hours_in_words(city)
    return DayAcrossCities(
        session, list(cities.values()), stretch(session.starts_at, session.ends_at, begin, over)
    )


def waking(zone: str, begin: datetime, over: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The waking hours on clocks of ``zone`` between two instants."""
    day, last = in_zone(begin, zone).date(), in_zone(over, zone).date()
    while day <= last:
        start, end = (at_hour(day, hour, zone) for hour in WAKING_HOURS)
        is_there = in_zone(start, zone).date() == day  # some zone once left a day out
        if is_there and max(start, begin) < min(end, over):
            yield max(start, begin), min(end, over)
        day += timedelta(days=1)


def stretch(start: datetime, end: datetime, begin: datetime, over: datetime) -> Stretch:
    """From ``start`` to ``end``, as far as it lies between ``begin`` and ``over``; mirrored right to left."""
    first, last = ((min(max(at, begin), over) - begin) / (over - begin) * 100 for at in (start, end))
    return Stretch(f"{100 - last if get_language_bidi() else first:.2f}", f"{last - first:.2f}")


def hours_in_words(city: City) -> str:
    length = city.end - city.start
    awake = sum((end - start for start, end in waking(city.zone, city.start, city.end)), timedelta())
    if awake == length:
        return gettext("between 07:00 and 21:00")
    return gettext("partly at night") if awake else gettext("at night")
