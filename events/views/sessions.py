from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.views.generic import TemplateView

from events.choices import When
from events.filters import SessionFilter
from events.models import Session
from events.subscriptions import known_query
from events.views.chips import chips
from events.views.ways_in import sessions_ways

PAGE_SIZE = 20
RECENT_SHOWN = 5
LATEST_FIRST = {When.PAST, When.ALL}


class SessionList(TemplateView):
    """Sessions in time order, upcoming ones unless ``when`` says otherwise."""

    template_name = "events/session_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        data = self.request.GET.copy()
        data["when"] = data.get("when") or When.UPCOMING
        found = SessionFilter(data, Session.objects.listed(), now=now)
        when = found.chosen.get("when", When.UPCOMING)
        context = {"now": now, "filter": found, "when": when, "whens": When.choices}
        context["chips"] = narrowing = chips(found, self.request.GET)
        values = [When(when).label] if self.request.GET.get("when") else []
        values += [chip.words for chip in narrowing]
        context["ways"] = sessions_ways(known_query(self.request.GET), values)
        context["page"] = page = self.get_page(found, latest_first=when in LATEST_FIRST)
        if when == When.UPCOMING and found.is_valid() and not page.paginator.count:
            context |= self.instead_of_upcoming(data, now)
        return super().get_context_data(**kwargs) | context

    @staticmethod
    def get_page(found: SessionFilter, *, latest_first: bool) -> Page:
        """The page asked for; one that does not exist is an error of the form, and an empty page."""
        sessions = found.qs.latest_first() if latest_first else found.qs.soonest_first()
        paginator = Paginator(sessions.for_cards(), PAGE_SIZE)
        if not found.is_valid():
            return paginator.page(1)
        wanted = found.form.cleaned_data["page"] or 1
        if wanted > paginator.num_pages:
            found.form.add_error(
                "page",
                gettext("There is no page %(page)s; the last is %(last)s.")
                % {"page": wanted, "last": paginator.num_pages},
            )
            return Paginator(Session.objects.none(), PAGE_SIZE).page(1)
        return paginator.page(wanted)

    @staticmethod
    def instead_of_upcoming(data: QueryDict, now: datetime) -> dict[str, Any]:
        """With nothing upcoming: the same choice in the past, so that nobody faces an empty page."""
        data = data.copy()
        data["when"] = When.PAST
        past = SessionFilter(data, Session.objects.listed(), now=now).qs
        return {"recent": past.latest_first().for_cards()[:RECENT_SHOWN], "recent_count": past.count()}
