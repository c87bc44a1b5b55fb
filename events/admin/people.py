from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.creating_in_place import CreatedInPlace
from events.admin.remits import OthersMayShow
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import Appearance, Event, Speaker


class AppearanceInline(SlimInline):
    model = Appearance
    verbose_name, verbose_name_plural = _("speaker"), _("speakers of the session")
    fields = ("speaker", "honorific", "role_en", "affiliation", "mode", "position")
    autocomplete_fields = ("speaker", "affiliation")

    def get_queryset(self, request: object) -> object:
        return super().get_queryset(request).select_related("speaker")


@admin.register(Appearance)
class AppearanceAdmin(CatalogueAdmin):
    of_event = ("session__event",)
    joined = ("session__event", "speaker", "affiliation")
    list_display = ("speaker", "session", "role", "affiliation", "mode")
    list_filter = ("mode", "session__event__kind")
    search_fields = (
        *in_all_languages("speaker__name"),
        *in_all_languages("session__event__title"),
        *in_all_languages("affiliation__name"),
        *in_all_languages("role"),
    )
    ordering = ("session__event", "session__number", "position", "pk")
    autocomplete_fields = ("session", "speaker", "affiliation")
    inlines = (CitationInline,)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "session",
                    "speaker",
                    "editor_note",
                    ("honorific", "role_en"),
                    "affiliation",
                    ("mode", "position"),
                )
            },
        ),
    )


@admin.register(Speaker)
class SpeakerAdmin(CreatedInPlace, OthersMayShow, CatalogueAdmin):
    list_display = ("name", "slug", "original_name", "original_language")
    list_filter = ("original_language",)
    search_fields = (*in_all_languages("name"), "slug", "original_name")
    ordering = ("slug",)
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": ("name_en", "slug")}),
        (_("Notes"), {"fields": ("editor_note", "source_note_en")}),
        (_("Original name"), {"fields": ("original_name", "original_language", "own_translations")}),
    )

    def is_in_remit(self, request: HttpRequest, record: Speaker) -> bool:
        """Who appears nowhere else."""
        own = Event.objects.in_remit_of(request.user).order_by().values("pk")
        return not record.appearances.exclude(session__event__in=own).exists()
