"""A strip of months as a picture: how much was held when, each bar a link to its sessions."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import get_language_bidi
from pyroaring import BitMap

from events.facets import Facets

HEIGHT = 48
"""Of the largest bar, in pixels."""
LEAST = 3
"""The height of the smallest, so that it is seen."""
MOST, MOST_ROOMS = 36, 120
"""So many bars, and rooms for bars, at most: where there are more months, each stands for several."""
LENGTHS = (1, 3, 12, 120, 1200)
"""How many months a bar may stand for."""
MARGIN, CLOSE = 6, 8
"""How near to an end the middle of a year's name may come, and how near two of them, in percent."""


@dataclass(frozen=True)
class Bar:
    """One month, or several: ``x`` in rooms from the left, ``y`` and ``height`` in pixels.

    ``query`` leads to its sessions.
    """

    first: date
    last: date
    count: int
    x: int
    y: int
    height: int
    is_chosen: bool
    query: str

    @property
    def is_month(self) -> bool:
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)


@dataclass(frozen=True)
class Year:
    """The name of a year; ``x`` is its middle, below the first bar of the year, in percent."""

    number: int
    x: str


@dataclass(frozen=True)
class MonthStrip:
    """Bars side by side, each in one of ``rooms`` of the same width."""

    bars: list[Bar]
    years: list[Year]

    @property
    def rooms(self) -> int:
        return len(self.bars)


def months_after(month: date, number: int) -> date:
    """The first of the month so many after that of ``month``."""
    year, index = divmod(month.year * 12 + month.month - 1 + number, 12)
    return date(year, index + 1, 1)


def month_end(month: date) -> date:
    return months_after(month, 1) - timedelta(days=1)


def periods(months: dict[date, BitMap], length: int) -> list[tuple[date, date, int]]:
    """First and last day of each bar of ``length`` months, with how many sessions it has, without a gap."""
    first, last = min(months), max(months)
    start = first.replace(month=(first.month - 1) // length * length + 1) if length <= 12 else first
    result = []
    while start <= last:
        end = months_after(start, length) - timedelta(days=1)
        result.append(
            (start, end, len(BitMap().union(*(months[one] for one in months if start <= one <= end))))
        )
        start = months_after(start, length)
    return result


def few_periods(months: dict[date, BitMap]) -> list[tuple[date, date, int]]:
    """The shortest that are few enough to be shown."""
    for length in LENGTHS:
        found = periods(months, length)
        if len(found) <= MOST_ROOMS and sum(count > 0 for _first, _last, count in found) <= MOST:
            break
    return found


def query_of(first: date, last: date, data: QueryDict) -> str:
    """That of the list, narrowed down to these days."""
    query = data.copy()
    query.pop("page", None)
    query["from"], query["to"] = first.isoformat(), last.isoformat()
    if not query.get("when"):
        query["when"] = "all"
    return query.urlencode()


def month_strip(facets: Facets, data: QueryDict) -> MonthStrip | None:
    """None where no session is left that has a month. ``data`` is the query of the list."""
    months = facets.months()
    if not any(months.values()):
        return None
    times = few_periods(months)
    most, bars, years = max(count for _first, _last, count in times), [], []
    for place, (first, last, count) in enumerate(times):
        height = max(LEAST, round(HEIGHT * count / most)) if count else 0
        x = len(times) - 1 - place if get_language_bidi() else place
        query = query_of(first, last, data) if count else ""
        is_within = is_chosen(first, last, facets)
        bars.append(Bar(first, last, count, x, HEIGHT - height, height, is_within, query))
        if first.year not in {year.number for year in years}:
            middle = 100 * (x + 0.5) / len(times)
            years.append(Year(first.year, f"{min(max(middle, MARGIN), 100 - MARGIN):.2f}"))
    return MonthStrip(bars, apart(years))


def apart(years: list[Year]) -> list[Year]:
    """Without those that would run into the one after them."""
    kept: list[Year] = []
    for year in reversed(years):
        if not kept or abs(float(kept[-1].x) - float(year.x)) >= CLOSE:
            kept.append(year)
    return kept[::-1]


def is_chosen(first: date, last: date, facets: Facets) -> bool:
    """Whether the days that are chosen, if any, reach into these."""
    chosen_first, chosen_last = facets.chosen.get("from"), facets.chosen.get("to")
    is_after = not chosen_first or last >= chosen_first
    is_before = not chosen_last or first <= chosen_last
    return bool(chosen_first or chosen_last) and is_after and is_before
