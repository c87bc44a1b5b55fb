"""Sessions as iCalendar (RFC 5545, RFC 7986). Pure: loaded objects in, a component out, no query."""

import json
import re
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import icalendar
from django.conf import settings
from django.utils.translation import get_language, gettext
from icalendar import vText

from events import cldr
from events.choices import OfferMode, Precision, ResourceKind, SessionStatus
from events.models import Appearance, Event, LanguageOffer, Resource, Session

PRODID = "-//Climate webinar catalogue//EN"
REFRESH_INTERVAL = timedelta(hours=6)

STATUS = {
    SessionStatus.SCHEDULED: "CONFIRMED",
    SessionStatus.TENTATIVE: "TENTATIVE",
    # RFC 5545 knows no "postponed"; what is not held at that time must not stand there as if it were.
    SessionStatus.POSTPONED: "CANCELLED",
    SessionStatus.CANCELLED: "CANCELLED",
}

IN_LANGUAGE = {"summary", "description"}
TEXTS = {"location", "contact"}

# Line and paragraph separators break a content line for some readers, other control characters for most.
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")


class Text(vText):
    """TEXT of RFC 5545 §3.3.11. The library's own makes a line end of a backslash before an N."""

    ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})

    def to_ical(self) -> bytes:
        return str(self).translate(self.ESCAPES).encode()


def plain(text: str) -> str:
    """``text`` with \\n as its only line end and without control characters."""
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def session_title(session: Session) -> str:
    """The event's title, then the session's own or its number among several. Expects with_session_count()."""
    parts = [session.event.title]
    if session.title:
        parts.append(session.title)
    elif session.session_count > 1:
        parts.append(
            gettext("session %(number)s of %(count)s")
            % {"number": session.number, "count": session.session_count}
        )
    return " · ".join(parts)


def summary(session: Session) -> str:
    title = session_title(session)
    return f"{session.get_status_display()}: {title}" if session.is_off else title


def offer_in_words(offer: LanguageOffer, language: str) -> str:
    name = cldr.language_name(offer.language, language)
    mode = "" if offer.mode == OfferMode.NOT_STATED else str(OfferMode(offer.mode).label)
    provider = offer.provider.short_name if offer.provider else ""
    said = ", ".join(filter(None, [mode, provider]))
    return f"{name} ({said})" if said else name


def appearance_in_words(appearance: Appearance) -> str:
    name = " ".join(filter(None, [appearance.honorific, appearance.speaker.name]))
    affiliation = appearance.affiliation.name if appearance.affiliation else ""
    return ", ".join(filter(None, [name, appearance.role, affiliation]))


def resource_in_words(resource: Resource) -> str:
    link = resource.url or gettext("the source gives no link")
    return f"{resource}: {link}"


def attendance_in_words(event: Event) -> str:
    """Both sides of a contradiction."""
    return gettext("The source contradicts itself: %(one)s / %(other)s") % {
        "one": event.get_attendance_display(),
        "other": event.get_other_attendance_display(),
    }


def start_in_words(session: Session, language: str) -> str:
    """Start and end on the organiser's clock, the zone by name."""
    start, end = session.starts_local, session.ends_local
    day = cldr.in_words(start.date(), "yMMMEd", language)
    until = "" if start.date() == end.date() else cldr.in_words(end.date(), "yMMMEd", language) + ", "
    times = f"{cldr.in_words(start, 'Hm', language)}–{until}{cldr.in_words(end, 'Hm', language)}"
    return f"{day}, {times} ({cldr.zone_name(start, language)}, {cldr.utc_offset(start, language)})"


def description(session: Session, page: str, language: str) -> str:
    """Plain text for a small screen. Expects a session loaded by ``for_calendar()``."""
    event = session.event
    offers = list(session.language_offers.all())
    speakers = [appearance_in_words(appearance) for appearance in session.appearances.all()]
    resources = [
        resource
        for resource in event.resources.all()
        if resource.session_id in {None, session.pk}
        and (resource.url or resource.kind == ResourceKind.RECORDING)
    ]
    paragraphs = [
        f"{session.get_status_display()}. {session.status_reason}".strip() if session.is_off else "",
        event.summary,
        start_in_words(session, language) if session.precision == Precision.TIME else "",
        gettext("Follow in: %s") % "; ".join(offer_in_words(offer, language) for offer in offers)
        if offers
        else gettext("Languages: not stated"),
        "\n".join([gettext("Speakers:"), *speakers]) if speakers else "",
        attendance_in_words(event) if event.other_attendance else "",
        "\n".join(map(resource_in_words, resources)),
        page,
    ]
    return "\n\n".join(filter(None, paragraphs))


def properties(session: Session, language: str) -> dict[str, Any]:
    """What the entry says, by RFC 5545 property: its meaning, without stamps.

    Expects a dated session loaded by ``for_calendar()`` and ``language`` to be the active one.
    """
    event, page = session.event, settings.SITE_URL + session.get_absolute_url()
    has_time = session.precision == Precision.TIME
    said = {
        "uid": session.uid,
        # Instants in UTC: some clients misread VTIMEZONE blocks. The end of days is exclusive: §3.6.1.
        "dtstart": session.starts_at if has_time else session.first_day,
        "dtend": session.ends_at if has_time else session.last_day + timedelta(days=1),
        "summary": plain(summary(session)),
        "description": plain(description(session, page, language)),
        "location": plain(event.place or event.platform),
        "url": page,
        "categories": sorted(plain(topic.name) for topic in event.topics.all()),
        "contact": plain(", ".join(organisation.name for organisation in event.announcers)),
        "status": STATUS[session.status],
        "transp": "OPAQUE" if has_time and not session.is_off else "TRANSPARENT",
        "class": "PUBLIC",
        "created": session.created_at.replace(microsecond=0),
    }
    return {name: value for name, value in said.items() if value}


def meaning(session: Session, language: str) -> str:
    """A digest that is equal for equal entries."""
    return sha256(json.dumps(properties(session, language), default=str).encode()).hexdigest()


def vevent(session: Session, language: str) -> icalendar.Event:
    """The session without stamps."""
    entry = icalendar.Event()
    for name, value in properties(session, language).items():
        if name in IN_LANGUAGE:
            value = Text(value, params={"LANGUAGE": language})
        elif name in TEXTS:
            value = Text(value)
        elif name == "categories":
            value = [Text(topic) for topic in value]
        entry.add(name, value)
    return entry


def stamped(session: Session, language: str) -> icalendar.Event:
    """The entry with the stamps of the session's ``calendar_entry``.

    One that a write past the site's own paths has left without them counts as never changed.
    """
    entry, kept = vevent(session, language), getattr(session, "calendar_entry", None)
    changed = kept.last_modified if kept else session.created_at
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", kept.sequence if kept else 0)
    return entry


def calendar(sessions: Iterable[Session], *, name: str, text: str, page: str, feed: str) -> bytes:
    """The VCALENDAR of ``sessions``: ``page`` shows the same, ``feed`` is its own address."""
    result, language = icalendar.Calendar(), get_language()
    if settings.SAMPLE_CATALOGUE:
        name = gettext("Sample: %s") % name
        text = gettext("Sample sessions that nobody holds. %s") % text
    result.add("prodid", PRODID)
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    result.add("name", Text(plain(name)))
    result.add("x-wr-calname", Text(plain(name)))
    result.add("description", Text(plain(text)))
    result.add("x-wr-caldesc", Text(plain(text)))
    result.add("url", page)
    result.add("source", feed, parameters={"VALUE": "URI"})
    result.add("refresh-interval", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", icalendar.vDuration(REFRESH_INTERVAL).to_ical().decode())
    for session in sessions:
        result.add_component(stamped(session, language))
    return result.to_ical()
