"""What narrows a list, in words."""

from datetime import date

from django import forms
from django.db.models import Model
from django.utils.translation import get_language, gettext

from events import cldr
from events.choices import When
from events.filter_fields import CodesField, QuestionField, ZoneField
from events.filters import SessionFilter


def in_words(value: Model | date | str, field: forms.Field) -> str:
    match value, field:
        case date(), _:
            return cldr.in_words(value, "yMMMd", get_language())
        case str(), CodesField():
            return cldr.language_name(value, get_language())
        case str(), ZoneField():
            return cldr.zone_city(value, get_language())
        case str(), QuestionField():
            return gettext("“%s”") % value
    return str(dict(field.choices)[value] if isinstance(value, str) else value)


def chosen_in_words(found: SessionFilter) -> list[tuple[str, list[str]]]:
    """(name of the filter, its values) for each filter that narrows the list."""
    result = []
    for name, chosen in found.chosen.items():
        if chosen == When.ALL:
            continue
        field = found.form.fields[name]
        values = dict.fromkeys(chosen) if isinstance(chosen, list) else [chosen]
        result.append((str(field.label), [in_words(value, field) for value in values]))
    return result
