"""A month as a calendar: sessions on their days, spans as bars, in the time of the page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView, View
from pyroaring import BitMap

from events import cldr
from events.choices import Precision
from events.facets import DAYS, Facets
from events.filters import SessionFilter
from events.models import Session
from events.models.session import YEARS
from events.subscriptions import known_query
from events.timezones import in_zone
from events.views.chips import chips
from events.views.choices import choice_groups
from events.views.month_strip import month_end, months_after
from events.views.overview import loaded
from events.views.ways_in import sessions_ways

SHOWN_A_DAY = 4
BARS_A_WEEK = 4
WINDOWS_SHOWN = 10
ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass
class Span:
    """A session and its days, in the time of the page. ``session`` is loaded where it is shown."""

    key: int
    precision: str
    first: date
    last: date
    session: Session | None = None

    @property
    def is_bar(self) -> bool:
        """Whether it is drawn across days: whole ones, and several."""
        return self.precision == Precision.DAY and self.first != self.last


@dataclass
class Day:
    date: date
    in_month: bool
    is_today: bool
    spans: list[Span] = field(default_factory=list)
    more: int = 0
    """How many there was no room for."""


@dataclass(frozen=True)
class Bar:
    """The part of a span within a week: its column from 1, how many days, its row among the week's bars."""

    span: Span
    column: int
    length: int
    lane: int
    went_on: bool
    goes_on: bool


@dataclass
class Week:
    days: list[Day]
    bars: list[Bar] = field(default_factory=list)
    more: int = 0
    """How many bars there was no room for."""

    @property
    def lanes(self) -> int:
        return max((bar.lane for bar in self.bars), default=0)


def spans(month: date, keys: BitMap, zone: str) -> list[Span]:
    """Of the sessions ``keys`` those that reach into ``month``, soonest first.

    Their days are those of ``zone``, where it is empty of the organisers' clocks.
    """
    last = month_end(month)
    around = (month - 2 * ONE_DAY, last + 2 * ONE_DAY) if zone else (month, last)
    instants = ("span_start", "span_end") if zone else ()  # which take time to read, and there may be many
    rows = Session.objects.reaching_into(*around).values_list(
        "pk", "precision", "first_local_day", "last_local_day", *instants
    )
    found = [
        Span(key, precision, *days(precision, dates, zone)) for key, precision, *dates in rows if key in keys
    ]
    return [span for span in found if span.first <= last and span.last >= month]


def days(precision: str, dates: list, zone: str) -> list[date]:
    """First and last day on the clocks of ``zone``; of ``dates`` the last two are then the instants."""
    if not zone or precision != Precision.TIME:
        return dates[:2]
    first, last = (in_zone(at, zone).date() for at in (dates[2], dates[3] - timedelta(microseconds=1)))
    return [first, max(first, last)]


class Month:
    """What a month holds: weeks of days, and beside them what took place on some day not stated."""

    def __init__(self, month: date, keys: BitMap, zone: str, today: date) -> None:
        """Of the sessions ``keys``, in the time of ``zone``, or of the organisers."""
        self.first, self.last = month, month_end(month)
        here = spans(month, keys, zone)
        dated = [span for span in here if span.precision != Precision.WINDOW]
        self.count = len(dated)
        windows = [span.key for span in here if span.precision == Precision.WINDOW]
        self.windows, self.more_windows = loaded(windows[:WINDOWS_SHOWN]), len(windows[WINDOWS_SHOWN:])
        self.weeks = self.empty_weeks(today)
        self.fill(span for span in dated if not span.is_bar)
        for week in self.weeks:
            lay(week, [span for span in dated if span.is_bar])
        self.load()

    def empty_weeks(self, today: date) -> list[Week]:
        start = self.first - timedelta(days=(self.first.weekday() - cldr.first_weekday(get_language())) % 7)
        weeks = []
        while start <= self.last:
            days = [start + timedelta(days=number) for number in range(7)]
            weeks.append(Week([Day(day, self.first <= day <= self.last, day == today) for day in days]))
            start += WEEK
        return weeks

    def fill(self, held: Iterable[Span]) -> None:
        """Each on the day it begins, or on the first of the month where that was before."""
        days = {day.date: day for week in self.weeks for day in week.days}
        for span in held:
            day = days[max(span.first, self.first)]
            if len(day.spans) < SHOWN_A_DAY:
                day.spans.append(span)
            else:
                day.more += 1

    def load(self) -> None:
        """The sessions that are shown, in one go."""
        shown = [span for week in self.weeks for day in week.days for span in day.spans]
        shown += [bar.span for week in self.weeks for bar in week.bars]
        sessions = Session.objects.with_session_count().select_related("event")
        by_key = sessions.in_bulk({span.key for span in shown})
        for span in shown:
            span.session = by_key[span.key]


def lay(week: Week, bars: list[Span]) -> None:
    """Those that reach into the week, beside or below one another."""
    start, end = week.days[0].date, week.days[-1].date
    free = dict.fromkeys(range(1, BARS_A_WEEK + 1), start)
    for span in bars:
        first, last = max(span.first, start), min(span.last, end)
        if first > last:
            continue
        lane = next((lane for lane, day in free.items() if day <= first), None)
        if lane is None:
            week.more += 1
            continue
        free[lane] = last + ONE_DAY
        column, length = (first - start).days + 1, (last - first).days + 1
        week.bars.append(Bar(span, column, length, lane, span.first < start, span.last > end))


def found_in(query: QueryDict) -> SessionFilter:
    """The choice of sessions that a calendar of months shows: as the list's, but for the days."""
    data = query.copy()
    for name in (*DAYS, "page", "order"):
        data.pop(name, None)
    return SessionFilter(data, Session.objects.listed(), now=timezone.now())


def filled_months(facets: Facets) -> list[date]:
    """The first of each month that has something, by the organisers' clocks; of a bad question none."""
    return [month for month, keys in facets.months().items() if keys]


def first_month(
    filled: list[date], keys: BitMap, zone: str, fits: Callable[[date], bool], *, backwards: bool = False
) -> date | None:
    """The first month that ``fits`` and has something of ``keys`` in the time of the page, or the last.

    ``filled`` have something by the organisers' clocks. On others a session at the edge of a month may be in
    the one beside it.
    """
    months = {months_after(one, number) for one in filled for number in (-1, 0, 1)} if zone else filled
    fitting = filter(fits, sorted(months, reverse=backwards))
    return next((one for one in fitting if not zone or spans(one, keys, zone)), None)


class MonthPage(TemplateView):
    template_name = "events/month.html"

    def get_context_data(self, year: int, number: int, **kwargs: Any) -> dict[str, Any]:
        if year not in YEARS or not 1 <= number <= 12:
            raise Http404
        month, query, found = date(year, number, 1), self.request.GET, found_in(self.request.GET)
        own_query = known_query(found.data)
        narrowing = [chip for chip in chips(found, query) if chip.parameter not in DAYS]
        context = {
            "first": month,
            "first_day": month.isoformat(),
            "last_day": month_end(month).isoformat(),
            "kept": [(name, query[name]) for name in ("when", "tz") if query.get(name)],
            "filter": found,
            "now": found.now,
            "zone": found.zone,
            "chips": narrowing,
            "own_query": own_query,
            "ways": sessions_ways(own_query, [chip.words for chip in narrowing]),
        }
        if found.is_valid():
            facets, today = Facets(found), in_zone(found.now, found.zone).date()
            keys, filled = facets.given(), filled_months(facets)
            context |= {
                "month": Month(month, keys, found.zone, today),
                "groups": choice_groups(facets, query),
                "previous": first_month(filled, keys, found.zone, month.__gt__, backwards=True),
                "next": first_month(filled, keys, found.zone, month.__lt__),
            }
        return super().get_context_data(**kwargs) | context


class NearestMonth(View):
    """Leads to this month, or to the next that has something, or to the last that had."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = found_in(request.GET)
        month = in_zone(found.now, found.zone).date().replace(day=1)
        if found.is_valid():
            facets = Facets(found)
            filled, keys = filled_months(facets), facets.given()
            to_come = first_month(filled, keys, found.zone, month.__le__)
            month = to_come or first_month(filled, keys, found.zone, month.__gt__, backwards=True) or month
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("month", args=[month.year, month.month]) + query)
