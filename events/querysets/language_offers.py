from collections.abc import Iterable
from typing import Self

from django.db.models import Count

from events.choices import EventState
from organisations.natural_keys import NaturalKeyQuerySet


class LanguageOfferQuerySet(NaturalKeyQuerySet):
    def in_modes(self, modes: Iterable[str]) -> Self:
        return self.filter(mode__in=modes)

    def listed_codes(self) -> Self:
        """Each language that a public session can be followed in, once, with the number of sessions."""
        return (
            self.filter(session__event__state=EventState.PUBLISHED, session__withdrawn=False)
            .order_by()
            .values("language")
            .annotate(sessions=Count("session", distinct=True))
            .order_by("-sessions", "language")
        )
