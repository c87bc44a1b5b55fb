"""The admin of the organisations app: it stands here, as citations, which are of events, are inline in it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.creating_in_place import CreatedInPlace
from events.admin.remits import OthersMayShow
from events.admin.saving import CatalogueAdmin, SlimInline
from events.querysets import bodies_of
from events.roles import is_limited
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
class OrganisationAdmin(CreatedInPlace, OthersMayShow, CatalogueAdmin):
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

    def is_in_remit(self, request: HttpRequest, record: Organisation) -> bool:
        return record.pk in bodies_of(request.user)


@admin.register(Office)
class OfficeAdmin(CatalogueAdmin):
    of_organisation = ("organisation",)
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

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        if db_field.name == "organisation" and is_limited(request.user):
            kwargs["queryset"] = Organisation.objects.filter(pk__in=bodies_of(request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


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
