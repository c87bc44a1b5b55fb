"""Names of languages, countries and time zones, and dates in words, as CLDR has them (Babel).

Each function takes the language of the page as Django writes it: ``en``, ``zh-hans``.
"""

import re
from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import (
    format_date,
    format_skeleton,
    get_timezone_gmt,
    get_timezone_name,
)
from babel.numbers import format_currency, format_decimal

RIGHT_TO_LEFT = "right-to-left"
LEFT_TO_RIGHT_MARK = "\u200e"
# CLDR's plain "en" is American; the site writes 18 September 2024, not September 18, 2024.
OWN_CHOICE = {"en": "en-gb"}


@cache
def locale(language: str) -> Locale:
    """The CLDR locale of a BCP 47 code; of its base language where CLDR has no such locale."""
    language = OWN_CHOICE.get(language, language)
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.split("-")[0])


@lru_cache(1000)
def language_name(code: str, language: str) -> str:
    """The language ``code`` named in ``language``: ("ko", "en") → Korean."""
    base, *rest = code.split("-")
    names = locale(language).languages
    full = "_".join([base, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
    if name := names.get(full):
        return name
    # CLDR has names for few languages with a region; it puts the others together: português (Brasil).
    try:
        name = locale(code).get_display_name(locale(language)) if rest else None
    except (UnknownLocaleError, ValueError):
        name = None
    return name or names.get(base, code)


def endonym(code: str) -> str:
    """The language named in itself: ``ar`` → العربية. Its code where CLDR does not know."""
    try:
        own = locale(code)
    except (UnknownLocaleError, ValueError):
        return code
    return language_name(code, code) if own.languages else code


def direction(code: str) -> str:
    """``rtl`` or ``ltr``, the direction in which the language is written."""
    try:
        return "rtl" if locale(code).character_order == RIGHT_TO_LEFT else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def country_name(code: str, language: str) -> str:
    return locale(language).territories.get(code, code)


def zone_name(local: datetime, language: str) -> str:
    """The zone of an aware time in words: Central European Summer Time. Its offset where it has no name."""
    if named := renamed_zone(str(local.tzinfo), "daylight" if local.dst() else "standard", language):
        return named
    name, offset = (one(local, locale=locale(language)) for one in (get_timezone_name, get_timezone_gmt))
    return utc_offset(local, language) if name == offset else name


def clock_name(zone: str, language: str) -> str:
    """The zone in words whatever the season: Central European Time. Empty where it is of no region."""
    if "/" not in zone or zone.startswith("Etc/"):
        return ""
    return renamed_zone(zone, "generic", language) or get_timezone_name(
        ZoneInfo(zone), locale=locale(language)
    )


# CLDR keeps the first name that a zone ever had.
FIRST_NAMES = {
    "Africa/Asmara": "Africa/Asmera",
    "America/Atikokan": "America/Coral_Harbour",
    "America/Indiana/Indianapolis": "America/Indianapolis",
    "America/Kentucky/Louisville": "America/Louisville",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
    **{
        f"America/Argentina/{city}": f"America/{city}"
        for city in ("Buenos_Aires", "Catamarca", "Cordoba", "Jujuy", "Mendoza")
    },
}


def renamed_zone(zone: str, variant: str, language: str) -> str:
    """What Babel would say of a zone by its first name; empty for one that has no other."""
    metazone = get_global("meta_zones").get(FIRST_NAMES.get(zone, ""), "")
    return locale(language).meta_zones.get(metazone, {}).get("long", {}).get(variant, "")


@lru_cache(5000)
def zone_city(zone: str, language: str) -> str:
    """The city that a zone is named after: ("Asia/Seoul", "en") → Seoul. Its own name where it is of none."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone
    # Not by get_timezone_location(), which looks for none of those with another first name.
    named = locale(language).time_zones.get(FIRST_NAMES.get(zone, zone), {})
    return named.get("city") or zone.rpartition("/")[2].replace("_", " ")


def likely(language: str) -> Locale:
    """The locale with the territory where the language is most spoken."""
    here, subtags = locale(language), get_global("likely_subtags")
    if here.territory:
        return here
    return Locale.parse(subtags.get(str(here)) or subtags.get(here.language) or str(here))


def first_weekday(language: str) -> int:
    """The day that weeks begin with where the language is most spoken: 0 is Monday."""
    return likely(language).first_week_day


def territory_locale(language: str) -> str:
    """Language and territory: zh-hans → zh_CN."""
    here = likely(language)
    return f"{here.language}_{here.territory}"


def utc_offset(local: datetime, language: str) -> str:
    """The offset of an aware time: GMT+02:00. The sign stays before its number in right-to-left scripts."""
    offset = get_timezone_gmt(local, locale=locale(language))
    return re.sub("(?=[+-])", LEFT_TO_RIGHT_MARK, offset) if direction(language) == "rtl" else offset


def in_words(moment: date | datetime, skeleton: str, language: str) -> str:
    """``moment`` by a CLDR skeleton (``yMMMd``); an aware time in its own zone."""
    zone = getattr(moment, "tzinfo", None)
    return format_skeleton(skeleton, moment, tzinfo=zone, locale=locale(language))


def days_in_words(first: date, last: date, language: str) -> tuple[str, str]:
    """First and last day; a year that they share once, where the language puts it: 7 Oct, 28 Oct 2020."""
    pattern = locale(language).datetime_skeletons["yMMMd"].pattern
    skeletons = ("yMMMd", "MMMd") if pattern.startswith("y") else ("MMMd", "yMMMd")
    if first.year != last.year:
        skeletons = ("yMMMd", "yMMMd")
    return in_words(first, skeletons[0], language), in_words(last, skeletons[1], language)


def date_part(day: date, pattern: str, language: str) -> str:
    """One part of a date by a CLDR pattern: ``d`` 18, ``LLL`` Sep, ``ccc`` Wed, ``y`` 2024."""
    return format_date(day, pattern, locale=locale(language))


def money(amount: object, currency: str, language: str) -> str:
    return format_currency(amount, currency, locale=locale(language))


def number(value: int, language: str) -> str:
    return format_decimal(value, locale=locale(language))
