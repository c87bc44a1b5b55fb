from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.choices import ANNOUNCING_ROLES
from events.models import Event, Involvement
from events.querysets import bodies_of
from events.roles import is_limited


class InvolvementFormSet(forms.BaseInlineFormSet):
    """The parts in one event. Where the user is of a limited remit, one of ``bodies`` must announce it."""

    bodies: set[int] | None = None

    def clean(self) -> None:
        super().clean()
        left = set(self.forms) - set(self.deleted_forms)
        rows = [row for form in left if (row := getattr(form, "cleaned_data", None))]
        announcing = {
            row["organisation"].pk
            for row in rows
            if row.get("organisation") and row.get("role") in ANNOUNCING_ROLES
        }
        if self.bodies is not None and not announcing & self.bodies:
            raise ValidationError(_("One of your organisations must organise or host the event."))


class InvolvementInline(SlimInline):
    model = Involvement
    formset = InvolvementFormSet
    verbose_name, verbose_name_plural = _("organisation"), _("organisations and their parts in it")
    fields = ("organisation", "role", "note_en", "position")
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("organisation")

    def get_extra(self, request: HttpRequest, obj: Event | None = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def get_formset(
        self, request: HttpRequest, obj: Event | None = None, **kwargs: Any
    ) -> type[forms.BaseInlineFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        formset.bodies = bodies_of(request.user) if is_limited(request.user) else None
        return formset


@admin.register(Involvement)
class InvolvementAdmin(CatalogueAdmin):
    of_event = ("event",)
    joined = ("event", "organisation")
    list_display = ("organisation", "role", "event")
    list_filter = ("role", "event__kind")
    search_fields = (
        *in_all_languages("organisation__name"),
        "organisation__acronym",
        *in_all_languages("event__title"),
    )
    ordering = ("event", "position", "pk")
    autocomplete_fields = ("event", "organisation")
    inlines = (CitationInline,)
    fieldsets = ((None, {"fields": ("event", "organisation", "editor_note", "role", "note_en", "position")}),)
