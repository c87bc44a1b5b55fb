from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Exists, Model, OuterRef, Q

from events.choices import EventState
from organisations.natural_keys import NaturalKeyQuerySet

HIDDEN = (EventState.DRAFT, EventState.WITHDRAWN)


class CitationQuerySet(NaturalKeyQuerySet):
    OWNER_JOINS = (
        "event",
        "other_name__event",
        "session__event",
        "language_offer__session__event",
        "appearance__session__event",
        "appearance__speaker",
        "involvement__event",
        "involvement__organisation",
        "resource__event",
        "speaker",
        "organisation",
        "office__organisation",
        "project",
    )
    EVENTS = tuple(path for path in OWNER_JOINS if path.endswith("event"))
    """Every way from a citation to an event."""
    SESSIONS = tuple(path.removesuffix("__event") for path in EVENTS if path.endswith("session__event"))

    def get_by_natural_key(self, owner_name: str, *key: Any) -> Model:
        """``key`` is the owner's natural key, then source, first line, last line and fact."""
        owner = self.model._meta.get_field(owner_name).related_model
        lookups = [f"{owner_name}__{part}" for part in owner.natural_key_lookups()]
        lookups += self.model.natural_key_lookups()
        return self.get(**dict(zip(lookups, key, strict=True)))

    def listed(self) -> Self:
        """Citations of what the public may see, and of nobody who is only in what it may not."""
        hidden = [Q(**{f"{path}__state__in": HIDDEN}) for path in self.EVENTS]
        hidden += [Q(**{f"{path}__withdrawn": True}) for path in self.SESSIONS]
        # Asked of each speaker who is cited, not of all there are.
        appearances = self.model._meta.get_field("appearance").related_model.objects.filter(
            speaker=OuterRef("speaker")
        )
        public = Q(speaker__isnull=True) | Exists(appearances.listed()) | ~Exists(appearances)
        return self.exclude(reduce(or_, hidden)).filter(public)

    def in_reading_order(self) -> Self:
        return self.select_related("source").order_by("source__file_name", "first_line", "last_line", "pk")

    def with_owners(self) -> Self:
        return self.select_related(*self.OWNER_JOINS)

    def of_event(self, event: object) -> Self:
        """What the event, its sessions and all that belongs to either is taken from."""
        return self.filter(reduce(or_, (Q(**{path: event}) for path in self.EVENTS)))

    def of_organisation(self, organisation: object) -> Self:
        return self.filter(Q(organisation=organisation) | Q(office__organisation=organisation))

    def of_speaker(self, speaker: object) -> Self:
        return self.filter(Q(speaker=speaker) | Q(appearance__speaker=speaker))
