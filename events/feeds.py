"""Calendar feeds. Each holds what the page beside it shows, as far as it has a date."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from events import ical
from events.filters import SessionFilter
from events.models import Event, Session
from events.querysets import SessionQuerySet

CALENDAR = "text/calendar; charset=utf-8"


def calendar_response(
    request: HttpRequest, sessions: SessionQuerySet, *, name: str, text: str, page: str, file_name: str
) -> HttpResponse:
    """``sessions`` as a calendar that ``page`` shows too.

    Without Last-Modified: the newest change of what it holds says nothing of what has left it. The ETag does.
    """
    content = ical.calendar(
        sessions.dated().soonest_first().for_calendar(),
        name=name,
        text=text,
        page=settings.SITE_URL + page,
        feed=settings.SITE_URL + request.get_full_path(),
    )
    response = HttpResponse(content, content_type=CALENDAR)
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return response


@require_safe
def sessions_calendar(request: HttpRequest) -> HttpResponse:
    """The list of sessions; without ``when`` the last twelve months and all that is to come."""
    now = timezone.now()
    found = SessionFilter(request.GET, Session.objects.listed(), now=now)
    if not found.is_valid():
        problems = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in found.form.errors.items())
        line = " ".join(problems.split())  # a bad value, which they repeat, may hold line ends
        return HttpResponse(f"{line}\n", status=400, content_type="text/plain; charset=utf-8")
    sessions = found.qs
    if "when" in found.chosen:
        text = gettext("Everything with a date that this choice holds.")
    else:
        sessions = sessions.in_feed_memory(now)
        text = gettext("The last twelve months and all that is to come.")
    query = request.GET.urlencode()
    page = reverse("sessions") + (f"?{query}" if query else "")
    name = gettext("Climate webinars")
    return calendar_response(request, sessions, name=name, text=text, page=page, file_name="events")


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.listed(), slug=slug)
    sessions = Session.objects.listed().filter(event=event)
    text = event.summary or gettext("All sessions of this event that have a date.")
    return calendar_response(
        request, sessions, name=event.title, text=text, page=event.get_absolute_url(), file_name=slug
    )


@require_safe
def session_calendar(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One session; 404 where it has no date that a calendar could hold."""
    event = get_object_or_404(Event.objects.listed(), slug=slug)
    sessions = Session.objects.listed().dated().filter(event=event, number=number)
    if not sessions.exists():
        raise Http404
    return calendar_response(
        request,
        sessions,
        name=event.title,
        text=event.summary or gettext("One session of this event."),
        page=event.get_absolute_url(),
        file_name=f"{slug}-{number}",
    )
