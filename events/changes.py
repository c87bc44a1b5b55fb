"""What the public was told of a session, and what it is told anew: the memory behind change notes."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from events.choices import Precision
from events.models import Change, Session

type Facts = dict[str, Any]
"""See ``facts()``; as JSON keeps it."""

DATE = ("precision", "start", "end")
PLACE = ("attendance", "platform", "place")


def facts(session: Session) -> Facts:
    """What someone who means to follow the session must hear of when it changes.

    ``start`` and ``end``: aware instants or inclusive days in ISO 8601, None where the precision has none.
    Expects a session loaded by ``for_calendar()``.
    """
    has_time = session.precision == Precision.TIME
    start, end = (session.starts_at, session.ends_at) if has_time else (session.first_day, session.last_day)
    event = session.event
    return {
        "withdrawn": not session.is_public,
        "status": session.status,
        "precision": session.precision,
        "start": start and start.isoformat(),
        "end": end and end.isoformat(),
        "attendance": event.attendance,
        "platform": event.platform,
        "place": event.place,
        "languages": sorted({offer.language for offer in session.language_offers.all()}),
        "recording": any(recording.url for recording in session.recordings),
    }


def due(sessions: Iterable[Session], now: datetime) -> list[Change]:
    """A change of each session of which the public is told something else than before.

    Expects sessions loaded by ``for_calendar()`` and ``with_last_told()``. Of what is not public, and was not
    either when the public last heard of it, nothing is told.
    """
    changes = []
    for session in sessions:
        told, now_so = session.last_told or {}, facts(session)
        was_public = bool(told) and not told["withdrawn"]
        if told != now_so and (was_public or session.is_public):
            number = (session.changes_told or 0) + 1
            changes.append(Change(session=session, number=number, at=now, before=told, after=now_so))
    return changes


def moment(said: str | None) -> datetime | date | None:
    """A ``start`` or ``end`` of the facts: an aware instant, a day, or None."""
    if said is None:
        return None
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)


def is_dated(told: Facts) -> bool:
    """Whether a calendar could hold what was told."""
    return told.get("precision") in {Precision.TIME, Precision.DAY}


def last_date(session: Session) -> tuple[datetime | date, datetime | date] | None:
    """Start and end that calendars were last told: instants, or inclusive days; None if never.

    Expects the changes loaded.
    """
    told = [facts for change in session.changes.all() for facts in (change.before, change.after)]
    dated = [facts for facts in told if is_dated(facts)]
    return (moment(dated[-1]["start"]), moment(dated[-1]["end"])) if dated else None


def kind(change: Change) -> str:
    """What it is first of all, for programs that sort news."""
    before, after = change.before, change.after
    if not before:
        return "announced"
    if before["withdrawn"] != after["withdrawn"]:
        return "withdrawn" if after["withdrawn"] else "announced"
    if before["status"] != after["status"]:
        return after["status"]
    if any(before[name] != after[name] for name in DATE):
        return "moved"
    return "recording" if after["recording"] and not before["recording"] else "changed"
