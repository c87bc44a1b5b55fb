from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from events import cldr, jsonld
from events.views.overview import Overview
from events.views.trails import trail
from events.views.ways_in import sessions_ways
from events.views.zones import ZonedPage
from organisations.models import Organisation

SESSIONS_SHOWN = 20
RECENT_SHOWN = 5


class LanguageList(ZonedPage, TemplateView):
    """The languages that sessions can be followed in, each with their number."""

    template_name = "events/language_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = Overview("", timezone.now())
        return super().get_context_data(**kwargs) | {"languages": everything.facets.sizes("language")}


class LanguagePage(ZonedPage, TemplateView):
    """What can be followed in a language next, in which modes, and who provides it."""

    template_name = "events/language.html"

    def get_context_data(self, code: str, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        sessions = Overview(f"language={code}", now)
        if not (sessions.facets.found.is_valid() and sessions.facets.count):
            raise Http404
        modes = sessions.facets.parts("mode", code)
        providers = sessions.facets.parts("provider", code)
        upcoming, past = sessions.upcoming(SESSIONS_SHOWN), sessions.past(RECENT_SHOWN)
        name, address = cldr.language_name(code, get_language()), reverse("language", args=[code])
        return super().get_context_data(**kwargs) | {
            "now": now,
            "described": [
                jsonld.collection(name, address, [*upcoming, *past], get_language()),
                trail(name, below="languages"),
            ],
            "code": code,
            "codes": [code],
            "modes": sorted(modes.items(), key=lambda mode: (-mode[1], mode[0])),
            "providers": Organisation.objects.filter(pk__in=map(int, providers)).by_name(),
            "upcoming": upcoming,
            "past": past,
            "ways": sessions_ways(f"?language={code}", [name]),
        }
