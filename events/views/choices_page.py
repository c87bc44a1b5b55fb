from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from events.facets import CODES, RECORDS, Facets
from events.filters import SessionFilter
from events.models import Session
from events.text import folded
from events.views.choices import Choice, choices, when_of

SHOWN = 100


class ChoicesPage(TemplateView):
    """All choices of one long filter, to be searched through; each leads back to the list with it."""

    template_name = "events/choices.html"

    def get_context_data(self, name: str, **kwargs: Any) -> dict[str, Any]:
        if name not in {*CODES, *RECORDS}:
            raise Http404
        query, find = self.request.GET.copy(), self.request.GET.get("find", "")[:60]
        for beside in ("find", "page"):
            query.pop(beside, None)
        data = query.copy()
        data["when"] = when_of(data)
        found = SessionFilter(data, Session.objects.listed(), now=timezone.now())
        context = {"name": name, "query": query, "find": find, "form": found.form}
        context["label"] = found.filters[name].label
        if found.is_valid():
            facets = Facets(found, all_of=name)
            every = choices(facets, name, facets.values(name))
            words = folded(find).split()
            fitting = [choice for choice in every if all(word in folded(choice.label) for word in words)]
            ordered = sorted(fitting, key=lambda choice: (not choice.count, folded(choice.label)))
            context["page"] = Paginator(ordered, SHOWN).get_page(self.request.GET.get("page"))
            context["links"] = [
                (choice, toggled(query, name, choice)) for choice in context["page"].object_list
            ]
        return super().get_context_data(**kwargs) | context


def toggled(query: Any, name: str, choice: Choice) -> str:
    """The query string of the list with ``choice``, or without it where it is chosen."""
    other = query.copy()
    values = [value for value in other.getlist(name) if value != choice.value]
    other.setlist(name, values if choice.is_chosen else [*values, choice.value])
    return other.urlencode()
