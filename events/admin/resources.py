from django.contrib import admin

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import Resource


class ResourceInline(SlimInline):
    model = Resource
    fields = ("kind", "title_en", "url", "session", "position")
    autocomplete_fields = ("session",)


@admin.register(Resource)
class ResourceAdmin(CatalogueAdmin):
    joined = ("event", "session__event")
    list_display = ("kind", "title", "url", "event", "session")
    list_display_links = ("kind", "title")
    list_filter = ("kind", "event__kind")
    search_fields = (*in_all_languages("title"), "url", *in_all_languages("event__title"))
    ordering = ("event", "kind", "position")
    autocomplete_fields = ("event", "session")
    inlines = (CitationInline,)
    fieldsets = ((None, {"fields": ("event", "session", ("kind", "position"), "title_en", "url")}),)
