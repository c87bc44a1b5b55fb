"""The sets of sessions that are kept of each value of a filter."""

from datetime import UTC, datetime, timedelta

from events.models import Event, SessionSet, Timeline
from events.upkeep import bring_up_to_date

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
KEPT = (SessionSet, Timeline)


def told(now: datetime = NOW) -> None:
    bring_up_to_date(Event.objects.all(), now)


def kept() -> dict[tuple[str, str], set[int]]:
    return {(one.filter, one.value): set(one.keys) for one in SessionSet.objects.all()}
