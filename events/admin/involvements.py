from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import Involvement


class InvolvementInline(SlimInline):
    model = Involvement
    fields = ("organisation", "role", "note_en", "position")
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("organisation")


@admin.register(Involvement)
class InvolvementAdmin(CatalogueAdmin):
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
