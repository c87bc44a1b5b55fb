from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from organisations.natural_keys import NaturalKeyQuerySet

type Branch = tuple[Any, list[Branch]]
"""An organisation and the branches below it."""


def as_shown(field: str) -> Coalesce:
    """A translatable field as a page in the active language shows it: else in the first that has a text."""
    codes = dict.fromkeys([get_language() or settings.LANGUAGE_CODE, *settings.MODELTRANSLATION_LANGUAGES])
    texts = (NullIf(build_localized_fieldname(field, code), Value("")) for code in codes)
    return Coalesce(*texts, Value(""), output_field=CharField())


class OrganisationQuerySet(NaturalKeyQuerySet):
    def branches(self) -> dict[int, set[int]]:
        """The id of every organisation with the ids of all bodies below it and its own, in one query."""
        parents = dict(self.model.objects.order_by().values_list("pk", "parent_id"))
        branches: dict[int, set[int]] = {pk: set() for pk in parents}
        for pk in parents:
            above: int | None = pk
            while above is not None and pk not in branches[above]:
                branches[above].add(pk)
                above = parents[above]
        return branches

    def ids_under(self, ids: Iterable[int]) -> set[int]:
        """``ids`` and the ids of every body below them, in one query whatever the depth of the tree."""
        branches = self.branches()
        return {below for pk in ids for below in branches.get(pk, {pk})}

    def by_name(self) -> "OrganisationQuerySet":
        return self.order_by(as_shown("name"), "slug")

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
