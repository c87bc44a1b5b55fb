"""The page that makes the sessions of an event by a rule."""

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.admin.series_form import RuleForm
from events.admin.series_preview import Preview, Sittings
from events.admin.wall_clock import clock_in_words, known_zone
from events.calendar_entries import CannotRenderError
from events.editing import editing
from events.models import Event
from events.punctuation import in_sequence

RULE_FIELDS = (
    ("every", "unit"),
    "weekdays",
    ("place", "day_of_month"),
    ("first_day", "last_day"),
    ("start", "end"),
)


class SessionsHaveChangedError(Exception):
    """The sessions of the event are not those that the preview was of."""


def said_of(made: int, filled: int) -> str:
    sentences = []
    if made:
        told = ngettext("%(count)s session was made.", "%(count)s sessions were made.", made)
        sentences.append(told % {"count": made})
    if filled:
        told = ngettext(
            "%(count)s session without a date got one.", "%(count)s sessions without a date got one.", filled
        )
        sentences.append(told % {"count": filled})
    return in_sequence(sentences)


class SeriesPages:
    """For the admin of events: sessions by a rule."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.series_view)
        return [path("<path:object_id>/series/", view, name="events_event_series"), *super().get_urls()]

    def series_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        event = self.get_object(request, unquote(object_id))
        if event is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        if not known_zone(event) or request.method != "POST":
            return self.series_page(request, event)
        preview = Preview(request.POST, Sittings.of(event))
        if preview.rows and preview.rule_has_changed and "show" not in request.POST:
            told = _("The rule has been changed since these dates were shown: show its dates, or undo that.")
            self.message_user(request, told, messages.WARNING)
        elif preview.rows and preview.is_valid and "make" in request.POST:
            try:
                return self.make_series(request, event, preview)
            except SessionsHaveChangedError:
                told = _("The sessions of the event have changed meanwhile: look at what would be made now.")
                self.message_user(request, told, messages.WARNING)
                preview = Preview(request.POST, Sittings.of(event))
            except ValidationError as error:
                self.message_user(request, in_sequence(error.messages), messages.ERROR)
            except CannotRenderError as error:
                return self.refusal(request, error)
        return self.series_page(request, event, preview)

    def make_series(self, request: HttpRequest, event: Event, preview: Preview) -> HttpResponse:
        # What is made belongs to the event that the write begins with: it need not be told of one by one.
        with editing(request.user, [event], gettext("Add a series.")):
            event.refresh_from_db(fields=["state", "timezone"])
            sittings = Sittings.of(event)
            if sittings.mark != preview.mark:
                raise SessionsHaveChangedError
            before = {session.pk for session in sittings.sessions}
            sessions = preview.make(sittings)
            filled = sum(session.pk in before for session in sessions)
            said = said_of(len(sessions) - filled, filled)
            self.log_change(request, event, said)
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:events_event_change", event.pk)

    def series_page(self, request: HttpRequest, event: Event, preview: Preview | None = None) -> HttpResponse:
        rule = preview.rule if preview else RuleForm()
        making = preview and preview.making
        context = self.admin_site.each_context(request) | {
            "title": _("Add a series"),
            "subtitle": str(event),
            "opts": self.opts,
            "event": event,
            "original": event,
            "clock": known_zone(event) and clock_in_words(event),
            "preview": preview,
            "rule": AdminForm(rule, [(None, {"fields": RULE_FIELDS})], {}),
            "making": making and AdminForm(making, [(None, {"fields": list(making.fields)})], {}),
            "kept": preview and preview.rows and sum(row.is_kept for row in preview.rows),
        }
        return TemplateResponse(request, "admin/events/event/series.html", context)
