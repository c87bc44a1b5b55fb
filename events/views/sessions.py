from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView

from events import jsonld
from events.choices import Order, When
from events.facets import Facets
from events.filters import SessionFilter
from events.models import Session
from events.subscriptions import known_query
from events.suggestions import suggestions
from events.views.chips import chips
from events.views.choices import choice_groups, tabs, when_of
from events.views.month_strip import month_strip
from events.views.overview import loaded
from events.views.ways_in import sessions_ways

PAGE_SIZE = 20
RECENT_SHOWN = 5


class InOrder:
    """The sessions of a list, of which only those are loaded that a slice asks for."""

    def __init__(self, facets: Facets) -> None:
        self.facets = facets

    def __len__(self) -> int:
        return self.facets.count

    def __getitem__(self, wanted: slice) -> list[Session]:
        keys = islice(self.facets.in_order(), wanted.start, wanted.stop)
        return loaded(keys, with_texts="q" in self.facets.chosen)


def page_of(facets: Facets) -> Page:
    """The page asked for; one that does not exist is an error of the form, and an empty page."""
    form, paginator = facets.found.form, Paginator(InOrder(facets), PAGE_SIZE)
    wanted = form.cleaned_data["page"] or 1
    if wanted > paginator.num_pages:
        form.add_error(
            "page",
            gettext("There is no page %(page)s; the last is %(last)s.")
            % {"page": wanted, "last": paginator.num_pages},
        )
        return Paginator([], PAGE_SIZE).page(1)
    return paginator.page(wanted)


class SessionList(TemplateView):
    """Sessions in time order, upcoming ones unless ``when`` says otherwise."""

    template_name = "events/session_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        data = query.copy()
        data["when"] = when_of(data)
        found = SessionFilter(data, Session.objects.listed(), now=timezone.now())
        narrowing = chips(found, query)
        values = [When(found.chosen["when"]).label] if query.get("when") and found.chosen else []
        values += [chip.words for chip in narrowing if chip.parameter != "tz"]
        context = {
            "now": found.now,
            "filter": found,
            "when": found.chosen.get("when", When.UPCOMING),
            "zone": found.zone,
            "question": found.chosen.get("q", ""),
            "codes": [*found.chosen.get("language", []), *found.chosen.get("interpretation", [])],
            "kept": [(name, query[name]) for name in ("when", "order", "tz") if query.get(name)],
            "chips": narrowing,
            "tabs": tabs(None),
            "own_query": known_query(query),
            "ways": sessions_ways(known_query(query), values),
        }
        if found.is_valid():
            context |= self.found(found, query, data)
        return super().get_context_data(**kwargs) | context

    def found(self, found: SessionFilter, query: QueryDict, data: QueryDict) -> dict[str, Any]:
        facets = Facets(found)  # which keeps what is chosen, also where there is no such page
        page = page_of(facets)
        address = reverse("sessions") + known_query(query)
        context = {
            "page": page,
            "described": [jsonld.collection(gettext("Sessions"), address, page.object_list, get_language())],
            "order": found.form.cleaned_data["order"] or Order.RELEVANCE,
            "orders": Order.choices,
            "tabs": tabs(facets),
            "groups": choice_groups(facets, data),
            "strip": month_strip(facets, query),
        }
        if not facets.count:
            context["suggestions"] = suggestions(facets, query)
            if facets.chosen["when"] == When.UPCOMING:
                context |= self.instead_of_upcoming(facets, data)
        return context

    @staticmethod
    def instead_of_upcoming(facets: Facets, data: QueryDict) -> dict[str, Any]:
        """With nothing upcoming: the same choice in the past, so that nobody faces an empty page."""
        data = data.copy()
        data["when"] = When.PAST
        past = Facets(SessionFilter(data, Session.objects.listed(), now=facets.found.now))
        return {"recent": InOrder(past)[:RECENT_SHOWN], "recent_count": past.count}
