"""What a page shows of a choice of sessions: what is on next, what was held last, what has no date."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice

from django.http import QueryDict
from pyroaring import BitMap

from events.choices import When
from events.facets import Facets
from events.filters import SessionFilter
from events.models import Session


def loaded(keys: Iterable[int], *, with_texts: bool = False) -> list[Session]:
    """The sessions of these keys for rows, in their order; ``with_texts`` to be found in."""
    keys, sessions = list(keys), Session.objects.for_cards()
    if with_texts:
        sessions = sessions.select_related("search_document")
    found = sessions.in_bulk(keys)
    return [found[key] for key in keys]


class Overview:
    """Of the public sessions that narrow down to ``query`` at the time ``now``."""

    def __init__(self, query: str, now: datetime) -> None:
        self.facets = Facets(SessionFilter(QueryDict(query), Session.objects.listed(), now=now))

    def of(self, when: When) -> BitMap:
        return self.facets.given() & self.facets.of_when(when)

    def upcoming(self, most: int) -> list[Session]:
        """What goes ahead: with a date first, soonest first, then what has a window."""
        keys, windows = self.of(When.UPCOMING) - self.facets.off, self.facets.windows
        dated, others = keys - windows, keys & windows
        return loaded(islice(chain(self.soonest(dated), self.soonest(others)), most))

    def soonest(self, keys: BitMap) -> Iterator[int]:
        return (key for key in self.facets.timeline.soonest_first() if key in keys) if keys else iter(())

    def past(self, most: int) -> list[Session]:
        """What was held, or said to be, latest first."""
        return self.latest(self.of(When.PAST) - self.facets.off, most)

    def undated(self, most: int) -> list[Session]:
        return self.latest(self.of(When.UNDATED), most)

    def latest(self, keys: BitMap, most: int) -> list[Session]:
        return loaded(islice((key for key in self.facets.timeline.latest_first() if key in keys), most))
