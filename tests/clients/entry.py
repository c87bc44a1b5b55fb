"""What a calendar shows of a session, and what it has to show by the records in the database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from events import ical
from events.choices import Precision, ResourceKind, SessionStatus
from events.content_lines import plain
from events.models import Session

STATUS = {
    SessionStatus.SCHEDULED: "CONFIRMED",
    SessionStatus.TENTATIVE: "TENTATIVE",
    SessionStatus.POSTPONED: "CANCELLED",
    SessionStatus.CANCELLED: "CANCELLED",
}
BEFORE_TITLE = {
    SessionStatus.SCHEDULED: "",
    SessionStatus.TENTATIVE: "",
    SessionStatus.POSTPONED: "Postponed: ",
    SessionStatus.CANCELLED: "Cancelled: ",
}


@dataclass(frozen=True, order=True)
class Entry:
    """``start`` and ``end``, which is exclusive: instants in UTC, or days. In order of their addresses."""

    url: str
    uid: str
    start: datetime | date
    end: datetime | date
    title: str
    status: str
    description: str
    location: str
    categories: tuple[str, ...]
    conferences: tuple[str, ...]


def entry_of(session: Session) -> Entry:
    """Expects a session loaded by ``for_calendar()`` that has a date, and a page in English."""
    event, page = session.event, settings.SITE_URL + session.get_absolute_url()
    if session.precision == Precision.TIME:
        start, end = session.starts_at, session.ends_at
    else:
        start, end = session.first_day, session.last_day + timedelta(days=1)
    withdrawn = not session.is_public
    words = " · ".join(filter(None, [event.title, session.title]))
    streams = [shown for shown in session.resources_shown if shown.kind == ResourceKind.STREAM]
    return Entry(
        url=page,
        uid=session.uid,
        start=start,
        end=end,
        title=plain(("Withdrawn: " if withdrawn else BEFORE_TITLE[session.status]) + words),
        status="CANCELLED" if withdrawn else STATUS[session.status],
        description=plain(ical.description(session, page, "en", withdrawn=withdrawn)),
        location=plain(event.place or event.platform),
        categories=tuple(sorted(plain(topic.name) for topic in event.topics.all())),
        conferences=tuple(stream.url for stream in streams),
    )


def moment(text: str) -> datetime | date:
    """An instant or a day in ISO 8601; one without a zone, which no entry has, is equal to none."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
