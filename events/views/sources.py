from typing import Any

from django.db.models import Count, Q, QuerySet
from django.views.generic import DetailView, ListView

from events.models import Citation, Source
from events.views.spots import spots


class SourceList(ListView):
    template_name = "events/source_list.html"
    context_object_name = "sources"

    def get_queryset(self) -> QuerySet[Source]:
        listed = Q(citations__in=Citation.objects.listed())
        return Source.objects.annotate(citation_count=Count("citations", filter=listed)).order_by("file_name")


class SourcePage(DetailView):
    template_name = "events/source.html"
    context_object_name = "source"
    queryset = Source.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        citations = Citation.objects.listed().filter(source=self.object)
        return super().get_context_data(**kwargs) | {
            "spots": spots(citations.in_reading_order().with_owners()),
        }
