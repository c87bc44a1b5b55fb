"""Citations as a reader looks them up: by the lines of a source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Model

from events.models import Citation


@dataclass
class Spot:
    """Some lines of a source and what was taken from them."""

    first: Citation
    tokens: dict[str, None] = field(default_factory=dict)
    pages: dict[Model, dict[str, int]] = field(default_factory=dict)
    """How many records of a page cite it, by the name of the fact."""

    @property
    def facts(self) -> dict[str, None]:
        """The cited facts by name, each once."""
        return {fact: None for facts in self.pages.values() for fact in facts}


def spots(citations: Iterable[Citation]) -> list[Spot]:
    """Expects ``citations`` in reading order, with source and owners."""
    result = []
    for _place, group in groupby(citations, key=lambda one: (one.source_id, one.first_line, one.last_line)):
        cited = list(group)
        spot = Spot(cited[0])
        for citation in cited:
            spot.tokens |= dict.fromkeys(citation.tokens)
            facts = spot.pages.setdefault(citation.page, {})
            facts[citation.fact_name] = facts.get(citation.fact_name, 0) + 1
        result.append(spot)
    return result
