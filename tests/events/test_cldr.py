from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from events import cldr
from events.timezones import in_zone

WINTER = datetime(2024, 11, 20, 13, tzinfo=ZoneInfo("Europe/Brussels"))
SUMMER = datetime(2024, 9, 18, 13, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("ko", "en", "Korean"),
        ("ar", "fr", "arabe"),
        ("zh-hans", "en", "Simplified Chinese"),
        ("pt-br", "en", "Brazilian Portuguese"),
        ("zh-hans", "zh-hans", "简体中文"),
        ("en-kr", "en", "English"),
        ("xx", "en", "xx"),
    ],
)
def test_language_is_named_in_the_language_of_the_page(code: str, language: str, name: str) -> None:
    assert cldr.language_name(code, language) == name


@pytest.mark.parametrize(
    ("code", "name"), [("ar", "العربية"), ("ko", "한국어"), ("zh-hans", "简体中文"), ("xx", "xx")]
)
def test_endonym_is_the_name_in_the_language_itself(code: str, name: str) -> None:
    assert cldr.endonym(code) == name


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("he", "rtl"), ("ko", "ltr"), ("xx", "ltr")])
def test_direction_is_that_of_the_script(code: str, direction: str) -> None:
    assert cldr.direction(code) == direction


@pytest.mark.parametrize(
    ("code", "language", "name"), [("KR", "en", "South Korea"), ("DE", "pl", "Niemcy"), ("XX", "en", "XX")]
)
def test_country_is_named_in_the_language_of_the_page(code: str, language: str, name: str) -> None:
    assert cldr.country_name(code, language) == name


def test_zone_is_named_as_it_is_at_that_time_of_the_year() -> None:
    assert cldr.zone_name(WINTER, "en") == "Central European Standard Time"
    assert cldr.zone_name(SUMMER, "en") == "Central European Summer Time"
    assert (cldr.utc_offset(WINTER, "en"), cldr.utc_offset(SUMMER, "en")) == ("GMT+01:00", "GMT+02:00")


@pytest.mark.parametrize(
    ("zone", "language", "name"),
    [
        ("Asia/Kolkata", "en", "India Standard Time"),
        ("America/Argentina/Cordoba", "ar", "توقيت الأرجنتين الرسمي"),
        ("Europe/Kyiv", "zh-hans", "东欧标准时间"),
    ],
)
def test_renamed_zone_has_the_name_that_cldr_keeps_under_its_first(
    zone: str, language: str, name: str
) -> None:
    assert cldr.zone_name(in_zone(WINTER, zone), language) == name


def test_renamed_zone_has_a_name_for_each_season() -> None:
    assert cldr.zone_name(in_zone(SUMMER, "Europe/Kyiv"), "en") == "Eastern European Summer Time"
    assert cldr.clock_name("Europe/Kyiv", "en") == "Eastern European Time"


def test_zone_without_a_name_is_called_by_its_offset() -> None:
    istanbul = in_zone(WINTER, "Europe/Istanbul")
    assert cldr.zone_name(istanbul, "en") == "GMT+03:00"
    assert cldr.zone_name(istanbul, "ar") == cldr.utc_offset(istanbul, "ar")


def test_time_without_zone_of_its_own_is_named_utc() -> None:
    assert cldr.zone_name(in_zone(WINTER, ""), "en") == "Coordinated Universal Time"
    assert cldr.utc_offset(in_zone(WINTER, ""), "en") == "GMT+00:00"


@pytest.mark.parametrize(
    ("zone", "name"), [("Europe/Brussels", "Central European Time"), ("UTC", ""), ("Etc/UTC", ""), ("", "")]
)
def test_clock_is_named_whatever_the_season(zone: str, name: str) -> None:
    assert cldr.clock_name(zone, "en") == name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "18 Sept 2024"),
        ("fr", "18 sept. 2024"),
        ("ko", "2024년 9월 18일"),
        ("zh-hans", "2024年9月18日"),
    ],
)
def test_date_reads_as_its_language_writes_it(language: str, words: str) -> None:
    assert cldr.in_words(date(2024, 9, 18), "yMMMd", language) == words


def test_time_is_written_on_its_own_clock() -> None:
    assert cldr.in_words(SUMMER, "Hm", "en") == "13:00"


def test_part_of_a_date() -> None:
    assert [cldr.date_part(date(2024, 9, 18), pattern, "en") for pattern in ("d", "ccc", "y")] == [
        "18",
        "Wed",
        "2024",
    ]


def test_money_and_numbers_are_grouped() -> None:
    assert cldr.money(2500000, "EUR", "en") == "€2,500,000.00"
    assert cldr.number(1200, "en") == "1,200"


@pytest.mark.parametrize("language", settings.MODELTRANSLATION_LANGUAGES)
def test_each_language_of_the_content_is_known(language: str) -> None:
    assert cldr.endonym(language) != language
    assert cldr.in_words(SUMMER, "yMMMEd", language)
