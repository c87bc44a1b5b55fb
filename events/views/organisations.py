from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import DetailView, TemplateView

from events import jsonld
from events.models import Citation, Session
from events.phrases import content
from events.views.spots import spots
from events.views.trails import trail
from events.views.ways_in import sessions_ways
from events.views.zones import ZonedPage
from organisations.models import Office, Organisation, Project

SESSIONS_SHOWN = 50


class OrganisationList(ZonedPage, TemplateView):
    template_name = "organisations/organisation_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "tree": Organisation.objects.as_tree(),
            "projects": Project.objects.order_by("slug"),
        }


class OrganisationPage(ZonedPage, DetailView):
    template_name = "organisations/organisation.html"
    context_object_name = "organisation"
    queryset = Organisation.objects.select_related("parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = Organisation.objects.ids_under([self.object.pk])
        sessions = Session.objects.listed().involving(bodies).latest_first()
        children, offices = list(self.object.children.by_name()), list(Office.objects.of_bodies(bodies))
        return super().get_context_data(**kwargs) | {
            "now": timezone.now(),
            "children": children,
            "offices": offices,
            "described": [
                jsonld.organisation(self.object, children, offices, get_language()),
                trail(content(self.object, "name", get_language())[0], below="organisations"),
            ],
            "sessions": sessions.for_cards()[:SESSIONS_SHOWN],
            "session_count": sessions.count(),
            "ways": sessions_ways(f"?organisation={self.object.slug}", [self.object]),
            "spots": spots(Citation.objects.of_organisation(self.object).in_reading_order().with_owners()),
        }


class ProjectPage(DetailView):
    template_name = "organisations/project.html"
    context_object_name = "project"
    queryset = Project.objects.select_related("funder")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        citations = Citation.objects.filter(project=self.object)
        return super().get_context_data(**kwargs) | {
            "described": [
                jsonld.project(self.object, get_language()),
                trail(content(self.object, "name", get_language())[0], below="organisations"),
            ],
            "spots": spots(citations.in_reading_order().with_owners()),
        }
