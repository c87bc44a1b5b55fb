"""What an editor does with many events at once: publish, cancel with a reason, give a topic."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.admin.columns import Autocomplete, in_all_languages
from events.admin.publishing import in_words
from events.choices import EventState, SessionStatus
from events.editing import editing
from events.models import Event, Session
from events.publishing import publish
from events.punctuation import in_sequence
from events.text_rules import refuse_markup


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Session._meta.get_field("status_reason").max_length,
        help_text=_("Shown to the public, in English: on the pages, and in every calendar."),
        widget=forms.TextInput({"class": "vTextField"}),
        validators=[refuse_markup],
    )


class TopicForm(forms.Form):
    topic = forms.ModelChoiceField(queryset=None, label=_("Topic"))

    def __init__(self, *args: Any, site: admin.AdminSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Event._meta.get_field("topics")
        self.fields["topic"].queryset = topics.related_model.objects.all()
        self.fields["topic"].widget = Autocomplete(topics, site)
        self.fields["topic"].widget.choices = self.fields["topic"].choices


class BulkActions:
    """For EventAdmin. Each asks what it needs on a page of its own, and is done in one transaction."""

    actions = ("publish_selected", "cancel_selected", "add_topic", "delete_selected")

    @admin.action(permissions=["publish"], description=_("Publish selected events"))
    def publish_selected(self, request: HttpRequest, queryset: QuerySet) -> None:
        drafts, published, now = queryset.exclude(state=EventState.PUBLISHED), 0, timezone.now()
        for event in drafts:
            if event.publish_at and event.publish_at > now:
                told = gettext("“%s” is published by itself when its time comes.")
                self.message_user(request, told % event, messages.WARNING)
                continue
            if gaps := publish(event, request.user, now):
                told = gettext("“%(event)s” is not published: %(reasons)s")
                said = {"event": event, "reasons": in_words(gaps)}
                self.message_user(request, told % said, messages.ERROR)
            else:
                self.log_change(request, event, gettext("Published."))
                published += 1
        told = ngettext("%(count)s event was published.", "%(count)s events were published.", published)
        self.message_user(
            request, told % {"count": published}, messages.SUCCESS if published else messages.WARNING
        )

    @admin.action(permissions=["change"], description=_("Cancel what is still to come of selected events"))
    def cancel_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        form = ReasonForm(request.POST if "post" in request.POST else None)
        if not form.is_valid():
            return self.asked(request, queryset, form, _("Cancel sessions"))
        sessions = Session.objects.filter(event__in=queryset.order_by().values("pk"), withdrawn=False)
        to_come = [
            session
            for session in sessions.select_related("event")
            if session.status != SessionStatus.CANCELLED and not session.is_past(timezone.now())
        ]
        try:
            with editing(request.user, list(queryset), gettext("Cancelled.")):
                for session in to_come:
                    session.status = SessionStatus.CANCELLED
                    for column in in_all_languages("status_reason"):
                        setattr(session, column, "")
                    session.status_reason_en = form.cleaned_data["reason"]
                    session.full_clean()
                    session.save()
        except ValidationError as error:
            self.message_user(request, in_sequence(error.messages), messages.ERROR)
            return None
        for event in {session.event for session in to_come}:
            self.log_change(request, event, gettext("Cancelled."))
        cancelled = len(to_come)
        told = ngettext("%(count)s session was cancelled.", "%(count)s sessions were cancelled.", cancelled)
        self.message_user(request, told % {"count": cancelled}, messages.SUCCESS)
        return None

    @admin.action(permissions=["change"], description=_("Add a topic to selected events"))
    def add_topic(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        form = TopicForm(request.POST if "post" in request.POST else None, site=self.admin_site)
        if not form.is_valid():
            return self.asked(request, queryset, form, _("Add a topic"))
        topic, events = form.cleaned_data["topic"], list(queryset)
        with editing(request.user, events):
            for event in events:
                event.topics.add(topic)
        for event in events:
            self.log_change(request, event, gettext("Topic added: %s.") % topic)
        told = ngettext(
            "%(count)s event is about %(topic)s now.",
            "%(count)s events are about %(topic)s now.",
            len(events),
        )
        self.message_user(request, told % {"count": len(events), "topic": topic}, messages.SUCCESS)
        return None

    def asked(self, request: HttpRequest, events: QuerySet, form: forms.Form, title: Any) -> HttpResponse:
        """The page that asks for what the action needs, and sends it again with what was selected."""
        context = self.admin_site.each_context(request) | {
            "title": capfirst(title),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "events": events,
            "action": request.POST["action"],
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/events/event/action.html", context)
