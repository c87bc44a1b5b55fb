from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class GoneOnceWithdrawn:
    """For a DetailView: where a page once was, it says so with 410 instead of 404."""

    def announced(self) -> QuerySet:
        """What has ever had such a page."""
        raise NotImplementedError

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return super().get(request, slug=slug)
        except Http404:
            record = self.announced().filter(slug=slug).first()
            if record is None:
                raise
            # It may be published again: nobody is to remember that it is gone.
            response = render(request, "410.html", {"record": record}, status=410)
            response["Cache-Control"] = "no-cache"
            return response
