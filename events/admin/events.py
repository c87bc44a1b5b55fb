from typing import Any

from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.admin.bulk import BulkActions
from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.copying import DuplicatePages
from events.admin.event_form import EventForm
from events.admin.event_list import EventColumns, with_next_session
from events.admin.exchange import ExchangeMixin
from events.admin.history import HistoryPages
from events.admin.involvements import InvolvementInline
from events.admin.only_session import (
    OnlySessionFormSet,
    OnlySessionLanguages,
    OnlySessionSpeakers,
    is_about_one_session,
)
from events.admin.other_names import OtherNameInline
from events.admin.publishing import PublishingPages
from events.admin.resources import ResourceInline
from events.admin.series import SeriesPages
from events.admin.sessions import SessionInline
from events.admin.withdrawal import WithdrawingAdmin
from events.choices import EventState, InvolvementRole, OfferMode, ResourceKind
from events.models import Event, Session
from events.punctuation import in_sequence
from events.roles import is_limited
from events.timezones import zone_countries

FIRST_ROWS = {
    InvolvementInline: [{"role": InvolvementRole.ORGANISER}],
    OnlySessionLanguages: [{"mode": OfferMode.FLOOR}, {"mode": OfferMode.INTERPRETATION}],
    ResourceInline: [{"kind": ResourceKind.REGISTRATION}],
}
"""What the empty rows of a new event begin with; one that is left so is no row."""


@admin.register(Event)
class EventAdmin(
    PublishingPages,
    SeriesPages,
    DuplicatePages,
    HistoryPages,
    ExchangeMixin,
    BulkActions,
    EventColumns,
    WithdrawingAdmin,
):
    form = EventForm
    of_event = ("pk",)
    search_fields = (
        *in_all_languages("title"),
        "slug",
        "original_name",
        "involvements__organisation__acronym",
        *in_all_languages("involvements__organisation__name"),
    )
    ordering = (F("created_at").desc(), "slug")
    prepopulated_fields = {"slug": ("title_en",)}
    autocomplete_fields = ("parent", "topics")
    # What every announcement has stands above the rows of the event, the rest closed below them.
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title_en",
                    ("kind", "state"),
                    "timezone",
                    ("attendance", "platform", "place"),
                    "topics",
                    "summary_en",
                )
            },
        ),
        (
            _("More about it"),
            {
                "classes": ["collapse"],
                "fields": ("description_en", "audience_en", ("cost", "other_attendance"), "parent", "slug"),
            },
        ),
        (
            _("Notes and publishing"),
            {"classes": ["collapse"], "fields": ("publish_at", "editor_note", "source_note_en")},
        ),
        (
            _("Original name"),
            {"classes": ["collapse"], "fields": ("original_name", "original_language", "own_translations")},
        ),
    )

    def get_inlines(self, request: HttpRequest, obj: Event | None) -> list[type]:
        of_session = [OnlySessionLanguages, OnlySessionSpeakers]
        return [
            SessionInline,
            *(of_session if is_about_one_session(request, obj) else []),
            InvolvementInline,
            ResourceInline,
            CitationInline,
            OtherNameInline,
        ]

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Event, inline: admin.options.InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs if obj.pk else kwargs | {"initial": FIRST_ROWS.get(type(inline), [])}

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> tuple[str, ...]:
        """It changes by publishing and withdrawing."""
        return ("state",)

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> list[tuple]:
        """What it is a part of may be another body's: who is of a limited remit neither sees nor sets it."""
        left_out = {"parent"} if is_limited(request.user) else set()
        return [
            (name, options | {"fields": tuple(field for field in options["fields"] if field not in left_out)})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_form(self, request: HttpRequest, obj: Event | None = None, **kwargs: Any) -> type[ModelForm]:
        told = Event._meta.get_field("timezone").help_text
        moved = _(
            "Times of sessions are entered on its clock; where it changes, they keep what the clock shows."
        )
        form = super().get_form(request, obj, help_texts={"timezone": in_sequence([told, moved])}, **kwargs)
        if "timezone" in form.base_fields:
            form.base_fields["timezone"].widget.attrs |= {"list": "zones", "autocomplete": "off"}
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["zones"] = sorted(zone_countries())
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what the list can be sorted by."""
        events = super().get_queryset(request)
        shown = with_next_session(Event.objects.filter(pk=OuterRef("pk")), timezone.now())
        return events.annotate(next_span=Subquery(shown.values("next_span")))

    def get_view_on_site_url(self, obj: Event | None = None) -> str | None:
        is_public = obj is not None and obj.state == EventState.PUBLISHED
        return super().get_view_on_site_url(obj) if is_public else None

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        # Sessions first of a new event, for the rows that belong to one; else last: what is deleted with
        # one must not be saved again after it.
        formsets = sorted(formsets, key=lambda formset: (formset.model is Session) == change)
        super().save_related(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseFormSet, change: bool) -> None:
        if isinstance(formset, OnlySessionFormSet):
            formset.belong()
        super().save_formset(request, form, formset, change)
