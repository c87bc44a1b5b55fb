"""When a session is held, and whether, in the terms of schema.org; nothing where the date is not known."""

from datetime import date, datetime

from events.changes import is_dated, moment
from events.choices import Precision, SessionStatus
from events.jsonld.things import Thing, sole, term
from events.models import Session
from events.timezones import in_zone

STATUS = {
    SessionStatus.POSTPONED: "EventPostponed",
    SessionStatus.CANCELLED: "EventCancelled",
}


def iso(start: date | datetime) -> str:
    """ISO 8601: a day, or a time with its offset."""
    return start.isoformat(timespec="seconds") if isinstance(start, datetime) else start.isoformat()


def bounds(session: Session) -> tuple[date | datetime, date | datetime] | None:
    """Start and end on the organiser's clock, or inclusive days; None where neither is known."""
    if session.precision == Precision.TIME:
        return session.starts_local, session.ends_local
    return (session.first_day, session.last_day) if session.precision == Precision.DAY else None


def same_start(one: date | datetime, other: date | datetime) -> bool:
    """Whether none contradicts the other: a day may have been given its hour."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other
    first, second = (start.date() if isinstance(start, datetime) else start for start in (one, other))
    return first == second


def previous_starts(session: Session) -> list[str]:
    """The starts that it was once told to have and has no more, the first told first. Expects its changes."""
    start = (bounds(session) or [None])[0]
    told = [moment(change.before["start"]) for change in session.changes.all() if is_dated(change.before)]
    zone = session.event.timezone
    once = [in_zone(old, zone) if isinstance(old, datetime) else old for old in told]
    return list(dict.fromkeys(iso(old) for old in once if start is None or not same_start(old, start)))


def status(session: Session, previous: list[str]) -> str:
    """Empty where it would claim too much: “scheduled” of schema.org speaks of the start date."""
    if session.status in STATUS:
        return term(STATUS[session.status])
    if session.status == SessionStatus.TENTATIVE or not session.is_dated:
        return ""
    return term("EventRescheduled" if previous else "EventScheduled")


def dates(session: Session) -> Thing:
    """Values of one session; those that are not known are empty."""
    start, end = bounds(session) or ("", "")
    previous = previous_starts(session)
    return {
        "startDate": start and iso(start),
        "endDate": end and iso(end),
        "previousStartDate": sole(previous),
        "eventStatus": status(session, previous),
    }


def span(sessions: list[Session]) -> Thing:
    """From the first to the last of several; known only where each of them has a date."""
    if not sessions or not all(session.is_dated for session in sessions):
        return {}
    first = min(sessions, key=lambda session: session.span_start)
    last = max(sessions, key=lambda session: session.span_end)
    return {"startDate": iso(bounds(first)[0]), "endDate": iso(bounds(last)[1])}


def common_status(sessions: list[Session]) -> str:
    """The status that all of them have, else empty."""
    statuses = {status(session, previous_starts(session)) for session in sessions}
    return statuses.pop() if len(statuses) == 1 else ""
