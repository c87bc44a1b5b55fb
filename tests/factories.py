"""Plain factories: each makes a valid record, saved, of what the test does not care about."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from pyroaring import BitMap

from events.choices import EventState, InvolvementRole, LinkOutcome, OfferMode, Precision
from events.models import (
    Appearance,
    CalendarEntry,
    Change,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    LinkCheck,
    Resource,
    SearchDocument,
    SearchWord,
    Session,
    SessionSet,
    Source,
    Speaker,
    Topic,
)
from events.models.citation import OWNERS
from organisations.models import Office, Organisation, Project

# Of one length, so that slugs sort in the order in which they were made.
numbers = count(1_000_000)


def saved(record: Any) -> Any:
    record.full_clean()
    record.save()
    return record


def make_organisation(**values: Any) -> Organisation:
    number = next(numbers)
    return saved(Organisation(**{"slug": f"body-{number}", "name": f"Body {number}"} | values))


def make_office(organisation: Organisation | None = None, **values: Any) -> Office:
    number = next(numbers)
    organisation = organisation or make_organisation()
    return saved(
        Office(
            **{"organisation": organisation, "slug": f"office-{number}", "name": f"Office {number}"} | values
        )
    )


def make_project(**values: Any) -> Project:
    number = next(numbers)
    return saved(Project(**{"slug": f"project-{number}", "name": f"Project {number}"} | values))


def make_topic(**values: Any) -> Topic:
    number = next(numbers)
    return saved(Topic(**{"slug": f"topic-{number}", "name": f"Topic {number}"} | values))


def make_speaker(**values: Any) -> Speaker:
    number = next(numbers)
    return saved(Speaker(**{"slug": f"speaker-{number}", "name": f"Speaker {number}"} | values))


def make_source(**values: Any) -> Source:
    number = next(numbers)
    defaults = {
        "slug": f"source-{number}",
        "file_name": f"{number}.txt",
        "title": f"Source {number}",
        "languages": "en",
    }
    return saved(Source(**defaults | values))


def make_event(**values: Any) -> Event:
    """A published event without sessions, its clock in Brussels."""
    number = next(numbers)
    defaults = {
        "slug": f"event-{number}",
        "title": f"Event {number}",
        "state": EventState.PUBLISHED,
        "timezone": "Europe/Brussels",
    }
    topics = values.pop("topics", [])
    event = saved(Event(**defaults | values))
    event.topics.set(topics)
    return event


def make_session(event: Event | None = None, **values: Any) -> Session:
    """A session of a new event, of precision ``time``: 18 September 2024, 13:00–14:00 in Brussels."""
    event = event or make_event()
    defaults = {"event": event, "number": event.sessions.count() + 1}
    if "precision" not in values:
        defaults |= {
            "precision": Precision.TIME,
            "starts_at": datetime(2024, 9, 18, 11, tzinfo=UTC),
            "ends_at": datetime(2024, 9, 18, 12, tzinfo=UTC),
        }
    return saved(Session(**defaults | values))


def make_day_session(event: Event | None = None, **values: Any) -> Session:
    """A session of whole days: 7 to 28 October 2020."""
    days = {"precision": Precision.DAY, "first_day": date(2020, 10, 7), "last_day": date(2020, 10, 28)}
    return make_session(event, **days | values)


def make_window_session(event: Event | None = None, **values: Any) -> Session:
    """A session on some day between 12 September and 30 October 2022."""
    days = {"precision": Precision.WINDOW, "first_day": date(2022, 9, 12), "last_day": date(2022, 10, 30)}
    return make_session(event, **days | values)


def make_undated_session(event: Event | None = None, **values: Any) -> Session:
    return make_session(event, precision=Precision.UNKNOWN, **values)


def make_offer(session: Session | None = None, **values: Any) -> LanguageOffer:
    defaults = {"session": session or make_session(), "language": "ko", "mode": OfferMode.INTERPRETATION}
    return saved(LanguageOffer(**defaults | values))


def make_appearance(session: Session | None = None, **values: Any) -> Appearance:
    session = session or make_session()
    speaker = values.pop("speaker", None) or make_speaker()
    return saved(Appearance(**{"session": session, "speaker": speaker} | values))


def make_involvement(event: Event | None = None, **values: Any) -> Involvement:
    event = event or make_event()
    organisation = values.pop("organisation", None) or make_organisation()
    defaults = {"event": event, "organisation": organisation, "role": InvolvementRole.ORGANISER}
    return saved(Involvement(**defaults | values))


def make_resource(event: Event | None = None, **values: Any) -> Resource:
    return saved(Resource(**{"event": event or make_event(), "kind": "recording"} | values))


def make_link_check(**values: Any) -> LinkCheck:
    """A page that was found on 1 September 2024."""
    defaults = {
        "url": f"https://example.org/{next(numbers)}",
        "checked_at": datetime(2024, 9, 1, 8, tzinfo=UTC),
        "outcome": LinkOutcome.FOUND,
        "status": 200,
    }
    return saved(LinkCheck(**defaults | values))


def make_citation(**values: Any) -> Citation:
    """A citation of a new event, unless the values name another owner."""
    source = values.pop("source", None) or make_source()
    defaults = {"source": source, "first_line": 1, "last_line": 1, "tokens": ["a"]}
    if not OWNERS.keys() & values.keys():
        defaults["event"] = make_event()
    return saved(Citation(**defaults | values))


def make_change(session: Session | None = None, **values: Any) -> Change:
    """The next change of a session: without values, that it was announced."""
    session = session or make_session()
    defaults = {
        "session": session,
        "number": session.changes.count() + 1,
        "at": datetime(2024, 9, 1, 8, tzinfo=UTC),
        "after": {"withdrawn": False},
    }
    change = Change(**defaults | values)
    change.full_clean(exclude=["before"])  # which is empty in the first
    change.save()
    return change


def make_search_document(session: Session | None = None, **values: Any) -> SearchDocument:
    defaults = {"session": session or make_session(), "texts": [["title", "en", "Event"]]}
    return saved(SearchDocument(**defaults | values))


def make_search_word(**values: Any) -> SearchWord:
    word = f"word{next(numbers)}"
    return saved(SearchWord(**{"folded": word, "written": word} | values))


def make_session_set(**values: Any) -> SessionSet:
    defaults = {"filter": "kind", "value": f"value-{next(numbers)}", "content": BitMap([1, 2]).serialize()}
    return saved(SessionSet(**defaults | values))


def make_entry(session: Session | None = None, **values: Any) -> CalendarEntry:
    """An entry of bytes that are no calendar's: for tests of what surrounds entries."""
    defaults = {
        "session": session or make_session(),
        "language": "en",
        "content": b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        "digest": "0" * 64,
        "checksum": 1,
        "starts_at": datetime(2024, 9, 18, 11, tzinfo=UTC),
        "last_modified": datetime(2024, 9, 1, 8, tzinfo=UTC),
    }
    return saved(CalendarEntry(**defaults | values))
