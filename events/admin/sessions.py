from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import F
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.citations import CitationInline
from events.admin.columns import ContentColumns, in_all_languages
from events.admin.copying import CopyPages
from events.admin.language_offers import LanguageOfferInline
from events.admin.people import AppearanceInline
from events.admin.session_form import SessionForm, SessionFormSet, next_number
from events.admin.withdrawal import WithdrawingAdmin
from events.choices import EventState, Precision
from events.models import Event, Session


def days_in_words(session: Session) -> str:
    """When the session takes place, in a few words, on the event's clock."""
    language = get_language()
    match session.precision:
        case Precision.TIME:
            start = session.starts_local
            time = cldr.in_words(start, "Hm", language)
            return (
                f"{cldr.in_words(start.date(), 'yMMMd', language)}, {time} {session.event.timezone or 'UTC'}"
            )
        case Precision.UNKNOWN:
            return gettext("not stated")
    first, last = (cldr.in_words(day, "yMMMd", language) for day in (session.first_day, session.last_day))
    if session.precision == Precision.WINDOW:
        return gettext("one day of %(first)s – %(last)s") % {"first": first, "last": last}
    return first if first == last else f"{first} – {last}"


class SessionInline(ContentColumns, admin.StackedInline):
    model = Session
    form = SessionForm
    formset = SessionFormSet
    extra = 0
    min_num = 1
    show_change_link = True
    view_on_site = False
    fields = (
        ("number", "title_en"),
        ("precision", "status", "status_reason_en", "withdrawn"),
        ("starts_at", "ends_at"),
        ("first_day", "last_day"),
        "date_note_en",
    )

    class Media:
        js = ("js/admin-sessions.js",)

    def get_formset(
        self, request: HttpRequest, obj: Event | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        formset = super().get_formset(request, obj, validate_min=True, **kwargs)

        class WithdrawnRatherThanDeleted(formset.form):
            def hand_clean_DELETE(self) -> None:  # noqa: N802 Django's own name
                """What Django protects from being deleted is withdrawn: see SessionFormSet."""

        formset.form = WithdrawnRatherThanDeleted
        return formset


@admin.register(Session)
class SessionAdmin(CopyPages, WithdrawingAdmin):
    of_event = ("event",)
    form = SessionForm
    joined = ("event",)
    list_display = ("event", "number", "title", "when", "precision", "status", "withdrawn")
    list_display_links = ("event", "number")
    list_filter = ("precision", "status", "withdrawn", "event__state", "event__kind")
    search_fields = (*in_all_languages("title"), *in_all_languages("event__title"), "event__slug")
    ordering = (F("span_start").desc(nulls_last=True), "-event", "-number")
    autocomplete_fields = ("event",)
    readonly_fields = ("uid",)
    inlines = (LanguageOfferInline, AppearanceInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("event", ("number", "title_en"), "editor_note")}),
        (
            _("When"),
            {
                "fields": (
                    "precision",
                    ("starts_at", "ends_at"),
                    ("first_day", "last_day"),
                    "date_note_en",
                )
            },
        ),
        (_("Status"), {"fields": ("status", "status_reason_en", "withdrawn", "uid")}),
    )

    @admin.display(description=_("when"), ordering="span_start")
    def when(self, session: Session) -> str:
        return days_in_words(session)

    def get_readonly_fields(self, request: HttpRequest, obj: Session | None = None) -> tuple[str, ...]:
        """Event and number make the address of a session, which is for ever."""
        return ("event", "number", "uid") if obj else ("uid",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = {"number": None} | super().get_changeform_initial_data(request)
        event = initial.get("event", "")
        events = self.admin_site.get_model_admin(Event).get_queryset(request)
        is_theirs = event.isdecimal() and events.filter(pk=int(event)).exists()
        if is_theirs and initial["number"] is None:
            initial["number"] = next_number(int(event))
        return initial

    def get_view_on_site_url(self, obj: Session | None = None) -> str | None:
        is_public = obj is not None and obj.is_public
        return super().get_view_on_site_url(obj) if is_public else None

    def get_deleted_objects(self, objs: Iterable[Session], request: HttpRequest) -> tuple:
        """An event keeps at least one session that is not withdrawn: the last ones are protected."""
        deleted, count, lacking, protected = super().get_deleted_objects(objs, request)
        keys = {session.pk for session in objs}
        events = Event.objects.filter(sessions__in=keys).distinct()
        kept = Session.objects.filter(withdrawn=False).exclude(pk__in=keys)
        bereft = events.exclude(pk__in=kept.values("event")).exclude(state=EventState.WITHDRAWN)
        protected = protected + [gettext("%s needs at least one session.") % event for event in bereft]
        return deleted, count, lacking, protected
