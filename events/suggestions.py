"""What does find something, where a choice of sessions holds none."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.http import QueryDict
from django.utils.translation import gettext

from events.choices import When
from events.facets import Facets
from events.filters import SessionFilter
from events.models import SearchWord, Session
from events.text import folded, words

MOST_WORDS = 5
CLOSE = 0.75
"""How alike two words must be, by the ratio of ``difflib``, for one to be meant by the other."""


@dataclass(frozen=True)
class Suggestion:
    """Another choice: what is different about it, its query string, how many sessions it holds."""

    words: str
    query: str
    count: int


def changed(data: QueryDict, **values: str | None) -> QueryDict:
    """``data`` with other values; without those that are None, and on the first page."""
    query = data.copy()
    query.pop("page", None)
    for name, value in values.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return query


def isolated(words: str) -> str:
    """``words`` kept together in their own direction, within a sentence of any (FSI … PDI of UAX #9)."""
    return f"\u2068{words}\u2069"


def suggestions(facets: Facets, data: QueryDict) -> list[Suggestion]:
    """Each finds something: another spelling, any time, one filter less. ``data`` is the list's query."""
    return [suggestion for suggestion in proposals(facets, data) if suggestion.count]


def proposals(facets: Facets, data: QueryDict) -> Iterator[Suggestion]:
    chosen = facets.chosen
    if spelling := other_spelling(chosen.get("q", "")):
        query = changed(data, q=spelling)
        yield Suggestion(
            gettext("Did you mean “%s”?") % isolated(spelling), query.urlencode(), count_of(query, facets)
        )
        if chosen.get("when") != When.ALL:
            query = changed(data, q=spelling, when=When.ALL)
            words = gettext("“%s” at any time") % isolated(spelling)
            yield Suggestion(words, query.urlencode(), count_of(query, facets))
    if chosen.get("when", When.ALL) != When.ALL:
        query = changed(data, when=When.ALL)
        yield Suggestion(gettext("At any time"), query.urlencode(), facets.count_without("when"))
    for name in chosen:
        if name not in {"when", "tz"} and len(chosen) > 1:
            label = facets.found.filters[name].label
            query = changed(data, when=chosen.get("when"), **{name: None})
            words = gettext("Without “%s”") % label
            yield Suggestion(words, query.urlencode(), facets.count_without(name))


def count_of(query: QueryDict, facets: Facets) -> int:
    found = SessionFilter(query, Session.objects.listed(), now=facets.found.now)
    return Facets(found).count if found.is_valid() else 0


def other_spelling(question: str) -> str:
    """``question`` with the nearest known word for each that stands nowhere; empty where there is none."""
    text, pieces, place = folded(question), [], 0
    for word in list(words(text))[:MOST_WORDS]:
        if word.is_unspaced or len(word.parts) > 1 or len(word.joined) < 3:
            continue
        known = dict(SearchWord.objects.like(word.joined).values_list("folded", "written"))
        if word.joined in known:
            continue
        if near := get_close_matches(word.joined, known, n=1, cutoff=CLOSE):
            pieces += [text[place : word.start], known[near[0]]]
            place = word.end
    return "".join([*pieces, text[place:]]) if pieces else ""
