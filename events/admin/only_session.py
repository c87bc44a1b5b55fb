"""Languages and speakers of an event's only session, on the page of the event: the usual case is one form."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from events.admin.language_offers import LanguageOfferInline
from events.admin.people import AppearanceInline
from events.models import Event, Session


def first_session(event: Event | None) -> Session:
    """The session of the lowest number; a new one while the event has none."""
    kept = Session.objects.filter(event=event).order_by("number").first() if event and event.pk else None
    return kept or Session()


class OnlySessionFormSet(BaseInlineFormSet):
    """Rows of a session, on the page of its event: that is the ``instance`` which the admin gives."""

    def __init__(self, *args: Any, instance: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=first_session(instance), **kwargs)
        self.event = instance

    def belong(self) -> None:
        """To the session that has just been saved with a new event."""
        if self.instance.pk is None:
            self.instance = first_session(self.event)


class OfOnlySession:
    formset = OnlySessionFormSet

    def __init__(self, _parent_model: type[Model], admin_site: AdminSite) -> None:
        super().__init__(Session, admin_site)

    def get_extra(self, request: HttpRequest, obj: Session | None = None, **kwargs: Any) -> int:
        return 0 if obj else 2


class OnlySessionLanguages(OfOnlySession, LanguageOfferInline):
    pass


class OnlySessionSpeakers(OfOnlySession, AppearanceInline):
    pass


def is_about_one_session(request: HttpRequest, event: Event | None) -> bool:
    """Whether the page of the event shows the rows of its session; what was sent is taken as it was shown."""
    if event is None:
        return True
    if request.method == "POST":
        return "language_offers-TOTAL_FORMS" in request.POST
    return event.sessions.count() == 1
