"""Content columns in forms: the default language among the other fields, each further one in a fieldset."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, Model, TextField
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname as column

from events import cldr, text_rules
from events.admin.creating_in_place import offered
from events.punctuation import in_sequence
from events.slugs import free_slug

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
DEFAULT = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
LONGEST_KEY = 19
"""So many digits no key of a record has."""
PLAIN_OR_RICH = (CharField, TextField)


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

    changed_meanwhile = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        self.tags_taken_out: list[str] = []
        """Labels of the fields that came with tags, which are kept without them."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.changed_meanwhile:
            told = _("Nothing is saved yet: somebody else changed this meanwhile. See above, and save again.")
            self.add_error(None, ValidationError(told, code="meanwhile"))
        self.clean_markup()
        for name in translated(self._meta.model):
            if not self._meta.model._meta.get_field(name).blank:
                self.need_in_one_language(name)
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = free_slug(self._meta.model, self.name_entered())
        return cleaned

    def name_entered(self) -> str:
        """The title or name in the first language that it was entered in."""
        name = next(name for name in ("title", "name") if name in translated(self._meta.model))
        entered = (self.cleaned_data.get(column) for column in in_all_languages(name))
        return next(filter(None, entered), "")

    def clean_markup(self) -> None:
        """Tags that a text may not hold: refused in plain ones, taken out of those that are paragraphs."""
        for name in self.changed_data:
            value = self.cleaned_data.get(name)
            if isinstance(value, str) and isinstance(self._meta.model._meta.get_field(name), PLAIN_OR_RICH):
                try:
                    self.cleaned_data[name] = text_rules.cleaned(self._meta.model, name, value)
                except ValidationError as error:
                    self.add_error(name, error)
                else:
                    if self.cleaned_data[name] != value and text_rules.loses_markup(value):
                        self.tags_taken_out.append(str(self.fields[name].label))

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
        return super().optgroups(
            name, [key for key in value if key.isdecimal() and len(key) < LONGEST_KEY], attr
        )


class Autocomplete(KnownKeysOnly, AutocompleteSelect):
    class Media:
        js = [Script("js/admin-create-in-place.js", type="module")]


class AutocompleteMultiple(KnownKeysOnly, AutocompleteSelectMultiple):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """SQLite fails over a number that no key can be: it is none that can be chosen, like zero."""
        keys = super().value_from_datadict(data, files, name) or []
        return ["0" if key.isdecimal() and len(key) >= LONGEST_KEY else key for key in keys]


class ContentColumns:
    """For a page or an inline of the admin: columns carry the field's plain name and their language."""

    form = ContentForm

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        """What can be chosen is what the page of its kind shows to this user."""
        if related := self.admin_site._registry.get(db_field.related_model):
            kwargs.setdefault("queryset", related.get_queryset(request).order_by())
        if db_field.name in self.get_autocomplete_fields(request):
            attrs = offered(self.admin_site, db_field.related_model, request)
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site, attrs))
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
                field.help_text = in_sequence([original.help_text, needed])
        return field
