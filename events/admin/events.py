from datetime import date, datetime

from django.contrib import admin
from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, Value, When
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.citations import CitationInline
from events.admin.columns import in_all_languages
from events.admin.involvements import InvolvementInline
from events.admin.other_names import OtherNameInline
from events.admin.resources import ResourceInline
from events.admin.sessions import SessionInline
from events.admin.withdrawal import WithdrawingAdmin
from events.choices import EventState
from events.models import Event, Session
from events.timezones import in_zone


def with_next_session(events: QuerySet, now: datetime) -> QuerySet:
    """With ``session_count``, and start or first day of the next session; of the first where all are over."""
    own = Session.objects.filter(event=OuterRef("pk")).order_by()
    is_over = Case(When(span_end__gt=now, then=Value(0)), default=Value(1))
    first = own.order_by(is_over, F("span_start").asc(nulls_last=True), "number")
    return events.annotate(
        session_count=Subquery(own.values("event").annotate(count=Count("pk")).values("count")),
        next_start=Subquery(first.values("starts_at")[:1]),
        next_day=Subquery(first.values("first_day")[:1]),
        next_span=Subquery(first.values("span_start")[:1]),
    )


@admin.register(Event)
class EventAdmin(WithdrawingAdmin):
    list_display = ("title", "kind", "state", "session_date", "session_count")
    list_filter = ("state", "kind", "attendance", ("topics", admin.RelatedOnlyFieldListFilter))
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
    inlines = (SessionInline, InvolvementInline, OtherNameInline, ResourceInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("title_en", "slug", ("state", "kind"), "parent", "topics")}),
        (_("Notes"), {"fields": ("editor_note", "source_note_en")}),
        (
            _("When and where"),
            {"fields": ("timezone", ("attendance", "other_attendance"), ("platform", "place"))},
        ),
        (_("What it is"), {"fields": ("summary_en", "description_en", "audience_en", "cost")}),
        (_("Original name"), {"fields": ("original_name", "original_language", "own_translations")}),
    )

    def get_form(self, request: HttpRequest, obj: Event | None = None, **kwargs: object) -> type[ModelForm]:
        told = Event._meta.get_field("timezone").help_text
        moved = _(
            "Times of sessions are entered on its clock; where it changes, they keep what the clock shows."
        )
        return super().get_form(request, obj, help_texts={"timezone": f"{told} {moved}"}, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_next_session(super().get_queryset(request), timezone.now())

    @admin.display(description=_("next or first session"), ordering="next_span")
    def session_date(self, event: Event) -> str | None:
        day: date | None = event.next_day
        if event.next_start:
            day = in_zone(event.next_start, event.timezone).date()
        return day and cldr.in_words(day, "yMMMd", get_language())

    @admin.display(description=_("sessions"), ordering="session_count")
    def session_count(self, event: Event) -> int:
        return event.session_count

    def get_view_on_site_url(self, obj: Event | None = None) -> str | None:
        is_public = obj is not None and obj.state == EventState.PUBLISHED
        return super().get_view_on_site_url(obj) if is_public else None

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        # Sessions last: what is deleted with one must not be saved again after it.
        formsets = sorted(formsets, key=lambda formset: formset.model is Session)
        super().save_related(request, form, formsets, change)
