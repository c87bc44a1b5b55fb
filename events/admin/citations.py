from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms.fields import InvalidJSONInput
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.columns import ContentForm, in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import Citation
from events.models.citation import OWNERS, validate_fact


class TokensField(forms.JSONField):
    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, as it was typed: read and written anew it may hold what no page can show."""
        return data and InvalidJSONInput(data)


class CitationForm(ContentForm):
    class Meta:
        field_classes = {"tokens": TokensField}
        widgets = {"tokens": forms.Textarea(attrs={"rows": 2, "cols": 28})}

    def clean(self) -> dict[str, Any]:
        """The model cannot judge the fact of an owner that is not saved yet; the form can."""
        cleaned = super().clean()
        for name in OWNERS:
            if isinstance(self.fields.get(name), InlineForeignKeyField):
                validate_fact(name, cleaned.get("fact", ""))
        return cleaned


class CitationInline(SlimInline):
    model = Citation
    form = CitationForm
    fields = ("source", "first_line", "last_line", "fact", "tokens")
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).in_reading_order()


@admin.register(Citation)
class CitationAdmin(CatalogueAdmin):
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

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("source").with_owners()

    @admin.display(description=_("record"))
    def of(self, citation: Citation) -> str:
        return f"{OWNERS[citation.owner_name]._meta.verbose_name}: {citation.owner}"
