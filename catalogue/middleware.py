from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_path

from events.feeds.answers import current_version, tag_of

READING = ("GET", "HEAD", "OPTIONS")
KEPT_SECONDS = 60
"""For so long a page may say that something is to come which is just over."""
HTML = "text/html; charset=utf-8"
KEPT = {HTML, "image/png"}


def read_only_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Refuse what would write outside the admin: 405, where a missing CSRF token would make it a 403."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in READING or request.path_info.startswith("/admin/"):
            return get_response(request)
        return HttpResponseNotAllowed(READING)

    return respond


def prefetch_hints(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Tell browsers where it stands which links they may fetch before they are followed."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type") == HTML and get_language_from_path(request.path_info):
            response.headers["Speculation-Rules"] = f'"{reverse("prefetch-rules")}"'
        return response

    return respond


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Answer from memory what was asked before, as long as nothing is written.

    A public page, or a picture of one, depends on its address alone. Who is signed in is answered
    anew each time.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        is_page = get_language_from_path(request.path_info) and request.path_info.endswith(("/", ".png"))
        if request.method != "GET" or not is_page or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return get_response(request)
        minute = int(timezone.now().timestamp()) // KEPT_SECONDS
        key = "page:" + tag_of(current_version(), minute, request.get_full_path())
        if kept := caches["pages"].get(key):
            return HttpResponse(kept[0], headers=kept[1])
        response = get_response(request)
        if response.status_code == 200 and response["Content-Type"] in KEPT and not response.cookies:
            caches["pages"].set(key, (response.content, dict(response.headers)), KEPT_SECONDS)
        return response

    return respond
