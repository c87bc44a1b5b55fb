"""Every read that the site makes. No model is imported here: the models hold the querysets."""

from events.querysets.calendar import TOMBSTONE, CalendarEntryQuerySet, ChangeQuerySet
from events.querysets.citations import CitationQuerySet
from events.querysets.events import EventQuerySet, InvolvementQuerySet, TopicQuerySet, bodies_of
from events.querysets.people import AppearanceQuerySet, SpeakerQuerySet
from events.querysets.search import SearchDocumentQuerySet, SearchWordQuerySet
from events.querysets.sessions import FEED_MEMORY, SessionQuerySet

__all__ = [
    "FEED_MEMORY",
    "TOMBSTONE",
    "AppearanceQuerySet",
    "CalendarEntryQuerySet",
    "ChangeQuerySet",
    "CitationQuerySet",
    "EventQuerySet",
    "InvolvementQuerySet",
    "SearchDocumentQuerySet",
    "SearchWordQuerySet",
    "SessionQuerySet",
    "SpeakerQuerySet",
    "TopicQuerySet",
    "bodies_of",
]
