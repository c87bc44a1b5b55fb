from collections.abc import Iterable
from typing import Self

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from modelsearch.backends import get_search_backend
from modelsearch.query import SearchQuery

from organisations.natural_keys import NaturalKeyQuerySet


class SearchDocumentQuerySet(NaturalKeyQuerySet):
    def found_by(self, query: SearchQuery) -> QuerySet:
        """Documents in the index that ``query`` finds, in no order. To be called on all."""
        found = get_search_backend().autocomplete(query, self, order_by_relevance=False)
        return found.get_queryset().order_by()

    def index(self, documents: Iterable) -> None:
        get_search_backend().get_index_for_model(self.model).add_items(self.model, list(documents))


class SearchWordQuerySet(NaturalKeyQuerySet):
    def like(self, folded: str) -> Self:
        """Those of about its length with its first or its last letter: few enough to be compared."""
        size = len(folded)
        near = self.annotate(size=Length("folded")).filter(size__range=(size - 2, size + 2))
        return near.filter(Q(folded__startswith=folded[0]) | Q(folded__endswith=folded[-1]))
