from django.contrib import admin

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import OtherName


class OtherNameInline(SlimInline):
    model = OtherName


@admin.register(OtherName)
class OtherNameAdmin(CatalogueAdmin):
    of_event = ("event",)
    joined = ("event",)
    list_display = ("name", "language", "event")
    list_filter = ("language",)
    search_fields = ("name", *in_all_languages("event__title"))
    ordering = ("name", "pk")
    autocomplete_fields = ("event",)
    inlines = (CitationInline,)
