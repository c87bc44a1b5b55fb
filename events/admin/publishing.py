"""Publishing from the page of an event: what is in the way, what would be better, and the button."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from events.choices import EventState
from events.models import Event
from events.publishing import publish
from events.punctuation import in_sequence
from events.readiness import Gap, blocking, gaps_of


def in_words(gaps: Iterable[Gap]) -> str:
    return in_sequence(gap.advice for gap in gaps)


class PublishingPages:
    """For EventAdmin."""

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("events.publish_event")

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Event | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        is_public = obj is not None and obj.state == EventState.PUBLISHED
        gaps = gaps_of([obj.pk], timezone.now()).get(obj.pk, []) if obj else []
        context |= {
            "can_publish": self.has_publish_permission(request) and not is_public,
            "blocking": [gap for gap in gaps if gap.is_blocking],
            "advisory": [gap for gap in gaps if not gap.is_blocking],
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Event, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.published(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        return self.published(request, obj) or super().response_change(request, obj)

    def published(self, request: HttpRequest, event: Event) -> HttpResponse | None:
        """Publish what was just saved, if that was the button; else None."""
        if "_publish" not in request.POST:
            self.warn_of_holding_back(request, event)
            return None
        if not self.has_publish_permission(request):
            self.message_user(request, gettext("Saved. You may not publish events."), messages.ERROR)
            return redirect(
                request.path if request.resolver_match.kwargs else "admin:events_event_changelist"
            )
        now = timezone.now()
        if event.publish_at and event.publish_at > now:
            told = gettext(
                "Saved. It is published by itself when its time comes; take the time out to do it now."
            )
            self.message_user(request, told, messages.WARNING)
        elif gaps := publish(event, request.user, now):
            told = gettext("Saved as a draft, and not published: %(reasons)s") % {"reasons": in_words(gaps)}
            self.message_user(request, told, messages.ERROR)
        else:
            self.log_change(request, event, gettext("Published."))
            self.message_user(request, gettext("“%s” is published.") % event, messages.SUCCESS)
            return redirect("admin:events_event_changelist")
        return redirect("admin:events_event_change", event.pk)

    def warn_of_holding_back(self, request: HttpRequest, event: Event) -> None:
        if event.publish_at and (gaps := blocking(event, timezone.now())):
            told = gettext("It will be held back at its time, unless this is mended: %(reasons)s")
            self.message_user(request, told % {"reasons": in_words(gaps)}, messages.WARNING)
