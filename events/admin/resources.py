from typing import Any

from django.contrib import admin
from django.db.models import Max
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.citations import CitationInline
from events.admin.columns import ContentForm, in_all_languages
from events.admin.saving import CatalogueAdmin, SlimInline
from events.models import Event, Resource


class ResourceForm(ContentForm):
    def clean(self) -> dict[str, Any]:
        """A new link whose position nobody chose comes after those that are there."""
        cleaned = super().clean()
        event = self.event_around or cleaned.get("event")
        if not self.instance.pk and "position" in cleaned and "position" not in self.changed_data and event:
            taken = Resource.objects.filter(event=event.pk).aggregate(last=Max("position"))["last"]
            row = self.prefix.rpartition("-")[2] if self.prefix else ""
            cleaned["position"] = (0 if taken is None else taken + 1) + (int(row) if row.isdecimal() else 0)
        return cleaned

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event_around = event


class ResourceFormSet(BaseInlineFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"event": self.instance}


class ResourceInline(SlimInline):
    model = Resource
    form = ResourceForm
    formset = ResourceFormSet
    verbose_name, verbose_name_plural = _("link"), _("links: registration, recording, programme …")
    fields = ("kind", "title_en", "url", "session", "position")
    autocomplete_fields = ("session",)

    def get_extra(self, request: HttpRequest, obj: Event | None = None, **kwargs: Any) -> int:
        return 0 if obj else 1


@admin.register(Resource)
class ResourceAdmin(CatalogueAdmin):
    form = ResourceForm
    of_event = ("event",)
    joined = ("event", "session__event")
    list_display = ("kind", "title", "url", "event", "session")
    list_display_links = ("kind", "title")
    list_filter = ("kind", "event__kind")
    search_fields = (*in_all_languages("title"), "url", *in_all_languages("event__title"))
    ordering = ("event", "kind", "position")
    autocomplete_fields = ("event", "session")
    inlines = (CitationInline,)
    fieldsets = ((None, {"fields": ("event", "session", ("kind", "position"), "title_en", "url")}),)
