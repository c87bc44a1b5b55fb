"""The form of a translator: the texts of a record, and of an event's parts, in one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst, normalize_newlines
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname as column

from events import cldr
from events.admin.columns import ContentForm
from events.punctuation import with_more
from events.translations import Text, name_field, source_of, text_fields, with_own_translation, words
from organisations.models.original_name import OriginalNameModel


def plain(text: str | None) -> str:
    """The text as a form gives it back."""
    return normalize_newlines(text or "").strip()


def digest(text: str) -> str:
    return sha256(plain(text).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Row:
    """A text in the language of the form, and beside it the one to translate.

    ``opened`` tells what the text was when the page was opened, under the name ``opened_name``.
    """

    field: BoundField
    source: Text | None
    opened_name: str
    opened: str
    own_name: BoundField | None


class TranslationForm(ContentForm):
    own_name = forms.BooleanField(
        label=_("This name is our translation: no document gives it."),
        label_suffix="",
        required=False,
        show_hidden_initial=True,
    )

    def __init__(self, *args: Any, language: str, wanted: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        model = self._meta.model
        self.sources = {name: source_of(self.instance, name, language, wanted) for name in text_fields(model)}
        self.kept = {column(name, language): words(self.instance, name, language) for name in self.sources}
        for name, source in self.sources.items():
            entered = column(name, language)
            # What no language says is not to be translated; but what was sent is not lost.
            if not (source or self.kept[entered] or self.add_prefix(entered) in self.data):
                del self.fields[entered]
        self.name_column = column(name_field(model) or "", language)
        if issubclass(model, OriginalNameModel) and self.name_column in self.fields:
            self.fields["own_name"].initial = self.is_own_name()
        else:
            del self.fields["own_name"]

    def is_own_name(self) -> bool:
        """Whether the name is our translation; where there is none yet, whether it would be."""
        if self.kept[self.name_column]:
            return self.instance.is_own_translation(self.language)
        return self.instance.original_language != self.language

    @property
    def heading(self) -> str:
        return f"{capfirst(str(self._meta.model._meta.verbose_name))}: {self.instance}"

    @property
    def has_texts(self) -> bool:
        return any(name in self.fields for name in self.kept)

    @property
    def rows(self) -> Iterator[Row]:
        for name, source in self.sources.items():
            entered = column(name, self.language)
            if entered in self.fields:
                is_name = entered == self.name_column and "own_name" in self.fields
                yield Row(
                    field=self[entered],
                    source=source,
                    opened_name=self.opened_name(entered),
                    opened=self.opened(entered) if self.is_bound else digest(self.kept[entered]),
                    own_name=self["own_name"] if is_name else None,
                )

    def opened_name(self, entered: str) -> str:
        return self.add_prefix(f"opened_{entered}")

    def opened(self, entered: str) -> str:
        return self.data.get(self.opened_name(entered), "")

    def is_touched(self, entered: str) -> bool:
        """Whether the translator changed it: what somebody else wrote meanwhile is not undone otherwise."""
        return digest(self.data.get(self.add_prefix(entered), "")) != self.opened(entered)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for entered, kept in self.kept.items():
            if entered in self.fields and self.is_touched(entered):
                self.clean_meanwhile(entered, kept)
        return cleaned

    def clean_meanwhile(self, entered: str, kept: str) -> None:
        """Tell of a text that somebody else changed; the next time it may be replaced."""
        if self.opened(entered) == digest(kept) or plain(self.cleaned_data.get(entered)) == plain(kept):
            return
        self.data[self.opened_name(entered)] = digest(kept)
        if kept:
            told = _("Somebody changed this text meanwhile. Save again to replace what it says now: %(text)s")
        else:
            told = _("Somebody took this text out meanwhile. Save again to put yours in.")
        # Isolated (Unicode, U+2068 and U+2069): it may run the other way than the sentence.
        self.add_error(
            entered, ValidationError(told, code="meanwhile", params={"text": f"\u2068{kept}\u2069"})
        )

    def need_in_one_language(self, name: str) -> None:
        entered = column(name, self.language)
        is_empty = entered in self.fields and not self.cleaned_data.get(entered)
        if is_empty and not self.sources[name] and entered not in self.errors:
            self.add_error(entered, _("It is needed in at least one language."))

    @property
    def changes(self) -> dict[str, str]:
        """The columns that say something else, with what they say; of a valid form."""
        entered = {
            name: normalize_newlines(self.cleaned_data[name] or "")
            for name in self.kept
            if name in self.fields and self.is_touched(name)
        }
        changes = {name: text for name, text in entered.items() if plain(text) != plain(self.kept[name])}
        if "own_name" in self.fields:
            codes = self.own_translations(changes.get(self.name_column, self.kept[self.name_column]))
            if codes != self.instance.own_translations:
                changes["own_translations"] = codes
        return changes

    def own_translations(self, name: str) -> str:
        before, is_ours = self.kept[self.name_column], self.cleaned_data["own_name"]
        is_settled = bool(name) == bool(before) and not (name and "own_name" in self.changed_data)
        codes = self.instance.own_translations
        return codes if is_settled else with_own_translation(codes, self.language, bool(name) and is_ours)

    def write(self) -> list[str]:
        """Save what was changed, and nothing else; return what that is called."""
        changes, record = self.changes, self.instance
        for name in self.kept:
            setattr(record, name, changes.get(name, self.kept[name]))
        if "own_translations" in changes:
            record.own_translations = changes["own_translations"]
        # The plain column repeats the one of whichever language is being read.
        repeated = [name for name in self.sources if column(name, self.language) in changes]
        record.save(update_fields=[*changes, *repeated])
        language = cldr.endonym(self.language)
        names = {
            name: with_more(self.fields[name].label, language) for name in changes if name in self.fields
        }
        return [names.get(name, str(record._meta.get_field(name).verbose_name)) for name in changes]


class TranslationForms:
    """The forms of one page: of each record that has a text in any language."""

    def __init__(
        self, site: AdminSite, request: HttpRequest, records: list[Model], language: str, wanted: str
    ) -> None:
        data: QueryDict | None = request.POST.copy() if request.method == "POST" else None
        classes: dict[type[Model], type[TranslationForm]] = {}
        forms_of_all = []
        for record in records:
            model = type(record)
            if model not in classes:
                classes[model] = form_class(site, request, model, language)
            prefix = f"{model._meta.model_name}-{record.pk}"
            form = classes[model](data, instance=record, prefix=prefix, language=language, wanted=wanted)
            forms_of_all.append(form)
        self.forms = [form for form in forms_of_all if form.has_texts]

    def __iter__(self) -> Iterator[TranslationForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    @property
    def changed(self) -> list[TranslationForm]:
        return [form for form in self.forms if form.changes]


def form_class(
    site: AdminSite, request: HttpRequest, model: type[Model], language: str
) -> type[TranslationForm]:
    """The fields are those of the model's own page."""
    return forms.modelform_factory(
        model,
        form=TranslationForm,
        fields=[column(name, language) for name in text_fields(model)],
        formfield_callback=partial(site.get_model_admin(model).formfield_for_dbfield, request=request),
    )
