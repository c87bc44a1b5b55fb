from events.models.appearance import Appearance
from events.models.calendar_entry import CalendarEntry
from events.models.catalogue_version import CatalogueVersion
from events.models.change import Change
from events.models.citation import Citation
from events.models.event import Event
from events.models.involvement import Involvement
from events.models.language_offer import LanguageOffer
from events.models.link_check import LinkCheck
from events.models.loaded_record import LoadedRecord
from events.models.other_name import OtherName
from events.models.remit import Remit
from events.models.resource import Resource
from events.models.search_document import SearchDocument
from events.models.search_word import SearchWord
from events.models.session import Session
from events.models.session_set import SessionSet
from events.models.source import Source
from events.models.speaker import Speaker
from events.models.timeline import Timeline
from events.models.topic import Topic

__all__ = [
    "Appearance",
    "CalendarEntry",
    "CatalogueVersion",
    "Change",
    "Citation",
    "Event",
    "Involvement",
    "LanguageOffer",
    "LinkCheck",
    "LoadedRecord",
    "OtherName",
    "Remit",
    "Resource",
    "SearchDocument",
    "SearchWord",
    "Session",
    "SessionSet",
    "Source",
    "Speaker",
    "Timeline",
    "Topic",
]
