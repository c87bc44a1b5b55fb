"""The admin as a whole: its name, its start page, and the pages that are of no model."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.readiness import needs

DAILY = {"Event", "Session", "Speaker", "Organisation", "Topic", "Source"}


class CatalogueAdminSite(AdminSite):
    site_header = site_title = _("Climate webinar catalogue")
    index_title = _("Keep the catalogue")
    index_template = "admin/start.html"
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What editors open every day comes first."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: model["object_name"] not in DAILY)
        return sorted(apps, key=lambda app: app["app_label"] not in {"events", "organisations"})

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        found = needs(request.user, timezone.now()) if request.user.has_perm("events.view_event") else []
        events = reverse("admin:events_event_changelist")
        shown = [(need, f"{events}?{urlencode(need.query)}") for need in found]
        return super().index(request, (extra_context or {}) | {"needs": shown})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # The pages register themselves with this very site when they are imported.
        from events.admin.translations import translation_urls  # noqa: PLC0415

        view = self.admin_view(self.view_on_site)
        shown = path("r/<int:content_type_id>/<path:object_id>/", view, name="view_on_site")
        return [*translation_urls(self), shown, *super().get_urls()]

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """The public page of a record, for those to whom the admin shows the record."""
        kept = self._registry.get(get_object_or_404(ContentType, pk=content_type_id).model_class())
        if (
            kept is None
            or not kept.has_view_permission(request)
            or kept.get_object(request, object_id) is None
        ):
            raise Http404
        return shortcut(request, content_type_id, object_id)
