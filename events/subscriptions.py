"""What can be followed: the choice of sessions that the parameters of the list make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext

from events.filter_words import chosen_in_words
from events.filters import SessionFilter
from events.models import CalendarEntry, Change, Session
from events.punctuation import in_sequence, listed
from events.querysets import CalendarEntryQuerySet, ChangeQuerySet

MOST_IN_FILE_NAME = 6


class BadQuestionError(ValueError):
    """A parameter holds a bad value; says which in one line."""


ZONE_MATTERS_TO = ("hours", "from", "to")


def known_query(data: QueryDict) -> str:
    """``data`` in one order, without what means nothing: equal for equal questions, with a ``?`` if any."""
    has_zone = any(data.get(name) for name in ZONE_MATTERS_TO)
    pairs = [
        (name, value)
        for name in SessionFilter.base_filters
        if name != "tz" or has_zone
        for value in sorted(set(data.getlist(name)))
        if value
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def calendar_name(values: Iterable[object]) -> str:
    """Says by which values a calendar is narrowed: a person may follow several."""
    words = listed(map(str, values))
    return gettext("Climate webinars: %s") % words if words else gettext("Climate webinars")


@dataclass
class Subscription:
    """Sessions that narrow down to ``query``, those since withdrawn too, at the time ``now``."""

    query: str
    now: datetime

    @cached_property
    def found(self) -> SessionFilter:
        """Raises BadQuestionError."""
        data = QueryDict(self.query.removeprefix("?"))
        found = SessionFilter(data, Session.objects.all(), now=self.now)
        if not found.is_valid():
            problems = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in found.form.errors.items())
            # One line: a bad value, which they repeat, may hold line ends.
            raise BadQuestionError(" ".join(problems.split()))
        return found

    @cached_property
    def words(self) -> list[tuple[str, list[str]]]:
        return chosen_in_words(self.found)

    @property
    def name(self) -> str:
        return calendar_name(value for _name, values in self.words for value in values)

    @property
    def about(self) -> str:
        """What its calendar holds, filter by filter."""
        if "when" in self.found.chosen:
            window = gettext("Everything with a date that this choice holds.")
        else:
            window = gettext("The last twelve months and all that is to come.")
        return in_sequence([window, *self.filters])

    @property
    def about_news(self) -> str:
        what = gettext("What was newly announced, changed, cancelled or recorded.")
        return in_sequence([what, *self.filters])

    @property
    def filters(self) -> list[str]:
        """A sentence each."""
        return [
            gettext("%(filter)s: %(choices)s.") % {"filter": name, "choices": listed(values)}
            for name, values in self.words
        ]

    @property
    def file_name(self) -> str:
        """Without an extension."""
        chosen = [value if isinstance(value, list) else [value] for value in self.found.chosen.values()]
        slugs = [slugify(getattr(value, "slug", value)) for values in chosen for value in values]
        return "-".join(["climate-webinars", *filter(None, slugs[:MOST_IN_FILE_NAME])])

    def entries(self, language: str) -> CalendarEntryQuerySet:
        """The entries of its calendar; without ``when`` of the last twelve months and all that is to come."""
        sessions = self.found.qs
        if "when" not in self.found.chosen:
            sessions = sessions.in_feed_memory(self.now)
        return CalendarEntry.objects.exported(language, self.now).of(sessions)

    def changes(self) -> ChangeQuerySet:
        """What was announced, changed or withdrawn of them."""
        return Change.objects.told(self.now).of(self.found.qs)
