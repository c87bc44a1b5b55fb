from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Model, Q

from events.choices import EventState
from organisations.natural_keys import NaturalKeyQuerySet


class CitationQuerySet(NaturalKeyQuerySet):
    OWNERS = (
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

    def get_by_natural_key(self, owner_name: str, *key: Any) -> Model:
        """``key`` is the owner's natural key, then source, first line, last line and fact."""
        owner = self.model._meta.get_field(owner_name).related_model
        lookups = [f"{owner_name}__{part}" for part in owner.natural_key_lookups()]
        lookups += self.model.natural_key_lookups()
        return self.get(**dict(zip(lookups, key, strict=True)))

    def listed(self) -> Self:
        """Citations of what the public may see: of no event that is a draft, and of no part of one."""
        parts = ("event", *(owner for owner in self.OWNERS if owner.endswith("__event")))
        return self.exclude(reduce(or_, (Q(**{f"{part}__state": EventState.DRAFT}) for part in parts)))

    def in_reading_order(self) -> Self:
        return self.select_related("source").order_by("source__file_name", "first_line", "last_line", "pk")

    def with_owners(self) -> Self:
        return self.select_related(*self.OWNERS)

    def of_event(self, event: object) -> Self:
        """What the event, its sessions and all that belongs to either is taken from."""
        return self.filter(
            Q(event=event)
            | Q(other_name__event=event)
            | Q(session__event=event)
            | Q(language_offer__session__event=event)
            | Q(appearance__session__event=event)
            | Q(involvement__event=event)
            | Q(resource__event=event)
        )

    def of_organisation(self, organisation: object) -> Self:
        return self.filter(Q(organisation=organisation) | Q(office__organisation=organisation))

    def of_speaker(self, speaker: object) -> Self:
        return self.filter(Q(speaker=speaker) | Q(appearance__speaker=speaker))
