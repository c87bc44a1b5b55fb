from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from events.models import Citation, Event, Session
from events.views.spots import spots


class EventPage(DetailView):
    template_name = "events/event.html"
    context_object_name = "event"

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.listed().for_detail()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = list(Session.objects.filter(event=self.object).order_by("number").for_detail())
        return super().get_context_data(**kwargs) | {
            "now": timezone.now(),
            "sessions": sessions,
            "has_dates": any(session.is_dated for session in sessions),
            "spots": spots(Citation.objects.of_event(self.object).in_reading_order().with_owners()),
        }
