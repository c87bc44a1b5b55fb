from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import DetailView, ListView

from events import jsonld
from events.models import Citation, Session, Speaker
from events.phrases import content
from events.views.spots import spots
from events.views.trails import trail
from events.views.ways_in import sessions_ways
from events.views.withdrawn import GoneOnceWithdrawn
from events.views.zones import ZonedPage

SESSIONS_SHOWN = 50


class SpeakerList(ZonedPage, ListView):
    template_name = "events/speaker_list.html"
    context_object_name = "speakers"
    paginate_by = 100

    def get_queryset(self) -> QuerySet[Speaker]:
        return Speaker.objects.listed().with_sessions().by_name()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        number = context["page_obj"].number
        return context | {"own_query": f"?page={number}" if number > 1 else ""}


class SpeakerPage(ZonedPage, GoneOnceWithdrawn, DetailView):
    template_name = "events/speaker.html"
    context_object_name = "speaker"
    queryset = Speaker.objects.listed()

    def announced(self) -> QuerySet[Speaker]:
        return Speaker.objects.announced()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        appearances = list(
            self.object.appearances.listed().latest_first().select_related("affiliation", "session__event")
        )
        sessions = Session.objects.listed().with_speakers([self.object]).latest_first()
        citations = Citation.objects.listed().of_speaker(self.object)
        return super().get_context_data(**kwargs) | {
            "now": timezone.now(),
            "sessions": sessions.for_cards()[:SESSIONS_SHOWN],
            "session_count": sessions.count(),
            "ways": sessions_ways(f"?speaker={self.object.slug}", [self.object]),
            "appearances": appearances,
            "described": [
                jsonld.person(self.object, appearances, get_language()),
                trail(content(self.object, "name", get_language())[0], below="speakers"),
            ],
            "spots": spots(citations.in_reading_order().with_owners()),
        }
