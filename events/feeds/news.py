"""The news feed: what was announced, changed, cancelled, recorded."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events import atom
from events.feeds.answers import Feed, answer, refusal, tag_of
from events.subscriptions import BadQuestionError, Subscription, known_query

ATOM = "application/atom+xml; charset=utf-8"
SHOWN = 50


@require_safe
def sessions_news(request: HttpRequest) -> HttpResponseBase:
    """News of the sessions that the list with the same parameters shows, latest first."""
    query = known_query(request.GET)
    address = reverse("sessions-news") + query

    def find(now: datetime) -> Feed:
        subscription = Subscription(query, now)
        content = atom.news(
            subscription.changes().latest_first().for_news()[:SHOWN],
            get_language(),
            name=subscription.name,
            about=subscription.about_news,
            page=settings.SITE_URL + reverse("sessions") + query,
            feed=settings.SITE_URL + address,
        )
        return Feed(
            content_type=ATOM,
            file_name=f"{subscription.file_name}.atom",
            tag=tag_of(content),
            size=1,
            parts=lambda: [content],
        )

    try:
        return answer(request, address, find)
    except BadQuestionError as error:
        return refusal(str(error), 400)
