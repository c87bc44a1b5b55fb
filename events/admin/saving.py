"""The write path of the admin: what an editor saves or deletes and what must follow it, one transaction."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from events import revisions
from events.admin.columns import ContentColumns, further_languages
from events.admin.language_codes import proposed_languages
from events.admin.meanwhile import MeanwhileAdmin
from events.admin.remits import InRemit
from events.calendar_entries import CannotRenderError
from events.editing import Edit, LeavesRemitError, editing
from events.models import Event
from events.punctuation import listed


def new_home(record: Model) -> list[Event]:
    """The event that a part is added or moved to, which the write changes, too."""
    return list(Event.objects.filter(pk=revisions.event_of(record))) if not isinstance(record, Event) else []


class CatalogueAdmin(InRemit, MeanwhileAdmin, ContentColumns, admin.ModelAdmin):
    """The pages of one model. ``joined`` names the relations that its records need to name themselves."""

    joined: tuple[str, ...] = ()
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        records = super().get_queryset(request)
        return records.select_related(*self.joined) if self.joined else records

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list[tuple]:
        return [*super().get_fieldsets(request, obj), *further_languages(self.model)]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        # PostgreSQL refuses a NUL with an error of its own; the autocomplete's term comes here unchecked.
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        # PostgreSQL would fail on a NUL in a filter; the search form refuses one by itself.
        if any(
            "\0" in value for name, values in request.GET.lists() for value in values if name != SEARCH_VAR
        ):
            raise SuspiciousOperation("A filter cannot hold a NUL.")
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        """Save; ``save_related()`` comes last, and ends what is begun here with the record as it was."""
        form.edit = Edit(request.user)
        form.edit.begins([*(self.model.objects.filter(pk=obj.pk) if change else []), *new_home(obj)])
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        form.edit.new.append(form.instance)
        form.edit.ends()
        rows = (row for formset in formsets for row in formset.forms)
        if taken_out := [label for one in (form, *rows) for label in one.tags_taken_out]:
            told = _("Formatting that is not kept here was taken out of: %s.") % listed(map(str, taken_out))
            self.message_user(request, told, messages.WARNING)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with editing(request.user, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with editing(request.user, queryset):
            super().delete_queryset(request, queryset)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        # Django opens a transaction around a change form and a deletion, none around an action on a list.
        try:
            with transaction.atomic():
                return super().response_action(request, *args, **kwargs)
        except CannotRenderError as error:
            return self.refusal(request, error)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except CannotRenderError as error:
            return self.refusal(request, error)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().delete_view(request, *args, **kwargs)
        except CannotRenderError as error:
            return self.refusal(request, error)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["language_codes"] = proposed_languages()
        return super().render_change_form(request, context, *args, **kwargs)

    def refusal(self, request: HttpRequest, error: CannotRenderError) -> HttpResponse:
        """Nothing was saved: the transaction that a view of the admin opens has been undone."""
        context = self.admin_site.each_context(request) | {
            "title": _("Not saved"),
            "reason": str(error),
            "leaves_remit": isinstance(error, LeavesRemitError),
        }
        return TemplateResponse(request, "admin/not_saved.html", context, status=422)


class SlimInline(ContentColumns, admin.TabularInline):
    """Rows of what belongs to a record; the link in each leads to all that is kept of it."""

    extra = 0
    show_change_link = True
    view_on_site = False

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        """Labelled for those who hear the page: to the eye, the head of the column is the label."""
        field = super().formfield_for_dbfield(*args, **kwargs)
        if field is not None:
            widget = getattr(field.widget, "widget", field.widget)  # the one within the admin's wrapper
            widget.attrs.setdefault("aria-label", field.label)
        return field
