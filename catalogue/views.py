"""Pages of the site as a whole."""

from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from events import jsonld
from events.models import Event, Involvement, Session, Source
from events.views.month_strip import month_strip
from events.views.overview import Overview
from events.views.ways_in import sessions_ways
from events.views.zones import ZonedPage
from organisations.models import Organisation, Project

UPCOMING_SHOWN = 6
PAST_SHOWN = 4
ANNOUNCERS_SHOWN = 12


@require_safe
def to_best_language(request: HttpRequest) -> HttpResponse:
    """Redirect / to the home page in the language that the browser asks for first."""
    with override(get_language_from_request(request)):
        response = redirect("home")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the process is up and its database answers."""
    with connection.cursor() as cursor:  # a kept connection may be dead: ask it something
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


class HomePage(ZonedPage, TemplateView):
    template_name = "site/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        sessions = Overview("", now)
        announcing = Involvement.objects.listed().announcing().filter(organisation=OuterRef("pk"))
        return super().get_context_data(**kwargs) | {
            "now": now,
            "upcoming": sessions.upcoming(UPCOMING_SHOWN),
            "past": sessions.past(PAST_SHOWN),
            "undated": sessions.undated(PAST_SHOWN),
            "languages": sessions.facets.sizes("language"),
            "announcers": Organisation.objects.filter(Exists(announcing)).by_name()[:ANNOUNCERS_SHOWN],
            "projects": Project.objects.order_by("slug"),
            "strip": month_strip(sessions.facets, QueryDict()),
            "described": [jsonld.website(get_language())],
            "ways": sessions_ways(query=""),
        }


class HelpPage(TemplateView):
    template_name = "site/help.html"


class AboutPage(TemplateView):
    template_name = "site/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "event_count": Event.objects.listed().count(),
            "session_count": Session.objects.listed().count(),
            "source_count": Source.objects.count(),
        }


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
