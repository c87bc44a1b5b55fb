from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.citations import CitationInline
from events.admin.columns import ContentForm, in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import LanguageOffer


class LanguageOfferForm(ContentForm):
    class Meta:
        widgets = {
            "language": forms.TextInput({"list": "language-codes", "size": 8, "autocapitalize": "none"})
        }


class LanguageOfferInline(SlimInline):
    model = LanguageOffer
    form = LanguageOfferForm
    verbose_name, verbose_name_plural = _("language"), _("languages of the session")
    fields = ("language", "mode", "provider")
    autocomplete_fields = ("provider",)


@admin.register(LanguageOffer)
class LanguageOfferAdmin(CatalogueAdmin):
    form = LanguageOfferForm
    of_event = ("session__event",)
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
