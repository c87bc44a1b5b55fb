from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView, ListView

from events.models import Citation, Session, Speaker
from events.views.spots import spots
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


class SpeakerPage(ZonedPage, GoneOnceWithdrawn, DetailView):
    template_name = "events/speaker.html"
    context_object_name = "speaker"
    queryset = Speaker.objects.listed()

    def announced(self) -> QuerySet[Speaker]:
        return Speaker.objects.announced()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        appearances = self.object.appearances.listed().latest_first()
        sessions = Session.objects.listed().with_speakers([self.object]).latest_first()
        citations = Citation.objects.listed().of_speaker(self.object)
        return super().get_context_data(**kwargs) | {
            "now": timezone.now(),
            "sessions": sessions.for_cards()[:SESSIONS_SHOWN],
            "session_count": sessions.count(),
            "ways": sessions_ways(f"?speaker={self.object.slug}", [self.object]),
            "appearances": appearances.select_related("affiliation", "session__event"),
            "spots": spots(citations.in_reading_order().with_owners()),
        }
