"""The page of an event as the public will see it, for those who may see it already."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.generic import DetailView

from events.choices import EventState
from events.models import Citation, Event, Session
from events.roles import events_for
from events.views.events import EventPage


class PreviewPage(EventPage):
    """Not for caches, not for search engines; to anybody else there is no such page."""

    template_name = "events/preview.html"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        user = request.user
        if not (user.is_active and user.is_staff and user.has_perm("events.view_event")):
            raise Http404
        response = DetailView.get(self, request, slug=slug)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_queryset(self) -> QuerySet[Event]:
        return events_for(self.request.user).exclude(state=EventState.WITHDRAWN).for_detail()

    def sessions(self) -> QuerySet[Session]:
        return Session.objects.filter(event=self.object, withdrawn=False)

    def citations(self) -> QuerySet[Citation]:
        withdrawn = (Q(**{f"{way}__withdrawn": True}) for way in Citation.objects.none().SESSIONS)
        return Citation.objects.of_event(self.object).exclude(reduce(or_, withdrawn))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Nothing can be subscribed to yet.
        sittings = [(session, None) for session in context["sessions"]]
        return context | {"sittings": sittings, "is_preview": True}
