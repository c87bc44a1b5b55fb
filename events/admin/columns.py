"""Content columns in forms: the default language among the other fields, each further one in a fieldset."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname as column

from events import cldr

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
DEFAULT = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


def translated(model: type[Model]) -> list[str]:
    """The fields of ``model`` that are kept in several languages."""
    try:
        return translator.get_options_for_model(model).get_field_names()
    except NotRegistered:
        return []


def in_all_languages(lookup: str) -> list[str]:
    """The columns behind a translated field, for searching: ``event__title`` → ``event__title_en`` …"""
    return [column(lookup, language) for language in LANGUAGES]


def further_languages(model: type[Model]) -> list[tuple[str, dict[str, Any]]]:
    """One closed fieldset for each language but the default, named in that language."""
    names = translated(model)
    return [
        (
            cldr.endonym(language),
            {"classes": ["collapse"], "fields": [column(name, language) for name in names]},
        )
        for language in LANGUAGES
        if names and language != DEFAULT
    ]


class ContentForm(forms.ModelForm):
    """A form over content columns: what the model requires is needed in one language, no matter which."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in translated(self._meta.model):
            if not self._meta.model._meta.get_field(name).blank:
                self.need_in_one_language(name)
        return cleaned

    def need_in_one_language(self, name: str) -> None:
        default = column(name, DEFAULT)
        values = (
            self.cleaned_data.get(entered) if entered in self.fields else getattr(self.instance, entered)
            for entered in in_all_languages(name)
        )
        if default in self.fields and default not in self.errors and not any(values):
            self.add_error(default, _("It is needed in at least one language."))

    def add_error(self, field: str | None, error: Any) -> None:
        """What the model says of a field that the form has refused already says nothing new."""
        if field is None and hasattr(error, "error_dict"):
            error = ValidationError(
                {name: told for name, told in error.error_dict.items() if name not in self.errors}
            )
        super().add_error(field, error)


class KnownKeysOnly:
    """What was no key of a record is not shown again: Django's autocomplete would fail over it."""

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> list[tuple]:
        return super().optgroups(name, [key for key in value if key.isdecimal() and len(key) < 19], attr)


class Autocomplete(KnownKeysOnly, AutocompleteSelect):
    pass


class AutocompleteMultiple(KnownKeysOnly, AutocompleteSelectMultiple):
    pass


class ContentColumns:
    """For a page or an inline of the admin: columns carry the field's plain name and their language."""

    form = ContentForm

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", AutocompleteMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, TranslationField):
            original = db_field.translated_field
            field.label = capfirst(original.verbose_name)
            field.widget.attrs |= {"lang": db_field.language, "dir": cldr.direction(db_field.language)}
            if db_field.language == DEFAULT and not original.blank:
                needed = _("Needed in at least one language.")
                field.help_text = f"{original.help_text} {needed}".strip()
        return field
