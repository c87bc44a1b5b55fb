"""The choices of each filter as a page shows them: named, counted, those that are made among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language

from events import cldr
from events.choices import When
from events.facets import CODES, PLAIN, RECORDS, Facets
from events.phrases import content

SHOWN = 6
"""So many choices of a long filter, the largest; a page of its own holds the others."""
CHOSEN_ELSEWHERE = ("speaker",)
"""Too many to be proposed beside the list: only those chosen stand there."""
FOLDED = {"interpretation", "kind", "attendance"}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    """How many sessions it would leave if it were all that is chosen of its filter."""
    is_chosen: bool
    language: str = ""
    """Of the label, where that is not the language of the page."""


@dataclass(frozen=True)
class ChoiceGroup:
    """A filter with the choices that are shown of it; ``more`` is the address of the page of all, if any."""

    name: str
    label: str
    choices: list[Choice]
    more: str = ""
    more_count: int = 0
    is_folded: bool = False


def labels(facets: Facets, name: str, values: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """(parameter, words, their language) of each of ``values``; one query where they are records."""
    values, language = list(values), get_language()
    if name in CODES:
        return {value: (value, cldr.language_name(value, language), language) for value in values}
    if name in RECORDS:
        model: type[Model] = facets.found.filters[name].extra["queryset"].model
        names = [field.name for field in model._meta.concrete_fields if field.name.startswith("name")]
        records = model.objects.only("slug", *names).in_bulk([int(value) for value in values])
        found = {str(pk): (record.slug, *content(record, "name", language)) for pk, record in records.items()}
        return {value: found[value] for value in values if value in found}
    words = dict(facets.found.filters[name].extra["choices"].choices)
    return {value: (value, str(words[value]), language) for value in values}


def choices(facets: Facets, name: str, values: Iterable[str]) -> list[Choice]:
    named = labels(facets, name, values)
    counts = facets.counts(name, named)
    chosen, here = {str(getattr(one, "pk", one)) for one in facets.chosen.get(name, [])}, get_language()
    return [
        Choice(parameter, words, counts[value], value in chosen, "" if language == here else language)
        for value, (parameter, words, language) in named.items()
    ]


def choice_group(facets: Facets, name: str, query: QueryDict) -> ChoiceGroup:
    field, chosen = facets.found.filters[name], facets.chosen.get(name, [])
    if name in PLAIN:
        values, more = list(field.extra["choices"].values), 0
    else:
        known = facets.values(name)
        kept = {str(getattr(one, "pk", one)) for one in chosen}
        shown = [] if name in CHOSEN_ELSEWHERE else known[:SHOWN]
        values, more = [*shown, *(value for value in known[len(shown) :] if value in kept)], len(known)
    has_more = name in CHOSEN_ELSEWHERE or more > len(values)
    address = reverse("choices", args=[name]) + (f"?{query.urlencode()}" if query else "")
    return ChoiceGroup(
        name=name,
        label=str(field.label),
        choices=choices(facets, name, values),
        more=address if has_more else "",
        more_count=0 if name in CHOSEN_ELSEWHERE else more,
        is_folded=name in FOLDED and not chosen,
    )


def choice_groups(facets: Facets, query: QueryDict) -> list[ChoiceGroup]:
    """The filters beside a list, in their order. ``query`` is that of the list."""
    names = ["language", "interpretation", "topic", "organisation", "speaker", *PLAIN]
    if not facets.found.zone:
        names.remove("hours")
    return [choice_group(facets, name, query) for name in names]


def when_of(data: QueryDict) -> str:
    """The time that a list shows: what is chosen, else any for a question, else what is upcoming."""
    return data.get("when") or (When.ALL if data.get("q") else When.UPCOMING)


@dataclass(frozen=True)
class Tab:
    """A choice of ``when``, and how many sessions it would leave, if that is known."""

    value: str
    label: str
    count: int | None


def tabs(facets: Facets | None) -> list[Tab]:
    """Without numbers where the question, having a bad value, has no facets."""
    counts = facets.counts("when", When.values) if facets else {}
    return [Tab(value, str(label), counts.get(value)) for value, label in When.choices]
