"""The site, and beside it the least that a view can do: what answers are measured against."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path

from catalogue.urls import handler404, handler500, urlpatterns

KILOBYTE = b"x" * 1024

__all__ = ["handler404", "handler500", "urlpatterns"]


def constant(request: HttpRequest) -> HttpResponse:
    """So many constant bytes as are asked for, one kilobyte otherwise."""
    content = constant_bytes(int(request.GET["bytes"])) if "bytes" in request.GET else KILOBYTE
    return HttpResponse(content, content_type="text/plain")


@cache
def constant_bytes(size: int) -> bytes:
    return b"x" * size


urlpatterns = [path("constant", constant), *urlpatterns]
