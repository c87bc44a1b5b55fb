from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Count, Max, Prefetch, Q, QuerySet, Sum

from events.choices import EventState
from organisations.natural_keys import NaturalKeyQuerySet

TOMBSTONE = timedelta(days=90)
"""How long what was withdrawn is exported as cancelled."""


class CalendarEntryQuerySet(NaturalKeyQuerySet):
    def of(self, sessions: QuerySet) -> Self:
        return self.filter(session__in=sessions.order_by().values("pk"))

    def exported(self, language: str, now: datetime) -> Self:
        """What feeds in ``language`` may hold."""
        return self.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now - TOMBSTONE), language=language
        )

    def soonest_first(self) -> Self:
        return self.order_by("starts_at", "session_id")

    def state(self) -> dict[str, Any]:
        """What tells these entries from any others, read without their content.

        ``unrendered`` counts those that a migration left without content.
        """
        return self.order_by().aggregate(
            entries=Count("pk"),
            newest=Max("last_modified"),
            total=Sum("checksum"),
            unrendered=Count("pk", filter=Q(checksum=0)),
        )


class ChangeQuerySet(NaturalKeyQuerySet):
    def told(self, now: datetime) -> Self:
        """All of public sessions; of one that was withdrawn lately nothing but that."""
        public = Q(session__event__state=EventState.PUBLISHED, session__withdrawn=False)
        return self.filter(public | Q(after__withdrawn=True, at__gt=now - TOMBSTONE))

    def of(self, sessions: QuerySet) -> Self:
        return self.filter(session__in=sessions.order_by().values("pk"))

    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def for_news(self) -> Self:
        sessions = self.model._meta.get_field("session").related_model.objects
        return self.prefetch_related(
            Prefetch("session", sessions.with_session_count().select_related("event")),
            "session__language_offers__provider",
        )
