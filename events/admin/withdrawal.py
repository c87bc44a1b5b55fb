"""Deleting in the admin: a draft goes, what the public has been told of is withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from events.admin.saving import CatalogueAdmin
from events.editing import editing
from events.roles import is_limited


class WithdrawingAdmin(CatalogueAdmin):
    """For events and sessions, which know ``announced()`` and ``withdraw()``."""

    actions = ("delete_selected",)

    def announced_among(self, records: Iterable[Model]) -> QuerySet:
        return self.model.objects.announced().filter(pk__in=[record.pk for record in records])

    def get_deleted_objects(self, objs: Iterable[Model], request: HttpRequest) -> tuple:
        withdrawn = {record.pk: record for record in self.announced_among(objs)}
        drafts = [record for record in objs if record.pk not in withdrawn]
        deleted, count, lacking, protected = super().get_deleted_objects(drafts, request)
        if protected and is_limited(request.user):
            protected = [gettext("what may be another organisation’s")]
        told = gettext("%s: it has been public, so it is withdrawn, and calendars cancel it for 90 days.")
        return [*(told % record for record in withdrawn.values()), *deleted], count, lacking, protected

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """What has been public is asked for in other words: nothing is deleted."""
        if self.announced_among([context["object"]]).exists() and not context["protected"]:
            template = "admin/withdraw_confirmation.html"
            return TemplateResponse(
                request, template, context | {"title": _("Withdraw"), "media": self.media}
            )
        return super().render_delete_form(request, context)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        if self.announced_among([obj]).exists():
            self.withdraw(request, [obj])
        else:
            super().delete_model(request, obj)

    @admin.action(
        permissions=["delete"], description=_("Delete or withdraw selected %(verbose_name_plural)s")
    )
    def delete_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Withdraw what is to be withdrawn, and leave the drafts, or what is in the way, to Django."""
        announced = list(self.announced_among(queryset))
        *_shown, lacking, protected = self.get_deleted_objects(queryset, request)
        if not announced or not request.POST.get("post") or lacking or protected:
            return delete_selected(self, request, queryset)
        self.log_deletions(request, self.model.objects.filter(pk__in=[record.pk for record in announced]))
        self.withdraw(request, announced)
        self.message_user(request, self.said_of(len(announced)), messages.WARNING)
        drafts = queryset.exclude(pk__in=[record.pk for record in announced])
        return delete_selected(self, request, drafts) if drafts.exists() else None

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> None:
        withdrawn = {record.pk for record in self.announced_among(queryset)}
        for record in queryset:
            if record.pk in withdrawn:
                self.log_change(request, record, pgettext("of any record", "Withdrawn."))
        super().log_deletions(request, [record for record in queryset if record.pk not in withdrawn])

    def withdraw(self, request: HttpRequest, records: list[Model]) -> None:
        with editing(request.user, records):
            for record in records:
                record.withdraw()

    def said_of(self, count: int) -> str:
        return ngettext(
            "%(count)s had been public: it is withdrawn, and calendars cancel it for 90 days.",
            "%(count)s had been public: they are withdrawn, and calendars cancel them for 90 days.",
            count,
        ) % {"count": count}

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        if not self.model.objects.filter(pk=obj_id).exists():
            return super().response_delete(request, obj_display, obj_id)
        told = gettext("“%s” had been public: it is withdrawn, and calendars cancel it for 90 days.")
        self.message_user(request, told % obj_display, messages.WARNING)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
