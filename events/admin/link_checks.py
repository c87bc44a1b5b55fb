"""What the addresses that the catalogue links to answered; the command check_links asks them."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.kept_records import ReadOnlyAdmin
from events.links.addresses import records_with
from events.models import LinkCheck, Resource

BREAK = SafeString("<br>")
SHOWN = 5
"""How many records are named beside an address."""


class LinkCheckList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = records_with([check.url for check in self.result_list], SHOWN + 1)
        for check in self.result_list:
            check.records = found[check.url]


def link(record: Model) -> SafeString:
    name = f"{record.event} · {record}" if isinstance(record, Resource) else str(record)
    page = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', page, name)


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    list_display = ("url", "outcome", "status", "reason", "checked_at", "used_in")
    list_filter = ("outcome", "status", "checked_at")
    search_fields = ("url",)
    ordering = ("-checked_at", "-pk")
    fields = ("page", "outcome", "status", "reason", "checked_at", "used_in")
    readonly_fields = fields

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ChangeList]:
        return LinkCheckList

    @admin.display(description=_("address"))
    def page(self, check: LinkCheck) -> SafeString:
        return format_html('<a href="{}" rel="noreferrer">{}</a>', check.url, check.url)

    @admin.display(description=_("detail"))
    def reason(self, check: LinkCheck) -> str:
        return gettext(check.detail) if check.detail else ""

    @admin.display(description=_("used in"))
    def used_in(self, check: LinkCheck) -> SafeString:
        if not hasattr(check, "records"):
            check.records = records_with([check.url], SHOWN + 1)[check.url]
        more = SafeString("<br>…") if len(check.records) > SHOWN else ""
        links = format_html_join(BREAK, "{}", ([link(record)] for record in check.records[:SHOWN]))
        return format_html("{}{}", links, more)
