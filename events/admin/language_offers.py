from django.contrib import admin

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import LanguageOffer


class LanguageOfferInline(SlimInline):
    model = LanguageOffer
    autocomplete_fields = ("provider",)


@admin.register(LanguageOffer)
class LanguageOfferAdmin(CatalogueAdmin):
    joined = ("session__event", "provider")
    list_display = ("session", "language", "mode", "provider")
    list_filter = ("mode", "language")
    search_fields = (
        "language",
        *in_all_languages("session__event__title"),
        *in_all_languages("provider__name"),
    )
    ordering = ("session__event", "session__number", "language", "mode")
    autocomplete_fields = ("session", "provider")
    inlines = (CitationInline,)
