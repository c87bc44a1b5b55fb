from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.models import Event, Session
from events.social_image import social_image

AN_HOUR = 60 * 60


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def event_image(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that applications show beside a link to an event."""
    event = get_object_or_404(Event.objects.listed().for_detail(), slug=slug)
    sessions = list(Session.objects.listed().filter(event=event).order_by("number").for_detail())
    for session in sessions:
        session.event = event  # which is loaded with all that belongs to it
    return HttpResponse(social_image(event, sessions, get_language()), content_type="image/png")
