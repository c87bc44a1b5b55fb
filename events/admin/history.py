"""The kept states of an event: what each changed, in words, and how to bring one back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import DateTimeField, Field, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from reversion.models import Revision

from events import cldr, revisions
from events.calendar_entries import CannotRenderError
from events.editing import editing
from events.models import Event, Session
from events.punctuation import joined, listed, record_in_words, with_more
from events.revisions import CannotBringBackError, Difference
from events.timezones import in_zone

PER_PAGE = 20


@dataclass(frozen=True)
class Told:
    """A difference as an editor reads it; ``label`` is empty where a whole record came or went."""

    record: str
    label: str
    before: str
    after: str


def named(model: type[Model]) -> QuerySet:
    """Its records with what they name themselves by."""
    records = model._default_manager.all()
    return records.select_related("event") if model is Session else records


class Words:
    """Reads differences; the names of records that they refer to are fetched together."""

    def __init__(self, found: Iterable[Difference], zone: str) -> None:
        self.zone = zone
        self.found = [difference for difference in found if self.is_shown(difference)]
        keys: dict[type[Model], set[Any]] = defaultdict(set)
        for difference in self.found:
            target = self.field(difference) if difference.name else None
            if target is not None and target.related_model:
                for value in (difference.before, difference.after):
                    keys[target.related_model] |= set(value if isinstance(value, list) else [value])
        self.names = {
            model: {record.pk: str(record) for record in named(model).filter(pk__in=wanted - {None})}
            for model, wanted in keys.items()
        }

    @staticmethod
    def field(difference: Difference) -> Field | None:
        """None where the model has it no more."""
        model = apps.get_model(difference.key[0])
        return next((field for field in model._meta.get_fields() if field.name == difference.name), None)

    def is_shown(self, difference: Difference) -> bool:
        field = self.field(difference) if difference.name else None
        return not difference.name or (field is not None and field.editable)

    def told(self) -> list[Told]:
        return [self.read(difference) for difference in self.found]

    def read(self, difference: Difference) -> Told:
        meta = apps.get_model(difference.key[0])._meta
        is_event = meta.model is Event
        record = "" if is_event else record_in_words(capfirst(meta.verbose_name), difference.record)
        if not difference.name:
            came = difference.before is None
            said = (gettext("–"), gettext("added")) if came else (gettext("there"), gettext("removed"))
            return Told(record or str(meta.verbose_name), "", *said)
        field = self.field(difference)
        values = (self.value(field, value) for value in (difference.before, difference.after))
        return Told(record, self.label(field), *values)

    @staticmethod
    def label(field: Field) -> str:
        if isinstance(field, TranslationField):
            name = capfirst(field.translated_field.verbose_name)
            return with_more(name, cldr.language_name(field.language, get_language()))
        return capfirst(str(field.verbose_name))

    def value(self, field: Field, value: Any) -> str:
        if value in (None, "", []):
            return gettext("–")
        if field.related_model:
            wanted = value if isinstance(value, list) else [value]
            names = self.names[field.related_model]
            return listed(names.get(key, gettext("a record that is no more")) for key in wanted)
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, DateTimeField):
            local = in_zone(parse_datetime(value), self.zone)
            day = cldr.in_words(local.date(), "yMMMd", get_language())
            return joined([day, f"{local:%H:%M} {self.zone or 'UTC'}"])
        if field.get_internal_type() == "DateField":
            return cldr.in_words(parse_date(value), "yMMMd", get_language())
        return listed(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True)
class Entry:
    """One kept state: whose it is, and what it changed; the first says nothing of what was before."""

    revision: Revision
    changes: list[Told]
    is_first: bool


class HistoryPages:
    """For EventAdmin: in place of Django's history, which tells less and keeps nothing."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.revision_view)
        return [
            path("<path:object_id>/history/<int:revision_id>/", view, name="events_event_revision"),
            *super().get_urls(),
        ]

    def event_or_404(self, request: HttpRequest, object_id: str) -> Event:
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        if not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        return event

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        event = self.event_or_404(request, object_id)
        page = Paginator(revisions.revisions_of(event), PER_PAGE).get_page(request.GET.get("p"))
        shown = list(page.object_list)
        # With the one before the page's last, for what that changed.
        older = list(revisions.revisions_of(event)[page.end_index() : page.end_index() + 1])
        states = [revisions.state_of(revision) for revision in [*shown, *older]]
        entries = []
        for number, revision in enumerate(shown):
            is_first = number + 1 == len(states)
            found = [] if is_first else revisions.differences(states[number + 1], states[number])
            entries.append(Entry(revision, Words(found, event.timezone).told(), is_first))
        context = self.context_of(request, event, _("History: %s")) | {"entries": entries, "page": page}
        return TemplateResponse(request, "admin/events/event/history.html", context)

    def context_of(self, request: HttpRequest, event: Event, title: Any) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "title": title % event,
            "event": event,
            "original": event,
            "opts": self.opts,
            "can_bring_back": self.has_change_permission(request, event),
        }

    def revision_view(self, request: HttpRequest, object_id: str, revision_id: int) -> HttpResponse:
        """What would change if that state were brought back; posted, it is."""
        event = self.event_or_404(request, object_id)
        revision = revisions.revisions_of(event).filter(pk=revision_id).first()
        if revision is None:
            raise Http404
        if request.method == "POST":
            return self.bring_back(request, event, revision)
        found = revisions.differences(revisions.state_now(event), revisions.state_of(revision))
        stays = {("events.event", name) for name in revisions.LEFT_AS_IT_IS}
        found = [one for one in found if (one.key[0], one.name) not in stays]
        context = self.context_of(request, event, _("Bring back: %s"))
        context |= {"revision": revision, "changes": Words(found, event.timezone).told()}
        return TemplateResponse(request, "admin/events/event/revision.html", context)

    def bring_back(self, request: HttpRequest, event: Event, revision: Revision) -> HttpResponse:
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        day = cldr.in_words(revision.date_created.date(), "yMMMd", get_language())
        said = gettext("Brought back as it was on %(day)s, %(time)s UTC.") % {
            "day": day,
            "time": f"{revision.date_created:%H:%M}",
        }
        try:
            with editing(request.user, [event], said):
                revisions.bring_back(event, revision)
        except CannotBringBackError as error:
            told = gettext("Nothing was changed, for that state cannot be brought back: %s") % error
            self.message_user(request, told, messages.ERROR)
            return redirect("admin:events_event_history", event.pk)
        except CannotRenderError as error:
            return self.refusal(request, error)
        self.log_change(request, event, said)
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:events_event_change", event.pk)
