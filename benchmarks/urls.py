"""The site, and beside it the least that a view can do: what answers are measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from catalogue.urls import handler404, handler500, urlpatterns

KILOBYTE = b"x" * 1024

__all__ = ["handler404", "handler500", "urlpatterns"]


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(KILOBYTE, content_type="text/plain")


urlpatterns = [path("constant", constant), *urlpatterns]
