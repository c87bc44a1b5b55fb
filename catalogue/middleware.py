from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

READING = ("GET", "HEAD", "OPTIONS")


def read_only_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Refuse what would write outside the admin: 405, where a missing CSRF token would make it a 403."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in READING or request.path_info.startswith("/admin/"):
            return get_response(request)
        return HttpResponseNotAllowed(READING)

    return respond
