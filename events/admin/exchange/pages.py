"""The pages by which events come in and go out as tables: upload, preview, confirmation, export."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ExportForm
from import_export.results import RowResult

from events.admin.exchange.formats import EventsCSV, EventsXLSX
from events.admin.exchange.resources import ImportResult, SessionTable
from events.admin.exchange.runs import carry_out, try_out
from events.admin.exchange.uploads import BoundedUpload, ConfirmForm, Held, HeldUpload, UploadForm
from events.calendar_entries import CannotRenderError
from events.importing.table_columns import EVENT_COLUMNS, SESSION_COLUMNS
from events.importing.tables import Rights
from events.models import Event

ROWS_SHOWN = 500
"""More would make a page that no browser likes; the first of them tell what the others are like."""


class ExchangeMixin(ImportExportMixin):
    """For EventAdmin."""

    resource_classes = [SessionTable]
    formats = [EventsCSV, EventsXLSX]
    import_template_name = "admin/events/event/import.html"
    export_template_name = "admin/events/event/export.html"
    export_form_class = ExportForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = (*self.actions, "export_csv", "export_xlsx")

    def has_exchange_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("events.exchange_events")

    def has_import_permission(self, request: HttpRequest) -> bool:
        may_write = self.has_add_permission(request) or self.has_change_permission(request)
        return self.has_exchange_permission(request) and may_write

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_exchange_permission(request) and self.has_view_permission(request)

    def may_keep(self, request: HttpRequest, event: Event) -> bool:
        """Whether the person may make of the event what it is now: they must see it afterwards, too."""
        return self.get_queryset(request).filter(pk=event.pk).exists()

    def rights(self, request: HttpRequest) -> Rights:
        return Rights(
            events=self.get_queryset(request),
            may_add=self.has_add_permission(request),
            may_change=lambda event: self.has_change_permission(request, event),
            may_keep=lambda event: self.may_keep(request, event),
        )

    def get_urls(self) -> list[URLPattern]:
        # Else Django receives an upload of any size to look for its CSRF token, before the view is asked.
        return [path("import/", csrf_exempt(self.bounded_import)), *super().get_urls()]

    def bounded_import(self, request: HttpRequest) -> HttpResponse:
        request.upload_handlers = [BoundedUpload(request)]
        return self.admin_site.admin_view(self.import_action)(request)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask for a file, or show what it would change."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self.import_page(request, form=form)
        name, data = form.cleaned_data["import_file"].name, form.data_read
        return self.preview(request, name, data, try_out(form.table, self.rights(request)))

    def preview(self, request: HttpRequest, name: str, data: bytes, result: ImportResult) -> HttpResponse:
        context: dict[str, Any] = {"form": UploadForm(), "result": result, "file_name": name}
        if result.changing and not result.is_refused:
            held = Held(name, data, result.digest)
            HeldUpload.of(request.user).save(held)
            context["confirm_form"] = ConfirmForm(initial={"token": held.token})
        return self.import_page(request, **context)

    def import_page(self, request: HttpRequest, **context: Any) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {
            "title": _("Import events"),
            "opts": self.opts,
            "columns_of_events": [column.name for column in EVENT_COLUMNS],
            "columns_of_sessions": [column.name for column in SESSION_COLUMNS],
            "rows_shown": ROWS_SHOWN,
            "first_rows": f":{ROWS_SHOWN}",
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.import_template_name, context)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write what the preview has shown, if it would still be just that."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form, upload = ConfirmForm(request.POST), HeldUpload.of(request.user)
        held: Held | None = upload.read() if request.method == "POST" and form.is_valid() else None
        if held is None or held.token != form.cleaned_data["token"]:
            told = _("There is no file any more that waits to be imported: choose it again.")
            self.message_user(request, told, messages.ERROR)
            return redirect("admin:events_event_import")
        try:
            result, is_done = carry_out(self, request, held, self.rights(request))
        except CannotRenderError as error:
            return self.refusal(request, error)
        if not is_done:
            told = _(
                "Nothing was imported: the catalogue has changed meanwhile. This is what would change now."
            )
            self.message_user(request, told, messages.WARNING)
            return self.preview(request, held.name, held.data, result)
        upload.remove()
        self.message_user(request, said_of(result, held.name), messages.SUCCESS)
        return redirect("admin:events_event_changelist")

    @admin.action(permissions=["export"], description=_("Export selected events as CSV"))
    def export_csv(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._do_file_export(EventsCSV(), request, queryset)

    @admin.action(permissions=["export"], description=_("Export selected events as XLSX"))
    def export_xlsx(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._do_file_export(EventsXLSX(), request, queryset)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        # PostgreSQL would fail on a NUL in a filter, as in the list.
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise SuspiciousOperation("A filter cannot hold a NUL.")
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            return redirect("admin:events_event_changelist")

    def get_valid_export_item_pks(self, request: HttpRequest) -> QuerySet:
        return self.get_queryset(request).values_list("pk", flat=True)

    def get_export_filename(self, request: HttpRequest, queryset: QuerySet, file_format: Format) -> str:
        return f"events-{timezone.now():%Y-%m-%d}.{file_format.get_extension()}"


def said_of(result: ImportResult, name: str) -> str:
    new, changed = (result.totals[kind] for kind in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE))
    told = gettext("Imported from %(name)s. New sessions: %(new)s. Rows that changed something: %(changed)s.")
    return told % {"name": name, "new": new, "changed": changed}
