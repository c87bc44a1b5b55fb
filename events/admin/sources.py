from django.contrib import admin

from events.admin.columns import in_all_languages
from events.admin.creating_in_place import CreatedInPlace
from events.admin.saving import CatalogueAdmin
from events.models import Source, Topic


@admin.register(Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ("file_name", "title", "languages")
    list_filter = ("languages",)
    search_fields = (*in_all_languages("title"), "file_name", "slug")
    ordering = ("file_name",)
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (None, {"fields": ("title_en", "slug", "file_name", "languages", "editor_note", "description_en")}),
    )


@admin.register(Topic)
class TopicAdmin(CreatedInPlace, CatalogueAdmin):
    list_display = ("name", "slug")
    list_filter = ("events__kind",)
    search_fields = (*in_all_languages("name"), "slug")
    ordering = ("slug",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = ((None, {"fields": ("name_en", "slug", "editor_note")}),)
