from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import translation

from events.choices import InvolvementRole
from events.models import Event, Session
from events.views.day_across_cities import City, DayAcrossCities, Stretch, day_across_cities, shown_session
from tests.factories import (
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_undated_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 9, 18, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def session_at(start: datetime, hours: float = 1, zone: str = "Europe/Brussels", **values: object) -> Session:
    return make_session(make_event(timezone=zone, **values), starts_at=start, ends_at=start + HOUR * hours)


def announced(country: str, event: Event, **values: object) -> None:
    name = values.pop("name", country)
    make_involvement(event, organisation=make_organisation(name=name, country=country, **values))


def names(found: DayAcrossCities) -> dict[str, list[str]]:
    return {city.name: city.people for city in found.cities}


def hours(found: DayAcrossCities) -> dict[str, str]:
    return {city.name: city.hours for city in found.cities}


def percent(hours: float, of: float = 24) -> str:
    return f"{hours / of * 100:.2f}"


def test_clocks_are_mine_the_organisers_and_those_of_bodies_by_their_country() -> None:
    session = session_at(DAY + 11 * HOUR)
    announced("KR", session.event, name="Korean Body", acronym="KB", place="Goyang")
    announced("IN", session.event, name="Indian Body")
    provider = make_organisation(name="House", country="JO", place="Amman")
    make_offer(session, language="ar", provider=provider)
    make_offer(session, language="fr", provider=provider)
    make_offer(session, language="es")

    assert names(day_across_cities(session, "America/Lima")) == {
        "Lima": ["your clock"],
        "Brussels": ["organiser’s clock"],
        "Goyang": ["KB, organiser"],
        "Kolkata": ["Indian Body, organiser"],
        "Amman": ["House, provides Arabic", "House, provides French"],
    }
    assert next(iter(names(day_across_cities(session, "")))) == "Brussels"


def test_clock_has_the_session_on_it() -> None:
    found = day_across_cities(session_at(DAY + 22 * HOUR), "Asia/Seoul")
    times = [(city.zone, f"{city.start:%d %H:%M}", f"{city.end:%d %H:%M}") for city in found.cities]

    assert times == [("Asia/Seoul", "19 07:00", "19 08:00"), ("Europe/Brussels", "19 00:00", "19 01:00")]


def test_only_who_announces_and_who_provides_has_a_clock() -> None:
    session = session_at(DAY)
    for country, role in (("KR", "host"), ("IN", "partner"), ("JP", "interpretation_partner")):
        body = make_organisation(name=country, country=country)
        make_involvement(session.event, organisation=body, role=InvolvementRole(role))

    assert names(day_across_cities(session, "")) == {
        "Brussels": ["organiser’s clock"],
        "Seoul": ["KR, organiser"],
    }


def test_body_that_announces_twice_is_named_once() -> None:
    session, body = session_at(DAY), make_organisation(name="Body", country="KR")
    for role in (InvolvementRole.ORGANISER, InvolvementRole.HOST):
        make_involvement(session.event, organisation=body, role=role)

    assert names(day_across_cities(session, ""))["Seoul"] == ["Body, organiser"]


def test_country_whose_clocks_differ_is_left_out_and_one_whose_agree_is_not() -> None:
    session = session_at(DAY, zone="UTC")
    for country in ("US", "CN", "BR", "", "DE"):
        announced(country, session.event, name=f"Of {country or 'nowhere'}")

    assert names(day_across_cities(session, "")) == {
        "UTC": ["organiser’s clock"],
        "Berlin": ["Of DE, organiser"],
    }


def test_clocks_that_agree_on_the_session_are_one_line() -> None:
    summer, winter = session_at(DAY), session_at(datetime(2024, 12, 18, tzinfo=UTC))
    for session in (summer, winter):
        for country in ("FR", "DE", "ZA"):
            announced(country, session.event)

    assert names(day_across_cities(summer, "Europe/Paris")) == {
        "Paris": ["your clock", "organiser’s clock", "FR, organiser", "DE, organiser", "ZA, organiser"]
    }
    assert list(names(day_across_cities(winter, "")).values()) == [
        ["organiser’s clock", "FR, organiser", "DE, organiser"],
        ["ZA, organiser"],
    ]


def test_clocks_that_agree_on_the_start_only_are_two_lines() -> None:
    session = session_at(datetime(2024, 10, 27, 0, 30, tzinfo=UTC))
    announced("ZA", session.event)

    assert len(names(day_across_cities(session, ""))) == 2


def test_same_hour_of_another_day_is_another_line() -> None:
    found = day_across_cities(session_at(DAY + 11 * HOUR, zone="Pacific/Pago_Pago"), "Pacific/Apia")

    assert [f"{city.start:%d %H}" for city in found.cities] == ["19 00", "18 00"]


def test_without_any_clock_or_time_there_is_no_day() -> None:
    session = session_at(DAY, zone="")

    assert day_across_cities(None, "Asia/Seoul") is day_across_cities(session, "") is None
    assert list(names(day_across_cities(session, "Asia/Seoul"))) == ["Seoul"]


def test_shown_is_the_next_session_that_has_a_time_else_the_last() -> None:
    event = make_event()
    late, early = (
        make_session(event, starts_at=DAY + HOUR * at, ends_at=DAY + HOUR * (at + 1)) for at in (5, 2)
    )
    days = make_day_session(event, first_day=DAY.date(), last_day=DAY.date())
    sessions = [late, days, early, make_undated_session(event)]

    assert [shown_session(sessions, DAY + HOUR * at) for at in (0, 2.5, 3, 6, 60)] == [
        early,
        early,
        late,
        late,
        late,
    ]
    assert shown_session([days], DAY) is shown_session([], DAY) is None


def test_stretches_are_of_the_day_on_the_first_clock() -> None:
    found = day_across_cities(session_at(DAY + 11 * HOUR), "")
    assert found.taken == Stretch(percent(13), percent(1))
    assert found.cities[0].waking == [Stretch(percent(7), percent(14))]

    found = day_across_cities(session_at(DAY + 11 * HOUR, zone="Asia/Seoul"), "Europe/Brussels")
    assert [city.waking for city in found.cities] == [
        [Stretch(percent(7), percent(14))],
        [Stretch("0.00", percent(14))],
    ]

    found = day_across_cities(session_at(DAY + 11 * HOUR, zone="America/Lima"), "Europe/Brussels")
    assert found.cities[1].waking == [Stretch("0.00", percent(4)), Stretch(percent(14), percent(10))]


def test_session_over_midnight_is_cut_at_the_end_of_the_day() -> None:
    assert day_across_cities(session_at(DAY + 21 * HOUR, hours=5), "").taken == Stretch(
        percent(23), percent(1)
    )


@pytest.mark.parametrize(
    ("day", "length", "woken", "begun"), [(date(2024, 3, 31), 23, 6, 13), (date(2024, 10, 27), 25, 8, 14)]
)
def test_stretches_of_a_day_on_which_clocks_change(day: date, length: int, woken: int, begun: int) -> None:
    found = day_across_cities(session_at(datetime.combine(day, time(12), tzinfo=UTC)), "")

    assert found.cities[0].waking == [Stretch(percent(woken, length), percent(14, length))]
    assert found.taken == Stretch(percent(begun, length), percent(1, length))


def counted(city: City, first: City) -> list[Stretch]:
    """From 07:00 to 21:00 in ``city``, found by asking each minute of the day of ``first``."""
    midnight = first.start.replace(hour=0, minute=0)
    begin, end = (at.astimezone(UTC) for at in (midnight, midnight + timedelta(days=1)))
    minutes = (end - begin) // MINUTE
    awake = [7 <= (begin + MINUTE * at).astimezone(city.start.tzinfo).hour < 21 for at in range(minutes)]
    starts = [at for at in range(minutes) if awake[at] and (at == 0 or not awake[at - 1])]
    ends = [at + 1 for at in range(minutes) if awake[at] and (at == minutes - 1 or not awake[at + 1])]
    return [
        Stretch(percent(at, minutes), percent(end - at, minutes))
        for at, end in zip(starts, ends, strict=True)
    ]


@pytest.mark.parametrize("day", ["2024-03-10", "2024-03-31", "2024-09-18", "2024-10-27", "2024-11-03"])
@pytest.mark.parametrize("first", ["Europe/Brussels", "America/New_York"])
@pytest.mark.parametrize("second", ["Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"])
def test_stretches_are_those_that_counting_minutes_finds(day: str, first: str, second: str) -> None:
    found = day_across_cities(session_at(datetime.fromisoformat(f"{day}T15:00Z"), zone=second), first)

    assert [city.waking for city in found.cities] == [counted(city, found.cities[0]) for city in found.cities]


def test_stretches_run_from_right_to_left_where_the_page_does() -> None:
    session = session_at(DAY + 11 * HOUR, zone="Asia/Seoul")
    with translation.override("ar"):
        found = day_across_cities(session, "Europe/Brussels")

    assert found.taken == Stretch(percent(10), percent(1))
    assert [city.waking for city in found.cities] == [
        [Stretch(percent(3), percent(14))],
        [Stretch(percent(10), percent(14))],
    ]
    assert found.cities[1].name == "سول"


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Easter", date(2024, 4, 6)), ("Antarctica/Casey", date(2022, 3, 12))]
)
def test_day_on_which_evening_comes_twice(zone: str, day: date) -> None:
    found = day_across_cities(session_at(datetime.combine(day, time(12), tzinfo=UTC)), zone)

    assert [city.zone for city in found.cities] == [zone, "Europe/Brussels"]


def test_day_that_was_left_out() -> None:
    session = session_at(datetime(2011, 12, 30, 12, tzinfo=UTC), zone="Pacific/Apia")
    found = day_across_cities(session, "Europe/Brussels")

    assert found.cities[1].waking == [Stretch("0.00", percent(8)), Stretch(percent(18), percent(6))]


@pytest.mark.parametrize(
    ("start", "length", "words"),
    [
        (7, 14, "between 07:00 and 21:00"),
        (9, 1, "between 07:00 and 21:00"),
        (20, 1, "between 07:00 and 21:00"),
        (6.5, 1, "partly at night"),
        (20.5, 1, "partly at night"),
        (8, 25, "partly at night"),
        (22, 1, "at night"),
        (23, 7.5, "at night"),
        (0, 6, "at night"),
        (6, 16, "partly at night"),
    ],
)
def test_hours_are_said_in_words(start: float, length: float, words: str) -> None:
    session = session_at(DAY + start * HOUR, length, zone="UTC")

    assert hours(day_across_cities(session, "")) == {"UTC": words}


def test_event_shows_its_session_across_the_day(client: Client) -> None:
    session = session_at(DAY + 16 * HOUR, slug="heat")
    announced("KR", session.event, name="Body", place="Goyang")
    make_session(session.event, starts_at=DAY - HOUR, ends_at=DAY)
    found = Page(client.get("/en/events/heat/?tz=Asia/Seoul"))

    assert found.texts(".across__city") == [
        "Seoul your clock · Body, organiser",
        "Brussels organiser’s clock",
    ]
    assert found.texts(".across__time") == [
        "01:00–02:00 at night",
        "Wed 18 Sept 18:00–19:00 between 07:00 and 21:00",
    ]
    assert [(one.attributes["x"], one.attributes["width"]) for one in found.find(".across__taken")] == [
        (f"{percent(1)}%", f"{percent(1)}%")
    ] * 2


def test_day_says_of_which_session_it_is(client: Client) -> None:
    session = session_at(DAY + 16 * HOUR, slug="heat")
    make_session(session.event, starts_at=DAY - HOUR, ends_at=DAY)

    (caption,) = Page(client.get("/en/events/heat/?tz=Asia/Seoul")).texts("caption")

    assert caption.startswith("Thu, 19 Sept 2024")
    assert [caption.count(words) for words in ("session 1 of 2 · Light: 07:00 to 21:00", " ,")] == [1, 0]


def test_event_without_a_time_shows_no_day(client: Client) -> None:
    make_day_session(make_event(slug="heat"))

    assert Page(client.get("/en/events/heat/?tz=Asia/Seoul")).texts(".across__city") == []
