"""What narrows the list, each to be removed by itself."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import get_language

from events import cldr
from events.filter_fields import CodesField
from events.filters import SessionFilter


@dataclass(frozen=True)
class Chip:
    """One value that narrows the list: in words, and the query string that is left without it."""

    name: str
    words: str
    without: str


def chips(found: SessionFilter, data: QueryDict) -> list[Chip]:
    """Every value of ``data`` that narrows the list, but for ``when``, which has a place of its own."""
    result = []
    for name, chosen in found.chosen.items():
        if name == "when":
            continue
        field = found.form.fields[name]
        for value in dict.fromkeys(chosen) if isinstance(chosen, list) else [chosen]:
            without = query_without(data, name, getattr(value, "slug", value))
            result.append(Chip(str(field.label), in_words(value, field), without))
    return result


def in_words(value: Model | date | str, field: forms.Field) -> str:
    match value, field:
        case date(), _:
            return cldr.in_words(value, "yMMMd", get_language())
        case str(), CodesField():
            return cldr.language_name(value, get_language())
    return str(dict(field.choices)[value] if isinstance(value, str) else value)


def query_without(data: QueryDict, name: str, value: str | date) -> str:
    left = data.copy()
    left.pop("page", None)
    # A day is the only value of its parameter, however it was written.
    left.setlist(name, [other for other in left.getlist(name) if isinstance(value, str) and other != value])
    return left.urlencode()
