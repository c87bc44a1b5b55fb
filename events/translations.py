"""Texts in several languages: which are there, which are missing, which stand beside each other.

A text is missing in a language that has none where another language has one. Null and "" are both no text.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Count, Model, Q, QuerySet
from django.utils.text import capfirst
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname as column

from events import cldr
from events.models import Appearance, Event

LANGUAGES: tuple[str, ...] = settings.MODELTRANSLATION_LANGUAGES


@dataclass(frozen=True)
class Text:
    """A field's text in one language."""

    label: str
    language: str
    words: str

    @property
    def direction(self) -> str:
        return cldr.direction(self.language)

    @property
    def language_name(self) -> str:
        return cldr.endonym(self.language)


@dataclass(frozen=True)
class Tally:
    """How many texts there are in a language, and how many are missing."""

    there: int
    missing: int


def translated_models() -> list[type[Model]]:
    """Those with texts in several languages: events and what belongs to them, then organisations."""
    return sorted(translator.get_registered_models(abstract=False), key=lambda model: model._meta.app_label)


def text_fields(model: type[Model]) -> list[str]:
    """The fields that are kept in several languages, in the order of the model."""
    names = set(translator.get_options_for_model(model).get_field_names())
    return [field.name for field in model._meta.fields if field.name in names]


def name_field(model: type[Model]) -> str | None:
    """The one of them that records are called by."""
    return next((name for name in text_fields(model) if name in {"title", "name"}), None)


def label(model: type[Model], field: str) -> str:
    return capfirst(str(model._meta.get_field(field).verbose_name))


def words(record: Model, field: str, language: str) -> str:
    """The text in just this language, empty where it has none."""
    return getattr(record, column(field, language)) or ""


def has_text(field: str, language: str) -> Q:
    return Q(**{f"{column(field, language)}__gt": ""})


def has_text_somewhere(field: str) -> Q:
    return reduce(or_, (has_text(field, language) for language in LANGUAGES))


def is_missing(field: str, language: str) -> Q:
    return ~has_text(field, language) & has_text_somewhere(field)


def lacking(records: QuerySet, language: str) -> QuerySet:
    """Those of ``records`` of which a text is missing in the language."""
    return records.filter(reduce(or_, (is_missing(field, language) for field in text_fields(records.model))))


def tallies(records: QuerySet) -> dict[str, Tally]:
    """The texts of all ``records`` by language, in one query."""
    fields = text_fields(records.model)
    counts = {
        f"there_{column(field, language)}": Count("pk", filter=has_text(field, language))
        for field in fields
        for language in LANGUAGES
    }
    counts |= {f"known_{field}": Count("pk", filter=has_text_somewhere(field)) for field in fields}
    found = records.order_by().aggregate(**counts)
    known = sum(found[f"known_{field}"] for field in fields)
    there = {
        language: sum(found[f"there_{column(field, language)}"] for field in fields) for language in LANGUAGES
    }
    return {language: Tally(count, known - count) for language, count in there.items()}


def source_of(record: Model, field: str, language: str, wanted: str = "") -> Text | None:
    """What to translate into ``language``: the text in the ``wanted`` one, or in the first that has one."""
    others = [code for code in LANGUAGES if code != language]
    for code in sorted(others, key=lambda code: code != wanted):
        if found := words(record, field, code):
            return Text(label(type(record), field), code, found)
    return None


def missing_texts(record: Model, language: str) -> list[Text]:
    """What is missing in ``language``, as it is said in another."""
    missing = (field for field in text_fields(type(record)) if not words(record, field, language))
    return [text for field in missing if (text := source_of(record, field, language))]


def languages_of(records: list[Model]) -> list[str]:
    """Those in which any of ``records`` has a text."""
    return [
        language
        for language in LANGUAGES
        if any(words(record, field, language) for record in records for field in text_fields(type(record)))
    ]


def with_parts(record: Model) -> list[Model]:
    """The record, and the parts of an event in their order: each session with its appearances, and the rest.

    In four further queries for an event, whatever it has.
    """
    if not isinstance(record, Event):
        return [record]
    appearances = Appearance.objects.filter(session__event=record).select_related("speaker", "session")
    appearances = list(appearances.order_by("position", "pk"))
    parts: list[Model] = []
    for session in record.sessions.order_by("number"):
        parts += [session, *(one for one in appearances if one.session_id == session.pk)]
    involvements = record.involvements.select_related("organisation").order_by("position", "pk")
    return [record, *parts, *involvements, *record.resources.order_by("kind", "position")]


def with_own_translation(codes: str, language: str, is_ours: bool) -> str:
    """``codes`` (see OriginalNameModel.own_translations) with or without ``language``; their order stays."""
    kept = codes.split()
    if is_ours and language not in kept:
        kept.append(language)
    return " ".join(code for code in kept if is_ours or code != language)
