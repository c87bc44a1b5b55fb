from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import DetailView

from events import jsonld
from events.choices import EventState
from events.models import Citation, Event, Session
from events.phrases import content, days_of, event_in_short, shared_status
from events.views.day_across_cities import day_across_cities, shown_session
from events.views.spots import spots
from events.views.trails import trail
from events.views.ways_in import Ways, session_ways
from events.views.withdrawn import GoneOnceWithdrawn
from events.views.zones import ZonedPage


def offers_of(session: Session) -> frozenset[tuple[str, str, int | None]]:
    offers = session.language_offers.all()
    return frozenset((offer.language, offer.mode, offer.provider_id) for offer in offers)


class EventPage(ZonedPage, GoneOnceWithdrawn, DetailView):
    template_name = "events/event.html"
    context_object_name = "event"

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.listed().for_detail()

    def announced(self) -> QuerySet[Event]:
        return Event.objects.announced().filter(state=EventState.WITHDRAWN)

    def sessions(self) -> QuerySet[Session]:
        return Session.objects.listed().filter(event=self.object)

    def citations(self) -> QuerySet[Citation]:
        return Citation.objects.listed().of_event(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        sessions = list(self.sessions().order_by("number").for_detail().with_session_count())
        for session in sessions:
            session.event = self.object  # which is loaded with all that belongs to it
        context, title = super().get_context_data(**kwargs), content(self.object, "title", get_language())[0]
        return context | {
            "now": now,
            "sessions": sessions,
            "sittings": [(session, session_ways(session, now)) for session in sessions],
            "ways": Ways(reverse("event-calendar", args=[self.object.slug]), self.object.title),
            "day": day_across_cities(shown_session(sessions, now), context["zone"]),
            "languages_differ": len({offers_of(session) for session in sessions}) > 1,
            "shared_status": shared_status(sessions),
            "in_short": event_in_short(self.object, sessions, get_language()),
            "dated": days_of(sessions),
            "has_speakers": any(session.appearances.all() for session in sessions),
            "described": [
                jsonld.event(self.object, sessions, get_language()),
                trail(title, below="sessions"),
            ],
            "spots": spots(self.citations().in_reading_order().with_owners()),
        }
