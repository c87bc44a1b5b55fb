from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import DetailView, ListView

from events import jsonld
from events.models import Involvement, Topic
from events.phrases import content
from events.views.languages import RECENT_SHOWN, SESSIONS_SHOWN
from events.views.overview import Overview
from events.views.trails import trail
from events.views.ways_in import sessions_ways
from events.views.zones import ZonedPage
from organisations.models import Organisation


class TopicList(ZonedPage, ListView):
    template_name = "events/topic_list.html"
    context_object_name = "topics"

    def get_queryset(self) -> QuerySet[Topic]:
        return Topic.objects.with_sessions().by_name()


class TopicPage(ZonedPage, DetailView):
    """What is held about a topic next, and who announces it."""

    template_name = "events/topic.html"
    context_object_name = "topic"
    queryset = Topic.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        sessions = Overview(f"topic={self.object.slug}", now)
        announcing = Involvement.objects.listed().announcing().filter(event__topics=self.object)
        upcoming, past = sessions.upcoming(SESSIONS_SHOWN), sessions.past(RECENT_SHOWN)
        language = get_language()
        name, address = content(self.object, "name", language)[0], self.object.get_absolute_url()
        return super().get_context_data(**kwargs) | {
            "now": now,
            "described": [
                jsonld.collection(name, address, [*upcoming, *past], language),
                trail(name, below="topics"),
            ],
            "announcers": Organisation.objects.filter(pk__in=announcing.values("organisation")).by_name(),
            "upcoming": upcoming,
            "past": past,
            "undated": sessions.undated(RECENT_SHOWN),
            "session_count": sessions.facets.count,
            "ways": sessions_ways(f"?topic={self.object.slug}", [self.object]),
        }
