"""Facts of a session in the words of a language. Pure: loaded objects in, text out, no query.

Each expects ``language`` to be the active one: gettext reads that, CLDR is given it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext, ngettext
from modeltranslation.utils import build_localized_fieldname

from events import cldr
from events.changes import DATE, PLACE, Facts, moment
from events.choices import Attendance, OfferMode, Precision, SessionStatus
from events.models import Appearance, Change, Event, LanguageOffer, Resource, Session
from events.punctuation import colon, in_sequence, joined, listed, with_more
from events.timezones import day_end, in_zone


def content(record: Model, field: str, language: str) -> tuple[str, str]:
    """(text, its language) of a translatable field: in ``language``, else the first that has a text."""
    for code in (language, *settings.MODELTRANSLATION_LANGUAGES):
        if text := getattr(record, build_localized_fieldname(field, code), None):
            return text, code
    return "", language


def catalogue_name(name: str) -> str:
    """A name for where no page around it says so: one of a sample catalogue."""
    return gettext("Sample: %s") % name if settings.SAMPLE_CATALOGUE else name


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


def offer_in_words(offer: LanguageOffer, language: str) -> str:
    name = cldr.language_name(offer.language, language)
    mode = "" if offer.mode == OfferMode.NOT_STATED else str(OfferMode(offer.mode).label)
    provider = offer.provider.short_name if offer.provider else ""
    said = joined([mode, provider])
    return with_more(name, said) if said else name


def appearance_in_words(appearance: Appearance) -> str:
    name = " ".join(filter(None, [appearance.honorific, appearance.speaker.name]))
    affiliation = appearance.affiliation.name if appearance.affiliation else ""
    return joined([name, appearance.role, affiliation])


def resource_in_words(resource: Resource) -> str:
    link = resource.url or gettext("the source gives no link")
    return f"{resource}{colon()}{link}"


def attendance_in_words(event: Event) -> str:
    """Both sides of a contradiction."""
    return gettext("The source contradicts itself: %(one)s / %(other)s") % {
        "one": event.get_attendance_display(),
        "other": event.get_other_attendance_display(),
    }


def start_in_words(session: Session, language: str) -> str:
    """Start and end on the organiser's clock, the zone by name."""
    start, end = session.starts_local, session.ends_local
    # Not twice the same: some zones have no name but their offset, and few sessions outlast a clock change.
    offsets = [cldr.utc_offset(start, language), cldr.utc_offset(end, language)]
    zone = joined(dict.fromkeys([cldr.zone_name(start, language), *offsets]))
    return with_more(span_in_words(start, end, "yMMMEd", language), zone)


def when_in_words(session: Session, language: str) -> str:
    """Its date, whatever is known of it."""
    if session.precision == Precision.TIME:
        return start_in_words(session, language)
    if session.precision == Precision.UNKNOWN:
        return session.date_note or gettext("date not stated")
    days = span_in_words(session.first_day, session.last_day, "yMMMEd", language)
    return gettext("one day of %s") % days if session.precision == Precision.WINDOW else days


def span_in_words(start: datetime | date, end: datetime | date, day_skeleton: str, language: str) -> str:
    """From ``start`` to ``end``, local times or inclusive days, a day or a hyphen not said twice."""
    first, last = (cldr.in_words(day, day_skeleton, language) for day in (start, end))
    if not isinstance(start, datetime):
        return first if first == last else f"{first} – {last}"
    until = cldr.in_words(end, "Hm", language)
    ends = until if first == last else joined([last, until])
    return f"{joined([first, cldr.in_words(start, 'Hm', language)])}–{ends}"


def days_of(sessions: Iterable[Session]) -> tuple[date, date] | None:
    """First and last day of those sessions that have dates; None where none has."""
    dated = [session for session in sessions if session.is_dated]
    if not dated:
        return None
    return min(one.first_local_day for one in dated), max(one.last_local_day for one in dated)


def shared_status(sessions: Iterable[Session]) -> str:
    """What has become of all of them, such as “Cancelled”; empty where they are held, or differ."""
    statuses = {session.status for session in sessions}
    is_told = len(statuses) == 1 and statuses != {SessionStatus.SCHEDULED}
    return str(SessionStatus(statuses.pop()).label) if is_told else ""


def dates_in_short(sessions: list[Session], language: str) -> str:
    """When they are; of several how many there are, where not each of them has a date."""
    if len(sessions) == 1:
        return when_in_words(sessions[0], language)
    if sessions and all(session.is_dated for session in sessions):
        return span_in_words(*days_of(sessions), "yMMMd", language)
    count = len(sessions)
    return ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count} if count else ""


def event_in_short(event: Event, sessions: list[Session], language: str) -> str:
    """When it is and in which languages it can be followed, for those who see nothing but a link to it."""
    codes = dict.fromkeys(offer.language for session in sessions for offer in session.language_offers.all())
    names = listed(cldr.language_name(code, language) for code in codes)
    followed = gettext("Follow in: %s") % names if names else ""
    return " · ".join(filter(None, [shared_status(sessions), dates_in_short(sessions, language), followed]))


def change_in_words(change: Change, session: Session, language: str) -> list[str]:
    """What changed, a sentence each. ``session`` is its session, with its event loaded."""
    before, after = change.before, change.after
    if not before:
        return [newness(change)]
    if before["withdrawn"] != after["withdrawn"]:
        return [gettext("Withdrawn.") if after["withdrawn"] else gettext("Announced again.")]
    sentences = []
    if before["status"] != after["status"]:
        sentences.append(status_in_words(before["status"], after["status"]))
    if any(before[name] != after[name] for name in DATE):
        sentences.append(move_in_words(before, after, session.event.timezone, language))
    if any(before[name] != after[name] for name in PLACE):
        sentences.append(gettext("Now held: %s.") % where_in_words(after))
    sentences += languages_in_words(before["languages"], after["languages"], language)
    if before["recording"] != after["recording"]:
        added = after["recording"]
        sentences.append(gettext("A recording was added.") if added else gettext("The recording is gone."))
    return sentences


@dataclass(frozen=True)
class Note:
    """A change that somebody who had planned with the session should hear of."""

    change: Change
    day: str
    text: str


def change_notes(session: Session, language: str) -> list[Note]:
    """What changed since it was announced, latest first. Expects its changes loaded."""
    notes = []
    for change in reversed(session.changes.all()):
        if change.before and (sentences := change_in_words(change, session, language)):
            day = cldr.in_words(in_zone(change.at, session.event.timezone).date(), "yMMMd", language)
            notes.append(Note(change, day, in_sequence(sentences)))
    return notes


def newness(change: Change) -> str:
    """As it was then: what is told once stays so."""
    end = moment(change.after["end"])
    over = end if end is None or isinstance(end, datetime) else day_end(end)
    is_to_come = over is not None and over > change.at
    return gettext("Newly announced.") if is_to_come else gettext("Added to the catalogue.")


def status_in_words(before: str, after: str) -> str:
    match after:
        case SessionStatus.CANCELLED:
            return gettext("Cancelled.")
        case SessionStatus.POSTPONED:
            return gettext("Postponed.")
        case SessionStatus.TENTATIVE:
            was_certain = before == SessionStatus.SCHEDULED
            return gettext("No longer certain.") if was_certain else gettext("Tentative.")
    if before == SessionStatus.TENTATIVE:
        return gettext("Confirmed.")
    return gettext("Takes place after all.")


def move_in_words(before: Facts, after: Facts, zone: str, language: str) -> str:
    """The times on the clock of ``zone``: “Moved from 13:00 to 14:00 on 3 May 2024.”"""
    old, new = date_in_words(before, zone, language), date_in_words(after, zone, language)
    if after["precision"] == Precision.UNKNOWN:
        return gettext("No longer on %(old)s; no other date is stated.") % {"old": old}
    if before["precision"] == Precision.UNKNOWN:
        return gettext("The date is now stated: %(new)s.") % {"new": new}
    if {before["precision"], after["precision"]} == {Precision.TIME}:
        old_start, old_end = (in_zone(moment(before[name]), zone) for name in ("start", "end"))
        new_start, new_end = (in_zone(moment(after[name]), zone) for name in ("start", "end"))
        if {old_start.date(), old_end.date()} == {new_start.date(), new_end.date()}:
            if new_end - new_start == old_end - old_start:
                old, new = (cldr.in_words(start, "Hm", language) for start in (old_start, new_start))
                if old == new:  # in an hour that clocks show twice
                    old, new = (
                        with_more(old, cldr.utc_offset(start, language)) for start in (old_start, new_start)
                    )
            else:
                old = times_in_words(old_start, old_end, language)
                new = times_in_words(new_start, new_end, language)
            day = cldr.in_words(new_start, "yMMMd", language)
            return gettext("Moved from %(old)s to %(new)s on %(day)s.") % {"old": old, "new": new, "day": day}
    return gettext("Moved from %(old)s to %(new)s.") % {"old": old, "new": new}


def times_in_words(start: datetime, end: datetime, language: str) -> str:
    return f"{cldr.in_words(start, 'Hm', language)}–{cldr.in_words(end, 'Hm', language)}"


def date_in_words(told: Facts, zone: str, language: str) -> str:
    start, end = moment(told["start"]), moment(told["end"])
    match told["precision"]:
        case Precision.UNKNOWN:
            return gettext("date not stated")
        case Precision.TIME:
            return span_in_words(in_zone(start, zone), in_zone(end, zone), "yMMMd", language)
    days = span_in_words(start, end, "yMMMd", language)
    return gettext("one day of %s") % days if told["precision"] == Precision.WINDOW else days


def where_in_words(told: Facts) -> str:
    attendance = "" if told["attendance"] == Attendance.NOT_STATED else Attendance(told["attendance"]).label
    said = [str(attendance), told["platform"], told["place"]]
    return joined(said) or gettext("where is not stated")


def languages_in_words(before: list[str], after: list[str], language: str) -> list[str]:
    """The languages that it can be followed in now and could not before, and those no longer."""
    now, no_longer = (
        listed(cldr.language_name(code, language) for code in codes if code not in others)
        for codes, others in ((after, before), (before, after))
    )
    sentences = [gettext("Can now be followed in %s.") % now] if now else []
    if no_longer:
        sentences.append(gettext("Can no longer be followed in %s.") % no_longer)
    return sentences
