from typing import Self

from django.db.models import Count, F, Q

from events.choices import EventState
from organisations.natural_keys import NaturalKeyQuerySet
from organisations.querysets import as_shown

AT_PUBLIC_SESSION = Q(
    appearances__session__event__state=EventState.PUBLISHED, appearances__session__withdrawn=False
)


class AppearanceQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(session__event__state=EventState.PUBLISHED, session__withdrawn=False)

    def latest_first(self) -> Self:
        return self.order_by(F("session__span_start").desc(nulls_last=True), "-pk")


class SpeakerQuerySet(NaturalKeyQuerySet):
    def _with_any(self, condition: Q) -> Self:
        return self.filter(pk__in=self.model.objects.filter(condition).order_by().values("pk"))

    def listed(self) -> Self:
        """Who appears at a public session, and who is only named by a source and appears nowhere."""
        return self._with_any(AT_PUBLIC_SESSION | Q(appearances__isnull=True))

    def announced(self) -> Self:
        """Who is listed or was, before sessions were withdrawn: a feed must tell of those."""
        return self._with_any(
            AT_PUBLIC_SESSION | Q(appearances__isnull=True) | Q(appearances__session__changes__isnull=False)
        )

    def by_name(self) -> Self:
        return self.order_by(as_shown("name"), "slug")

    def with_sessions(self) -> Self:
        """With ``session_count``, the number of their public sessions."""
        return self.annotate(session_count=Count("appearances", filter=AT_PUBLIC_SESSION))
