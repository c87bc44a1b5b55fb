"""What templates need to say a fact in the language of the page."""

from datetime import date, datetime

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events import cldr, phrases
from events.phrases import Note, content

register = template.Library()


@register.filter
def text(record: Model, field: str) -> str:
    """The field in one line, marked with its language where that is not the page's."""
    words, language = content(record, field, get_language())
    return words if language == get_language() else in_language(words, language)


@register.inclusion_tag("components/prose.html")
def prose(record: Model, field: str) -> dict[str, str]:
    """The field as paragraphs."""
    words, language = content(record, field, get_language())
    return {"words": words, "language": language, "direction": cldr.direction(language)}


@register.filter
def in_language(words: str, language: str) -> SafeString:
    """Words of another language, said to be so."""
    return format_html('<span lang="{}" dir="{}">{}</span>', language, cldr.direction(language), words)


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
def change_notes(session: Model) -> list[Note]:
    return phrases.change_notes(session, get_language())


@register.filter
def is_past(session: Model, now: datetime) -> bool:
    return session.is_past(now)
