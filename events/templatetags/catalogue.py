"""What templates need to say a fact in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import cldr, excerpts, phrases
from events.choices import OfferMode, Precision
from events.excerpts import Piece
from events.phrases import Note, content
from events.search_questions import wanted
from events.text_rules import as_html
from events.timezones import in_zone

register = template.Library()

FOUND_IN = {
    "title": _("Name"),
    "description": _("Description"),
    "place": _("Place"),
    "topic": _("Topic"),
    "organisation": _("Organisation"),
    "speaker": _("Speaker"),
    "language": _("Language"),
}


@register.filter
def text(record: Model, field: str) -> str:
    """The field in one line, marked with its language where that is not the page's."""
    words, language = content(record, field, get_language())
    return words if language == get_language() else in_language(words, language)


@register.inclusion_tag("components/prose.html")
def prose(record: Model, field: str) -> dict[str, str]:
    """The field as paragraphs."""
    words, language = content(record, field, get_language())
    return {"html": as_html(words), "language": language, "direction": cldr.direction(language)}


@register.filter
def in_language(words: str, language: str) -> SafeString:
    """Words of another language, said to be so; their direction, too, where it is not that of the page."""
    if cldr.direction(language) == cldr.direction(get_language()):
        return format_html('<span lang="{}">{}</span>', language, words)
    return format_html('<span lang="{}" dir="{}">{}</span>', language, cldr.direction(language), words)


@register.filter
def fallback_languages(record: Model, fields: str) -> list[str]:
    """The languages, other than the page's, that ``fields`` (names between blanks) are shown in."""
    shown = (content(record, field, get_language()) for field in fields.split())
    return list(dict.fromkeys(code for words, code in shown if words and code != get_language()))


@register.filter
def is_own_translation(record: Model, field: str) -> bool:
    """Whether the name that the page shows is our translation."""
    return record.is_own_translation(content(record, field, get_language())[1])


@register.filter
def endonym(code: str) -> SafeString:
    return in_language(cldr.endonym(code), code)


@register.filter
def language_in_words(code: str) -> str:
    return cldr.language_name(code, get_language())


@register.filter
def country_in_words(code: str) -> str:
    return cldr.country_name(code, get_language())


@register.filter
def words(moment: date | datetime, skeleton: str) -> str:
    """A date by a CLDR skeleton: ``{{ day|words:"yMMMEd" }}``."""
    return cldr.in_words(moment, skeleton, get_language())


@register.filter
def days_until(first: date, last: date) -> tuple[str, str]:
    """Both days in words: ``{% with days=first|days_until:last %}``."""
    return cldr.days_in_words(first, last, get_language())


@register.filter
def part(day: date | datetime, pattern: str) -> str:
    """One part of a date: ``{{ day|part:"LLL" }}``."""
    return cldr.date_part(day, pattern, get_language())


@register.filter
def zone_name(local: datetime) -> str:
    return cldr.zone_name(local, get_language())


@register.filter
def utc_offset(local: datetime) -> str:
    return cldr.utc_offset(local, get_language())


@register.filter
def money(amount: object, currency: str) -> str:
    return cldr.money(amount, currency, get_language())


@register.filter
def number(value: int) -> str:
    return cldr.number(value, get_language())


@register.filter
def change_notes(session: Model) -> list[Note]:
    return phrases.change_notes(session, get_language())


@dataclass(frozen=True)
class Clock:
    """Start and end of a session on one clock; ``zone`` is its IANA name."""

    start: datetime
    end: datetime
    zone: str


@register.filter
def on_clock(session: Model, zone: str) -> Clock:
    """On the clocks of ``zone``, or the organiser's where it is empty."""
    zone = zone or session.event.timezone or "UTC"
    return Clock(in_zone(session.starts_at, zone), in_zone(session.ends_at, zone), zone)


@register.filter
def month_on(session: Model, zone: str) -> date | None:
    """The first of the month that it begins in on the clocks of ``zone``; None without a date."""
    has_time = zone and session.precision == Precision.TIME
    day = in_zone(session.starts_at, zone).date() if has_time else session.first_local_day
    return day and day.replace(day=1)


@register.filter
def with_zone(address: str, zone: str) -> str:
    """The address of a page of ours, whose times are then in ``zone``, if any."""
    if not zone:
        return address
    path, mark, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'tz': zone})}{mark}{anchor}"


@register.filter
def in_codes(offers: Iterable[Model], codes: list[str]) -> list[Model]:
    """Those in one of these languages, or in a variety of it."""
    return [
        one
        for one in offers
        if any(one.language == code or one.language.startswith(f"{code}-") for code in codes)
    ]


@register.filter
def mode_in_words(mode: str) -> str:
    return OfferMode(mode).label


@register.filter
def zone_city(zone: str) -> str:
    return cldr.zone_city(zone, get_language())


@register.simple_tag
def marked(record: Model, field: str, question: str) -> SafeString:
    """As ``text``, with the words marked that ``question`` found."""
    if not question:
        return text(record, field)
    words, language = content(record, field, get_language())
    shown = in_marks(excerpts.pieces(words, wanted(question)))
    return shown if language == get_language() else in_language(shown, language)


def in_marks(pieces: Iterable[Piece]) -> SafeString:
    """Marks are of whole words, which keeps letters that join joined."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", one.text) if one.is_marked else one.text,) for one in pieces),
    )


@register.inclusion_tag("components/found_in.html")
def found_in(session: Model, question: str) -> dict[str, Any]:
    """Where a question found the session, as far as its title does not show it."""
    shown = " ".join(
        [content(session.event, "title", get_language())[0], content(session, "title", get_language())[0]]
    )
    found = excerpts.excerpts(session, question, shown)
    return {
        "excerpts": [
            (
                FOUND_IN[one.what],
                in_language(in_marks(one.pieces), one.language) if one.language else in_marks(one.pieces),
            )
            for one in found
        ]
    }


@register.filter
def is_past(session: Model, now: datetime) -> bool:
    return session.is_past(now)
