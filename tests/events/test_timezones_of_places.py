from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from events.cldr import first_weekday, zone_city
from events.timezones import offsets, turning_point, zone_countries, zone_names, zone_of_country
from organisations.validators import iso_countries

ZONES = [
    "Europe/Madrid",
    "Asia/Seoul",
    "Asia/Kathmandu",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Gaza",
    "Australia/Lord_Howe",
]
MINUTE = timedelta(minutes=1)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def instant(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def ahead(at: datetime, zone: str) -> int:
    return at.astimezone(ZoneInfo(zone)).utcoffset() // MINUTE


# Offsets.


@pytest.mark.parametrize("years", [(1990, 2040), (2024, 2024), (1950, 1951), (2199, 2200)])
@pytest.mark.parametrize("zone", [*ZONES, ""])
def test_offsets_cover_their_years_without_gap_and_change_at_each(zone: str, years: tuple[int, int]) -> None:
    periods = offsets(zone, *years)

    assert (periods[0].start, periods[-1].end) == (instant(years[0], 1, 1), instant(years[1] + 1, 1, 1))
    assert all(one.start < one.end for one in periods)
    assert all(one.end == after.start and one.minutes != after.minutes for one, after in pairwise(periods))


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(sorted(zone_names())),
)
def test_offset_is_what_clocks_of_the_zone_are_ahead(at: datetime, zone: str) -> None:
    [period] = [one for one in offsets(zone, at.year - 1, at.year + 1) if one.start <= at < one.end]

    assert period.minutes == ahead(at, zone)


@pytest.mark.parametrize("zone", ZONES)
def test_offsets_turn_at_the_minute_of_the_change(zone: str) -> None:
    periods = offsets(zone, 1980, 2040)

    for one, after in pairwise(periods):
        assert (ahead(one.end - MINUTE, zone), ahead(after.start, zone)) == (one.minutes, after.minutes)


def test_offsets_of_a_year_with_and_without_changes() -> None:
    start, spring, autumn, end = (
        instant(2024, 1, 1),
        instant(2024, 3, 31, 1),
        instant(2024, 10, 27, 1),
        instant(2025, 1, 1),
    )

    assert offsets("Europe/Madrid", 2024, 2024) == [
        (start, spring, 60),
        (spring, autumn, 120),
        (autumn, end, 60),
    ]
    assert offsets("Asia/Kathmandu", 2024, 2024) == [(start, end, 345)]
    assert offsets("", 2024, 2024) == [(start, end, 0)]


def test_day_that_a_zone_left_out_is_one_change() -> None:
    assert [(one.end, one.minutes) for one in offsets("Pacific/Apia", 2011, 2011)] == [
        (instant(2011, 4, 2, 14), -600),
        (instant(2011, 9, 24, 14), -660),
        (instant(2011, 12, 30, 10), -600),
        (instant(2012, 1, 1), 840),
    ]


@pytest.mark.parametrize(("before", "after"), [(1, 60), (200, 1_200), (1_440, 7)])
def test_turning_point_is_found_from_wherever_it_is_looked_for(before: int, after: int) -> None:
    change = instant(2024, 10, 5, 15, 30)

    assert turning_point(change - before * MINUTE, change + after * MINUTE, "Australia/Lord_Howe") == change


# Countries.


def test_each_zone_with_a_place_has_the_country_that_it_is_in() -> None:
    countries = zone_countries()

    assert {zone: countries[zone] for zone in ("Asia/Seoul", "America/St_Johns", "Africa/Ceuta")} == {
        "Asia/Seoul": "KR",
        "America/St_Johns": "CA",
        "Africa/Ceuta": "ES",
    }
    assert countries.keys() - zone_names() == set()
    assert set(countries.values()) - iso_countries() == set()
    assert {"UTC", "Etc/UTC", "CET"} & countries.keys() == set()


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("KR", "Asia/Seoul"),
        ("NP", "Asia/Kathmandu"),
        ("DE", "Europe/Berlin"),  # Büsingen shows the same
        ("CN", ""),
        ("US", ""),
        ("ES", ""),
        ("XX", ""),
        ("kr", ""),
        ("", ""),
    ],
)
def test_country_has_a_zone_where_all_its_clocks_show_the_same(country: str, zone: str) -> None:
    assert zone_of_country(country, instant(2024, 9, 1)) == zone


def test_clocks_of_a_country_are_compared_at_that_instant() -> None:
    """Kazakhstan has shown one time since 1 March 2024."""
    change = instant(2024, 2, 29, 18)

    assert zone_of_country("KZ", change - MINUTE) == ""
    assert zone_countries()[zone_of_country("KZ", change)] == "KZ"


# Their names.


@pytest.mark.parametrize(
    ("zone", "names"),
    [
        ("Asia/Seoul", ("Seoul", "سول", "首尔")),
        ("Asia/Kolkata", ("Kolkata", "كالكتا", "加尔各答")),
        ("America/Argentina/Buenos_Aires", ("Buenos Aires", "بوينوس أيرس", "布宜诺斯艾利斯")),
        ("America/St_Johns", ("St John’s", "سانت جونس", "圣约翰斯")),
        ("Europe/Kyiv", ("Kyiv", "كييف", "基辅")),
        ("UTC", ("UTC", "UTC", "UTC")),
        ("Etc/GMT+5", ("Etc/GMT+5", "Etc/GMT+5", "Etc/GMT+5")),
        ("CET", ("CET", "CET", "CET")),
    ],
)
def test_zone_is_named_after_its_city(zone: str, names: tuple[str, str, str]) -> None:
    assert tuple(zone_city(zone, language) for language in ("en", "ar", "zh-hans")) == names


@pytest.mark.parametrize("language", settings.MODELTRANSLATION_LANGUAGES)
def test_each_zone_with_a_place_has_a_name(language: str) -> None:
    names = {zone: zone_city(zone, language) for zone in zone_countries()}

    assert [zone for zone, name in names.items() if not name or "/" in name or "_" in name] == []


@pytest.mark.parametrize(
    ("language", "weekday"),
    [
        ("en", MONDAY),
        ("ar", SATURDAY),
        ("ko", SUNDAY),
        ("fr", MONDAY),
        ("pt-br", SUNDAY),
        ("zh-hans", MONDAY),
    ],
)
def test_week_begins_where_the_language_is_most_spoken(language: str, weekday: int) -> None:
    assert first_weekday(language) == weekday
