"""How many sessions each choice of a filter would leave, given the other filters.

Each filter stands for a set of sessions; what a list holds is what they have in common. Sets that are kept
(``session_sets``) are only read. Those of a question, of days and of hours are asked of the database, each
once, by the queryset methods of the filters.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet
from pyroaring import BitMap

from events.choices import When
from events.filters import SessionFilter
from events.models import SearchDocument, Session, SessionSet, Timeline
from events.search_questions import search_query
from events.session_sets import ALL
from organisations.models import Organisation

CODES = ("language", "interpretation")
RECORDS = ("topic", "organisation", "speaker")
KEPT = (*CODES, *RECORDS, "kind", "attendance", "recording", "when", "month")
"""The filters of which sets are kept."""
BESIDE = (ALL[0], "off", "window")
"""Sets that are kept and stand for no choice: all, what does not go ahead, what has a window for a date."""
PLAIN = ("kind", "attendance", "recording", "hours")
"""Those of a few choices that are always the same."""
FEW = tuple(name for name in KEPT if name != "speaker")
"""Those whose sets a page reads all of; of speakers there are too many."""
DAYS = ("from", "to")


def keys(sessions: QuerySet) -> BitMap:
    return BitMap(sessions.order_by().values_list("pk", flat=True).iterator(chunk_size=10_000))


class Facets:
    """The choices around ``found``, which must be valid. ``all_of`` names a filter to read all sets of."""

    def __init__(self, found: SessionFilter, *, all_of: str = "") -> None:
        self.found, self.chosen = found, found.chosen
        self.all_of = all_of
        self.answers: dict[str, BitMap] = {}
        self.known: dict[tuple[str, str], BitMap] = {}

    @cached_property
    def sets(self) -> dict[str, dict[str, BitMap]]:
        """The kept sets by filter and value."""
        speakers = [str(speaker.pk) for speaker in self.chosen.get("speaker", [])]
        wanted = Q(filter__in=[*BESIDE, *FEW, self.all_of]) | Q(filter="speaker", value__in=speakers)
        sets: dict[str, dict[str, BitMap]] = {name: {} for name in (*BESIDE, *KEPT)}
        for one in SessionSet.objects.filter(wanted):
            sets[one.filter][one.value] = one.keys
        return sets

    @cached_property
    def all(self) -> BitMap:
        return self.sets[ALL[0]].get(ALL[1], BitMap())

    @property
    def off(self) -> BitMap:
        """What was cancelled or postponed."""
        return self.sets["off"].get("", BitMap())

    @property
    def windows(self) -> BitMap:
        """What takes place on some day inside a window."""
        return self.sets["window"].get("", BitMap())

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline.current()

    @cached_property
    def branches(self) -> dict[int, set[int]]:
        """Each organisation's key with those of all the bodies below it, itself among them."""
        return Organisation.objects.branches()

    def of(self, name: str, value: str) -> BitMap:
        """The sessions to which ``value`` of the filter ``name`` applies, whatever else is chosen."""
        if (name, value) not in self.known:
            self.known[name, value] = self.made(name, value)
        return self.known[name, value]

    def made(self, name: str, value: str) -> BitMap:
        if name == "when":
            return self.of_when(value)
        if name == "hours":
            return self.answer("hours", lambda: Session.objects.in_waking_hours(self.found.zone))
        sets = self.sets[name]
        match name:
            case "language" | "interpretation":  # zh stands for zh-hans, too
                values: Iterable[str] = [one for one in sets if f"{one}-".startswith(f"{value}-")]
            case "organisation":
                values = map(str, self.branches.get(int(value), ()))
            case _:
                values = [value]
        return reduce(or_, (sets[one] for one in values if one in sets), BitMap())

    def of_when(self, value: str) -> BitMap:
        undated = self.sets["when"].get(When.UNDATED, BitMap())
        match value:
            case When.UNDATED:
                return undated
            case When.UPCOMING:
                return self.timeline.upcoming(self.found.now)
            case When.PAST:
                return self.all - undated - self.of_when(When.UPCOMING)
        return self.all

    def answer(self, name: str, ask: Any) -> BitMap:
        """What the database answers to ``ask``, once."""
        if name not in self.answers:
            self.answers[name] = keys(ask())
        return self.answers[name]

    def leaves(self, name: str) -> BitMap:
        """The sessions that the filter ``name`` leaves by itself, as it is chosen."""
        value = self.chosen[name]
        if name in KEPT or name == "hours":
            values = value if isinstance(value, list) else [value]
            return reduce(or_, (self.of(name, str(getattr(one, "pk", one))) for one in values))
        if name == "q":
            return self.answer(name, lambda: SearchDocument.objects.found_by(search_query(value)))
        return self.answer(name, lambda: self.found.filters[name].filter(Session.objects.all(), value))

    def given(self, *without: str) -> BitMap:
        """The sessions that all filters but ``without`` leave."""
        names = [name for name in self.chosen if name not in without and name != "tz"]
        return reduce(and_, map(self.leaves, names), self.all)

    @cached_property
    def count(self) -> int:
        """How many sessions the list holds."""
        return len(self.given())

    def counts(self, name: str, values: Iterable[str]) -> dict[str, int]:
        """How many sessions each value would leave if it were all that is chosen of the filter ``name``."""
        others = self.given(name)
        return {value: others.intersection_cardinality(self.of(name, value)) for value in values}

    def count_without(self, *names: str) -> int:
        """How many sessions there would be without the filters ``names``."""
        return len(self.given(*names))

    def in_order(self) -> Iterator[int]:
        """The keys of the list's sessions, in the order of ``SessionFilter.in_order()``."""
        found = self.given()
        if self.found.is_by_relevance:
            question = self.chosen["q"]
            in_title = found & keys(SearchDocument.objects.found_by(search_query(question, in_title=True)))
            yield from (key for key in self.timeline.latest_first() if key in in_title)
            found = found - in_title
        is_latest_first = self.found.is_by_relevance or self.found.is_latest_first
        timeline = self.timeline.latest_first() if is_latest_first else self.timeline.soonest_first()
        yield from (key for key in timeline if key in found)

    def values(self, name: str) -> list[str]:
        """The values of the filter ``name`` that apply to some session, chosen ones too; the largest first.

        Of organisations also those above them.
        """
        kept = list(self.sets[name])
        if name == "organisation":
            involved = set(map(int, kept))
            kept = [str(key) for key, below in self.branches.items() if below & involved]
        chosen = [str(getattr(one, "pk", one)) for one in self.chosen.get(name, [])]
        sizes = {value: len(self.of(name, value)) for value in [*kept, *chosen]}
        return sorted(sizes, key=lambda value: (-sizes[value], value))

    def sizes(self, name: str) -> list[tuple[str, int]]:
        """Each value of the filter ``name`` with how many sessions there are, the largest first."""
        sizes = ((value, len(keys)) for value, keys in self.sets[name].items())
        return sorted(sizes, key=lambda size: (-size[1], size[0]))

    def parts(self, name: str, code: str) -> dict[str, int]:
        """What is kept under ``name`` of a language and its varieties, each with how many sessions it has."""
        found: dict[str, BitMap] = {}
        of_code = Q(value__startswith=f"{code} ") | Q(value__startswith=f"{code}-")
        for one in SessionSet.objects.filter(of_code, filter=name):
            part = one.value.partition(" ")[2]
            found[part] = found.get(part, BitMap()) | one.keys
        return {part: len(keys) for part, keys in found.items()}

    def months(self) -> dict[date, BitMap]:
        """The first of each month that has a session, in order, with those that all but days leave."""
        others = self.given(*DAYS)
        return {
            date.fromisoformat(f"{month}-01"): others & keys
            for month, keys in sorted(self.sets["month"].items())
        }
