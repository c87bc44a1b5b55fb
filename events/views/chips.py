"""What narrows the list, each to be removed by itself."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from events.filter_words import in_words
from events.filters import SessionFilter


@dataclass(frozen=True)
class Chip:
    """One value that narrows the list: in words, and the query string that is left without it."""

    name: str
    words: str
    without: str


def chips(found: SessionFilter, data: QueryDict) -> list[Chip]:
    """Every value of ``data`` that narrows the list, but for ``when``, which has a place of its own."""
    result = []
    for name, chosen in found.chosen.items():
        if name == "when":
            continue
        field = found.form.fields[name]
        for value in dict.fromkeys(chosen) if isinstance(chosen, list) else [chosen]:
            without = query_without(data, name, getattr(value, "slug", value))
            result.append(Chip(str(field.label), in_words(value, field), without))
    return result


def query_without(data: QueryDict, name: str, value: str | date) -> str:
    left = data.copy()
    left.pop("page", None)
    # A day is the only value of its parameter, however it was written.
    left.setlist(name, [other for other in left.getlist(name) if isinstance(value, str) and other != value])
    return left.urlencode()
