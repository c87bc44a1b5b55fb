from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from events.choices import When
from events.facets import Facets
from events.filters import SessionFilter
from events.models import Session
from events.subscriptions import BadQuestionError, Subscription, known_query
from events.views.chips import chips
from events.views.choices import choice_groups
from events.views.qr_codes import qr_code
from events.views.ways_in import Ways

WINDOWS = [When.UPCOMING, When.PAST, When.ALL]
"""What a calendar can hold: not what has no date."""


class SubscribePage(TemplateView):
    """A calendar by the parameters of the list: its address, and what it holds now."""

    template_name = "events/subscribe.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, query = timezone.now(), known_query(self.request.GET)
        subscription = Subscription(query, now)
        try:
            found = subscription.found
        except BadQuestionError:
            found = SessionFilter(QueryDict(query.removeprefix("?")), Session.objects.none(), now=now)
            held = {}
        else:
            held = self.held(subscription)
        context = {
            "form": found.form,
            "query": query,
            "when": found.chosen.get("when", ""),
            "windows": [(when.value, when.label) for when in WINDOWS],
            "chips": chips(found, self.request.GET),
            "zone": found.zone,
            "question": found.chosen.get("q", ""),
            "groups": choice_groups(Facets(found), self.request.GET) if found.is_valid() else [],
        }
        return super().get_context_data(**kwargs) | context | held

    @staticmethod
    def held(subscription: Subscription) -> dict[str, Any]:
        """The feed, and what it holds now."""
        entries = subscription.entries(get_language())
        sessions = Session.objects.listed().filter(pk__in=entries.order_by().values("session"))
        in_order = sessions.soonest_first().with_session_count().select_related("event")
        ways = Ways(
            reverse("sessions-calendar") + subscription.query,
            subscription.name,
            news=reverse("sessions-news") + subscription.query,
        )
        return {
            "subscription": subscription,
            "ways": ways,
            "qr_code": qr_code(ways.address),
            "state": entries.state(),
            "first": in_order.first(),
            "next": in_order.upcoming(subscription.now).going_ahead().first(),
        }
