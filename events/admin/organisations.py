"""The admin of the organisations app: it stands here, as citations, which are of events, are inline in it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from organisations.models import Office, Organisation, Project

ORIGINAL_NAME = (
    _("Original name"),
    {"fields": ("original_name", "original_language", "own_translations")},
)


class OfficeInline(SlimInline):
    model = Office
    fields = ("name_en", "slug", "country", "phone", "email", "position")
    prepopulated_fields = {"slug": ("name_en",)}


@admin.register(Organisation)
class OrganisationAdmin(CatalogueAdmin):
    joined = ("parent",)
    list_display = ("name", "acronym", "country", "parent")
    list_filter = ("country",)
    search_fields = (*in_all_languages("name"), "acronym", "slug", "original_name")
    ordering = ("name", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    autocomplete_fields = ("parent",)
    inlines = (OfficeInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("name_en", ("slug", "acronym"), "parent")}),
        (_("Notes"), {"fields": ("editor_note", "source_note_en")}),
        (_("What it is"), {"fields": (("place", "country"), "website", "description_en")}),
        ORIGINAL_NAME,
    )


@admin.register(Office)
class OfficeAdmin(CatalogueAdmin):
    joined = ("organisation",)
    list_display = ("name", "organisation", "region", "country")
    list_filter = ("country",)
    search_fields = (
        *in_all_languages("name"),
        *in_all_languages("organisation__name"),
        "slug",
        "original_name",
    )
    ordering = ("organisation", "position", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    autocomplete_fields = ("organisation",)
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": ("organisation", "name_en", ("slug", "position"), "editor_note")}),
        (
            _("Where it is reached"),
            {
                "fields": (
                    ("region_en", "country"),
                    "address",
                    "postal_address",
                    "address_language",
                    ("phone", "fax"),
                    ("email", "website"),
                )
            },
        ),
        ORIGINAL_NAME,
    )


@admin.register(Project)
class ProjectAdmin(CatalogueAdmin):
    joined = ("funder",)
    list_display = ("name", "acronym", "funder", "total_cost", "currency")
    list_filter = (("funder", admin.RelatedOnlyFieldListFilter),)
    search_fields = (*in_all_languages("name"), "acronym", "slug", "original_name")
    ordering = ("slug",)
    prepopulated_fields = {"slug": ("name_en",)}
    autocomplete_fields = ("funder",)
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": ("name_en", ("slug", "acronym"))}),
        (_("Notes"), {"fields": ("editor_note", "source_note_en")}),
        (_("What it is"), {"fields": ("tagline_en", "description_en", "website")}),
        (
            _("Money and participants"),
            {"fields": ("funder", ("funder_contribution", "total_cost", "currency"), "participant_count")},
        ),
        ORIGINAL_NAME,
    )
