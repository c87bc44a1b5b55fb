"""A series by a rule, “the third Wednesday of each month”: its days. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 200
LAST = -1


class TooManyDaysError(ValueError):
    """The rule has more than MOST_DAYS days."""


class Unit(TextChoices):
    """What a rule counts, and which days of that it means."""

    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks, on the weekdays chosen below")
    WEEKDAYS_OF_MONTH = "weekdays_of_month", _("months, on the first … last of the weekdays chosen below")
    DAY_OF_MONTH = "day_of_month", _("months, on a day of the month")


@dataclass(frozen=True)
class Rule:
    """The days between ``first_day`` and ``last_day``, both included, that a series is held on.

    Weeks begin on Monday, and are counted, as months are, from the one that ``first_day`` lies in (RFC 5545
    §3.3.10). ``weekdays``: 0 is Monday. ``place``: which of the weekdays in its month, 1 to 4 or LAST.
    """

    first_day: date
    last_day: date
    unit: str
    every: int = 1
    weekdays: tuple[int, ...] = ()
    place: int = 1
    day_of_month: int | None = None

    def days(self) -> list[date]:
        """In their order. Raises TooManyDaysError."""
        match self.unit:
            case Unit.DAYS:
                found = self._recurring(DAILY)
            case Unit.WEEKS:
                found = self._recurring(WEEKLY, byweekday=self.weekdays)
            case Unit.WEEKDAYS_OF_MONTH:
                found = self._recurring(
                    MONTHLY, byweekday=[weekday(number, self.place) for number in self.weekdays]
                )
            case Unit.DAY_OF_MONTH:
                found = self._recurring(MONTHLY, bymonthday=self.day_of_month)
        days = list(islice(found, MOST_DAYS + 1))
        if len(days) > MOST_DAYS:
            raise TooManyDaysError
        return days

    def months_left_out(self) -> list[date]:
        """The first days of the months that have no day of that number, and are therefore skipped."""
        if self.unit != Unit.DAY_OF_MONTH:
            return []
        months = self._recurring(MONTHLY, dtstart=self.first_day.replace(day=1), bymonthday=1)
        return [
            month
            for month in months
            if (length := monthrange(month.year, month.month)[1]) < self.day_of_month
            and self.first_day <= month.replace(day=length) <= self.last_day
        ]

    def _recurring(self, frequency: int, **options: object) -> Iterator[date]:
        start = options.pop("dtstart", self.first_day)
        moments = rrule(
            frequency,
            dtstart=datetime.combine(start, time.min),
            until=datetime.combine(self.last_day, time.min),
            interval=self.every,
            **options,
        )
        return (moment.date() for moment in moments)


def sitting(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """The naive local times from ``start`` on ``day`` to ``end``: on the next day if that is no later."""
    starts, ends = datetime.combine(day, start), datetime.combine(day, end)
    return starts, ends if ends > starts else ends + timedelta(days=1)
