from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from organisations.natural_keys import NaturalKeyQuerySet

type Branch = tuple[Any, list[Branch]]
"""An organisation and the branches below it."""


class OrganisationQuerySet(NaturalKeyQuerySet):
    def ids_under(self, ids: Iterable[int]) -> set[int]:
        """``ids`` and the ids of every body below them, in one query whatever the depth of the tree."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for pk, parent_id in self.model.objects.values_list("pk", "parent_id"):
            children[parent_id].append(pk)
        found: set[int] = set()
        waiting = list(ids)
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting += children[pk]
        return found

    def by_name(self) -> "OrganisationQuerySet":
        return self.order_by("name", "slug")

    def with_bodies_in(self, involvements: QuerySet) -> "OrganisationQuerySet":
        """Those with such an involvement, and the bodies up to two levels above them."""
        return self.filter(
            Q(involvements__in=involvements)
            | Q(children__involvements__in=involvements)
            | Q(children__children__involvements__in=involvements)
        ).distinct()

    def as_tree(self) -> list[Branch]:
        """All of them, each with the branches below it; siblings by name, in one query."""
        children: dict[int | None, list] = defaultdict(list)
        for organisation in self.by_name():
            children[organisation.parent_id].append(organisation)

        def below(parent_id: int | None) -> list[Branch]:
            return [(organisation, below(organisation.pk)) for organisation in children[parent_id]]

        return below(None)


class OfficeQuerySet(NaturalKeyQuerySet):
    def of_bodies(self, ids: Iterable[int]) -> "OfficeQuerySet":
        """Offices of these organisations in the order in which their source lists them."""
        return self.filter(organisation__in=ids).select_related("organisation").order_by("position", "slug")
