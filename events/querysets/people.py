from typing import Self

from django.db.models import Count, F, Q

from events.choices import EventState
from organisations.natural_keys import NaturalKeyQuerySet


class AppearanceQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(session__event__state=EventState.PUBLISHED)

    def latest_first(self) -> Self:
        return self.order_by(F("session__span_start").desc(nulls_last=True), "-pk")


class SpeakerQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        """Who appears at a public session, and who is only named by a source and appears nowhere."""
        appears = Q(appearances__session__event__state=EventState.PUBLISHED)
        return self.filter(
            pk__in=self.model.objects.filter(appears | Q(appearances__isnull=True)).order_by().values("pk")
        )

    def by_name(self) -> Self:
        return self.order_by("name", "slug")

    def with_sessions(self) -> Self:
        """With ``session_count``, the number of their public sessions."""
        public = Q(appearances__session__event__state=EventState.PUBLISHED)
        return self.annotate(session_count=Count("appearances", filter=public))
