"""What narrows the list, each to be removed by itself."""

from dataclasses import dataclass

from django.http import QueryDict

from events.filter_words import in_words
from events.filters import SessionFilter


@dataclass(frozen=True)
class Chip:
    """One value that narrows the list: in words, and the query string that is left without it."""

    parameter: str
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
        several = isinstance(chosen, list)
        for value in dict.fromkeys(chosen) if several else [chosen]:
            without = query_without(data, name, getattr(value, "slug", value) if several else None)
            result.append(Chip(name, str(field.label), in_words(value, field), without))
    return result


def query_without(data: QueryDict, name: str, value: str | None) -> str:
    """``data`` without ``value`` of a parameter, or without the parameter where that is None."""
    left = data.copy()
    left.pop("page", None)
    if name == "tz":
        left.pop("hours", None)  # which would mean nothing without it
    left.setlist(name, [other for other in left.getlist(name) if value is not None and other != value])
    return left.urlencode()
