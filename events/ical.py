"""Sessions as iCalendar (RFC 5545, RFC 7986). Pure: loaded objects in, bytes out, no query."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import icalendar
from django.conf import settings
from django.utils.translation import gettext
from icalendar import vText, vUri
from icalendar.prop import vInline

from events import phrases, punctuation
from events.changes import last_date
from events.choices import Precision, ResourceKind, SessionStatus
from events.content_lines import escaped, folded, plain
from events.models import Session

PRODID = "-//Climate webinar catalogue//EN"
REFRESH_INTERVAL = "PT6H"
FOOT = b"END:VCALENDAR\r\n"

STATUS = {
    SessionStatus.SCHEDULED: "CONFIRMED",
    SessionStatus.TENTATIVE: "TENTATIVE",
    # RFC 5545 knows no "postponed"; what is not held at that time must not stand there as if it were.
    SessionStatus.POSTPONED: "CANCELLED",
    SessionStatus.CANCELLED: "CANCELLED",
}


class Text(vText):
    """TEXT of RFC 5545 §3.3.11. The library's own makes a line end of a backslash before an N."""

    def to_ical(self) -> bytes:
        return escaped(str(self)).encode()


def text(words: str, language: str | None = None) -> Text:
    return Text(plain(words), params={"LANGUAGE": language} if language else None)


def summary(session: Session, *, withdrawn: bool) -> str:
    title = phrases.session_title(session)
    if withdrawn:
        return gettext("Withdrawn: %s") % title
    return f"{session.get_status_display()}: {title}" if session.is_off else title


def change_note(session: Session, language: str) -> str:
    """The last that changed since it was announced, with its day; empty where nothing did."""
    notes = phrases.change_notes(session, language)
    if not notes:
        return ""
    return gettext("Changed on %(day)s: %(what)s") % {"day": notes[0].day, "what": notes[0].text}


def not_stated(session: Session) -> str:
    """What one would look for in vain."""
    event, kinds = session.event, {resource.kind for resource in session.resources_shown if resource.url}
    missing = [
        (gettext("where"), not (event.place or event.platform)),
        (gettext("languages"), not session.language_offers.all()),
        (gettext("time zone of the organiser"), not event.timezone and session.precision == Precision.TIME),
        (gettext("organiser"), not event.announcers),
        (gettext("speakers"), not session.appearances.all()),
        (
            gettext("registration link"),
            not kinds & {ResourceKind.REGISTRATION, ResourceKind.STREAM, ResourceKind.RECORDING},
        ),
    ]
    words = punctuation.listed(name for name, is_missing in missing if is_missing)
    return gettext("Not stated: %s") % words if words else ""


def description(session: Session, page: str, language: str, *, withdrawn: bool) -> str:
    """Plain text for a small screen."""
    event = session.event
    offers = [phrases.offer_in_words(offer, language) for offer in session.language_offers.all()]
    speakers = [phrases.appearance_in_words(appearance) for appearance in session.appearances.all()]
    resources = [
        resource
        for resource in session.resources_shown
        if resource.url or resource.kind == ResourceKind.RECORDING
    ]
    has_clock = session.precision == Precision.TIME and not withdrawn
    is_off = session.is_off and not withdrawn
    paragraphs = [
        punctuation.in_sequence([punctuation.sentence(session.get_status_display()), session.status_reason])
        if is_off
        else "",
        change_note(session, language),
        event.summary,
        phrases.start_in_words(session, language) if has_clock else "",
        gettext("Follow in: %s") % punctuation.listed_apart(offers) if offers else "",
        "\n".join([gettext("Speakers:"), *speakers]) if speakers else "",
        phrases.attendance_in_words(event) if event.other_attendance else "",
        "\n".join(map(phrases.resource_in_words, resources)),
        not_stated(session),
        page,
    ]
    return "\n\n".join(filter(None, paragraphs))


def categories(session: Session) -> vInline:
    """The topics, put together here: the library would escape each of them in its own way."""
    names = sorted(escaped(plain(topic.name)) for topic in session.event.topics.all())
    return vInline(",".join(filter(None, names)))


def conferences(session: Session) -> list[vUri]:
    """Public streams only: where one registers first, the link to join is nobody else's."""
    return [
        vUri(
            "".join(plain(resource.url).split()),
            params={"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": plain(str(resource))},
        )
        for resource in session.resources_shown
        if resource.kind == ResourceKind.STREAM and resource.url
    ]


@dataclass(frozen=True)
class Said:
    """What an entry says, by RFC 5545 property: its meaning, without the stamps."""

    properties: dict[str, Any]

    @property
    def digest(self) -> str:
        """Equal for equal entries."""
        said = {
            name: [str(value), dict(getattr(value, "params", {}))] for name, value in self.properties.items()
        }
        return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()

    def rendered(self, *, changed: datetime, sequence: int) -> bytes:
        """The VEVENT, stamped, as folded content lines."""
        entry = icalendar.Event()
        for name, value in self.properties.items():
            entry.add(name, value)
        entry.add("dtstamp", changed)
        entry.add("last-modified", changed)
        entry.add("sequence", sequence)
        # Folded by us: the library looks at each character by itself.
        return b"".join(folded(line) for line in entry.content_lines() if line)


def dates(session: Session, *, withdrawn: bool) -> tuple[datetime | date, datetime | date]:
    """DTSTART and DTEND. Those of a session that has a date no more are the last that it had."""
    is_own = session.is_dated or not withdrawn
    if is_own and session.precision == Precision.TIME:
        # Instants in UTC: some clients misread VTIMEZONE blocks.
        return session.starts_at, session.ends_at
    start, end = (session.first_day, session.last_day) if is_own else last_date(session)
    # The end of days is exclusive: §3.6.1.
    return (start, end) if isinstance(start, datetime) else (start, end + timedelta(days=1))


def said_of(session: Session, language: str) -> Said:
    """What the session's entry says in ``language``, which is the active one.

    Expects a session loaded by ``for_calendar()`` with its changes. One that is public and dated no more, but
    was, is said to be withdrawn.
    """
    event, page = session.event, settings.SITE_URL + session.get_absolute_url()
    withdrawn = not (session.is_public and session.is_dated)
    start, end = dates(session, withdrawn=withdrawn)
    is_off = withdrawn or session.is_off
    title_language = phrases.content(event, "title", language)[1]
    said = {
        "uid": session.uid,
        "dtstart": start,
        "dtend": end,
        "summary": text(summary(session, withdrawn=withdrawn), title_language),
        "description": text(description(session, page, language, withdrawn=withdrawn), language),
        "location": text(event.place or event.platform),
        "url": page,
        "categories": categories(session),
        "contact": text(punctuation.listed(organisation.name for organisation in event.announcers)),
        "conference": conferences(session),
        "status": "CANCELLED" if is_off else STATUS[session.status],
        "transp": "OPAQUE" if isinstance(start, datetime) and not is_off else "TRANSPARENT",
        "class": "PUBLIC",
        "created": session.created_at.replace(microsecond=0),
    }
    return Said({name: value for name, value in said.items() if value})


def head(*, name: str, about: str, page: str, feed: str) -> bytes:
    """What stands before the entries of a VCALENDAR: ``page`` shows the same, ``feed`` is its own address.

    Without METHOD, which wants an ORGANIZER with an e-mail address, and without UID, for which
    some clients take the whole feed for one entry.
    """
    if settings.SAMPLE_CATALOGUE:
        about = gettext("Sample sessions that nobody holds. %s") % about
    name, about = escaped(plain(phrases.catalogue_name(name))), escaped(plain(about))
    return b"".join(
        folded(line)
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODID}",
            "CALSCALE:GREGORIAN",
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            f"DESCRIPTION:{about}",
            f"X-WR-CALDESC:{about}",
            f"URL:{page}",
            f"SOURCE;VALUE=URI:{feed}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH_INTERVAL}",
            f"X-PUBLISHED-TTL:{REFRESH_INTERVAL}",
        ]
    )
