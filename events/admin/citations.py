from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field, QuerySet
from django.forms.fields import InvalidJSONInput
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.columns import ContentForm, in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import Citation
from events.models.citation import OWNERS, validate_fact
from events.querysets import bodies_of
from events.roles import is_limited


class TokensField(forms.JSONField):
    """One token a line; a list in JSON is read, too."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        if isinstance(value, str) and not value.lstrip().startswith(("[", "{")):
            return [line.strip() for line in value.splitlines() if line.strip()]
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if value is None:
            return ""
        is_plain = isinstance(value, list) and all(
            isinstance(token, str) and token == " ".join(token.split()) and not token.startswith(("[", "{"))
            for token in value
        )
        return "\n".join(value) if is_plain else super().prepare_value(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, as it was typed: read and written anew it may hold what no page can show."""
        return data and InvalidJSONInput(data)


class CitationForm(ContentForm):
    class Meta:
        field_classes = {"tokens": TokensField}
        widgets = {"tokens": forms.Textarea(attrs={"rows": 2, "cols": 28})}
        labels = {"tokens": _("Words that stand there"), "fact": _("Field")}
        help_texts = {"tokens": _("What must stand in those lines, a word, number or date on each line.")}

    def clean(self) -> dict[str, Any]:
        """The model cannot judge the fact of an owner that is not saved yet; the form can."""
        cleaned = super().clean()
        for name in OWNERS:
            if isinstance(self.fields.get(name), InlineForeignKeyField):
                validate_fact(name, cleaned.get("fact", ""))
        return cleaned


class CitationInline(SlimInline):
    model = Citation
    verbose_name, verbose_name_plural = _("source"), _("sources: the lines that say so")
    form = CitationForm
    fields = ("source", "first_line", "last_line", "fact", "tokens")
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).in_reading_order()


@admin.register(Citation)
class CitationAdmin(CatalogueAdmin):
    of_event = Citation.objects.none().EVENTS
    of_organisation = ("organisation", "office__organisation")
    form = CitationForm
    list_display = ("source", "lines", "fact", "of")
    list_display_links = ("source", "lines")
    list_filter = ("source",)
    search_fields = ("fact", "source__file_name", *in_all_languages("source__title"))
    ordering = ("source__file_name", "first_line", "last_line", "pk")
    autocomplete_fields = ("source", *OWNERS)
    fieldsets = (
        (None, {"fields": ("source", ("first_line", "last_line"), "tokens")}),
        (
            _("What is cited"),
            {"fields": ("fact", *OWNERS), "description": _("A citation belongs to exactly one record.")},
        ),
    )

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        """Speakers and projects are cited on their own pages, by who may change them."""
        if is_limited(request.user) and db_field.name in {"speaker", "organisation", "project"}:
            mine = bodies_of(request.user) if db_field.name == "organisation" else []
            kwargs["queryset"] = db_field.related_model.objects.filter(pk__in=mine)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("source").with_owners()

    @admin.display(description=_("record"))
    def of(self, citation: Citation) -> str:
        return f"{OWNERS[citation.owner_name]._meta.verbose_name}: {citation.owner}"
