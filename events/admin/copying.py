"""The pages that copy: what one session has to others of its event, an event to its next edition."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname as column

from events import cldr, copying
from events.admin.columns import ContentForm, in_all_languages
from events.calendar_entries import CannotRenderError
from events.copying import LANGUAGES, SPEAKERS, Copied, Part
from events.editing import editing
from events.models import Event, Session
from events.phrases import appearance_in_words, offer_in_words, resource_in_words, when_in_words
from events.punctuation import with_more
from events.roles import is_limited

MOST_SESSIONS = 200


class What(TextChoices):
    LANGUAGES = "languages", _("Languages")
    SPEAKERS = "speakers", _("Speakers")
    LINKS = "links", _("Links")


class How(TextChoices):
    ADD = "add", _("Add what is missing")
    ALIKE = "alike", _("Make them the same")


def label_of(session: Session) -> str:
    return " · ".join(
        filter(None, [str(session.number), session.title, when_in_words(session, get_language())])
    )


class CopyForm(forms.Form):
    """``belongings``: what the session has of each kind, in words."""

    what = forms.ChoiceField(label=_("What"), choices=What, widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=_("How"),
        choices=How,
        widget=forms.RadioSelect,
        help_text=_("“The same” also removes what the others have beyond it; links are never removed."),
    )
    sessions = forms.MultipleChoiceField(label=_("To these sessions"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, session: Session, belongings: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.belongings = belongings
        others = session.event.sessions.filter(withdrawn=False).exclude(pk=session.pk).order_by("number")
        self.others = {str(other.pk): other for other in others}
        self.fields["sessions"].choices = [(key, label_of(other)) for key, other in self.others.items()]
        self.initial = {
            "what": next((what for what in What if belongings[what]), What.LANGUAGES),
            "how": How.ADD,
            "sessions": list(self.others),
        }

    def clean_what(self) -> str:
        what = self.cleaned_data["what"]
        if not self.belongings[what]:
            raise ValidationError(_("The session has none: there is nothing to copy."))
        return what

    def clean_sessions(self) -> list[Session]:
        return [self.others[key] for key in self.cleaned_data["sessions"]]


def belongings_of(session: Session) -> dict[str, list[str]]:
    offers = session.language_offers.select_related("provider")
    appearances = session.appearances.select_related("speaker", "affiliation")
    return {
        What.LANGUAGES: [offer_in_words(offer, get_language()) for offer in offers],
        What.SPEAKERS: [appearance_in_words(appearance) for appearance in appearances],
        What.LINKS: [resource_in_words(link) for link in session.resources.all()],
    }


def copied(session: Session, what: str, how: str, targets: list[Session]) -> Copied:
    match what:
        case What.LANGUAGES:
            return copying.copy_rows(LANGUAGES, session, targets, alike=how == How.ALIKE)
        case What.SPEAKERS:
            return copying.copy_rows(SPEAKERS, session, targets, alike=how == How.ALIKE)
    return copying.copy_links(session, targets)


class CopyPages:
    """For the admin of sessions: what one has, copied to others of its event."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.copy_view)
        return [path("<path:object_id>/copy/", view, name="events_session_copy"), *super().get_urls()]

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, unquote(object_id))
        if session is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        of_events = self.admin_site.get_model_admin(Event)
        if not (
            self.has_change_permission(request, session)
            and of_events.has_change_permission(request, session.event)
        ):
            raise PermissionDenied
        belongings = belongings_of(session)
        form = CopyForm(
            request.POST if request.method == "POST" else None, session=session, belongings=belongings
        )
        if form.is_valid():
            try:
                return self.copy(request, session, **form.cleaned_data)
            except CannotRenderError as error:
                return self.refusal(request, error)
        context = self.admin_site.each_context(request) | {
            "title": _("Copy to other sessions"),
            "subtitle": str(session),
            "opts": self.opts,
            "original": session,
            "session": session,
            "belongings": [(what.label, belongings[what]) for what in What],
            "adminform": AdminForm(form, [(None, {"fields": ["what", "how", "sessions"]})], {}),
        }
        return TemplateResponse(request, "admin/events/session/copy.html", context)

    def copy(
        self, request: HttpRequest, session: Session, what: str, how: str, sessions: list[Session]
    ) -> HttpResponse:
        said = gettext("%(what)s of session %(number)s copied to others.") % {
            "what": What(what).label,
            "number": session.number,
        }
        # What is made belongs to the event that the write begins with: it need not be told of one by one.
        with editing(request.user, [session], said):
            result = copied(session, what, how, sessions)
            self.log_change(request, session, said)
        told = _("Added: %(added)s, changed: %(changed)s, removed: %(removed)s.")
        self.message_user(request, told % result._asdict(), messages.SUCCESS)
        return redirect("admin:events_session_change", session.pk)


class DuplicateForm(ContentForm):
    """The title in each language that ``original`` has one in, and what to take over from it.

    Who is ``is_limited`` to the events of some organisations takes these over, too.
    """

    parts = forms.MultipleChoiceField(
        label=_("Take over"), choices=Part, required=False, widget=forms.CheckboxSelectMultiple
    )
    session_count = forms.IntegerField(
        label=_("Number of sessions"),
        min_value=1,
        max_value=MOST_SESSIONS,
        help_text=_("They have no dates yet. Languages, speakers and links go to those of the same place."),
    )

    class Meta:
        model = Event
        fields = (*in_all_languages("title"), "slug")

    def __init__(self, *args: Any, original: Event, is_limited: bool, **kwargs: Any) -> None:
        self.is_limited = is_limited
        sessions = original.sessions.filter(withdrawn=False).count()
        titles = {name: getattr(original, name) for name in in_all_languages("title")}
        initial = {
            "slug": copying.slug_of_next_edition(original.slug),
            "parts": [Part.TEXTS, Part.ORGANISATIONS, Part.TOPICS, Part.LANGUAGES],
            "session_count": min(max(sessions, 1), MOST_SESSIONS),
        }
        super().__init__(*args, initial=titles | initial, **kwargs)
        for language in settings.MODELTRANSLATION_LANGUAGES:
            name = column("title", language)
            if language != settings.MODELTRANSLATION_DEFAULT_LANGUAGE and not titles[name]:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.label = with_more(capfirst(gettext("title")), cldr.endonym(language))
            field.widget.attrs |= {
                "lang": language,
                "dir": cldr.direction(language),
                "class": "vLargeTextField",
            }

    def clean_parts(self) -> list[str]:
        parts = self.cleaned_data["parts"]
        if self.is_limited and Part.ORGANISATIONS not in parts:
            raise ValidationError(_("Without its organisations the event would not be yours to edit."))
        return parts


class DuplicatePages:
    """For the admin of events: a draft like an event, its dates left to fill in."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.duplicate_view)
        return [path("<path:object_id>/duplicate/", view, name="events_event_duplicate"), *super().get_urls()]

    def duplicate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        original = self.get_object(request, unquote(object_id))
        if original is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not (self.has_add_permission(request) and self.has_view_permission(request, original)):
            raise PermissionDenied
        typed = request.POST if request.method == "POST" else None
        form = DuplicateForm(typed, original=original, is_limited=is_limited(request.user))
        if form.is_valid():
            try:
                return self.duplicate(request, original, form)
            except ValidationError as error:
                for name, problems in error.error_dict.items():
                    form.add_error(name if name in form.fields else None, problems)
        context = self.admin_site.each_context(request) | {
            "title": _("Next edition"),
            "subtitle": str(original),
            "opts": self.opts,
            "original": original,
            "event": original,
            "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
        }
        return TemplateResponse(request, "admin/events/event/duplicate.html", context)

    def duplicate(self, request: HttpRequest, original: Event, form: DuplicateForm) -> HttpResponse:
        event, said = form.instance, gettext("Made from “%s”.") % original.slug
        with editing(request.user, [], said) as edit:
            copying.make_next_edition(
                event, original, form.cleaned_data["parts"], form.cleaned_data["session_count"]
            )
            edit.new.append(event)
            self.log_addition(request, event, said)
        told = _("“%s” was made as a draft: fill in its dates.")
        self.message_user(request, told % event, messages.SUCCESS)
        return redirect("admin:events_event_change", event.pk)
