from datetime import datetime
from typing import Any, Self

from django.db.models import Case, Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet, When

from events.choices import ANNOUNCING_ROLES, EventState, InvolvementRole
from organisations.natural_keys import NaturalKeyQuerySet
from organisations.querysets import as_shown


def bodies_of(user: Any) -> set[int]:
    """The organisations of the user's remit and all bodies below them; none where there is no remit."""
    remit = getattr(user, "remit", None)
    if remit is None:
        return set()
    own = remit.organisations.values_list("pk", flat=True)
    return remit.organisations.model.objects.ids_under(own)


class EventQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(state=EventState.PUBLISHED)

    def zones(self) -> QuerySet:
        """The zones that they are held in, each once."""
        return self.exclude(timezone="").order_by().values_list("timezone", flat=True).distinct()

    def public_once(self) -> Self:
        """Events that the public may see, or once could."""
        return self.exclude(state=EventState.DRAFT)

    def due(self, now: datetime) -> Self:
        """Drafts whose time to be published has come, the longest waiting first."""
        return self.filter(state=EventState.DRAFT, publish_at__lte=now).order_by("publish_at", "pk")

    def in_remit_of(self, user: Any) -> Self:
        """Events that bodies of the user's remit organise or host."""
        involvements = self.model._meta.get_field("involvements").related_model.objects.announcing()
        of_remit = involvements.filter(organisation__in=bodies_of(user), event=OuterRef("pk"))
        return self.filter(Exists(of_remit))

    def announced(self) -> Self:
        """Events that the public has been told of, those since withdrawn too."""
        sessions = self.model._meta.get_field("sessions").related_model.objects
        return self.filter(Exists(sessions.announced().filter(event=OuterRef("pk"))))

    def for_detail(self) -> Self:
        involvements = self.model._meta.get_field("involvements").related_model.objects
        resources = self.model._meta.get_field("resources").related_model.objects
        return self.select_related("parent").prefetch_related(
            "topics",
            "other_names",
            Prefetch("involvements", involvements.by_role().select_related("organisation")),
            Prefetch("resources", resources.filter(Q(session__isnull=True) | Q(session__withdrawn=False))),
            Prefetch("parts", self.model.objects.listed().order_by(as_shown("title"), "slug")),
        )

    # Which events show a record, so that their calendar entries follow a change of it.

    def showing_organisation(self, organisation: Model) -> Self:
        """Each way on its own: three joins side by side would multiply the rows of every event."""
        return self.filter(
            Q(pk__in=organisation.involvements.values("event"))
            | Q(pk__in=organisation.language_offers.values("session__event"))
            | Q(pk__in=organisation.appearances.values("session__event"))
        )

    def showing_speaker(self, speaker: Model) -> Self:
        return self.filter(sessions__appearances__speaker=speaker).distinct()

    def showing_topic(self, topic: Model) -> Self:
        return self.filter(topics=topic)


class InvolvementQuerySet(NaturalKeyQuerySet):
    def listed(self) -> Self:
        return self.filter(event__state=EventState.PUBLISHED)

    def by_role(self) -> Self:
        """Organisers first, in the order of the choices; within a role as the source has them."""
        ranks = (When(role=role, then=rank) for rank, role in enumerate(InvolvementRole.values))
        return self.order_by(Case(*ranks), "position", "pk")

    def announcing(self) -> Self:
        """Who organises or hosts something."""
        return self.filter(role__in=ANNOUNCING_ROLES)


class TopicQuerySet(NaturalKeyQuerySet):
    def by_name(self) -> Self:
        return self.order_by(as_shown("name"), "slug")

    def with_sessions(self) -> Self:
        """With ``session_count``, the number of public sessions about it; those without any are left out."""
        public = Q(events__state=EventState.PUBLISHED, events__sessions__withdrawn=False)
        counted = self.annotate(session_count=Count("events__sessions", filter=public))
        return counted.filter(session_count__gt=0)
