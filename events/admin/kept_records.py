"""What the site keeps for itself, to be looked at: nobody edits it."""

from django.contrib import admin
from django.http import HttpRequest

from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin
from events.models import CalendarEntry, Change, LoadedRecord


class ReadOnlyAdmin(CatalogueAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(CalendarEntry)
class CalendarEntryAdmin(ReadOnlyAdmin):
    joined = ("session__event",)
    list_display = ("session", "language", "sequence", "last_modified", "withdrawn_at")
    list_filter = ("language", "last_modified", "withdrawn_at")
    search_fields = (*in_all_languages("session__event__title"), "session__uid")
    ordering = ("-last_modified", "-pk")


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    joined = ("session__event",)
    list_display = ("session", "number", "at")
    list_filter = ("at",)
    search_fields = (*in_all_languages("session__event__title"), "session__uid")
    ordering = ("-at", "-pk")


@admin.register(LoadedRecord)
class LoadedRecordAdmin(ReadOnlyAdmin):
    list_display = ("model", "key")
    list_filter = ("model",)
    search_fields = ("key",)
    ordering = ("model", "key")
