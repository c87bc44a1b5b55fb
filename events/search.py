"""The search documents: each made when something is written, of all that a session is to be found by."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from events import cldr
from events.models import Event, SearchDocument, SearchWord, Session
from events.text import folded, words
from events.text_rules import as_text
from organisations.models import Organisation

type Text = tuple[str, str, str]
"""What it is, its language or nothing, the text."""

SHORTEST_WORD, LONGEST_WORD = 4, 40


def translations(record: Model, field: str, what: str) -> Iterator[Text]:
    """``field`` in each language that it has a text in."""
    for language in settings.MODELTRANSLATION_LANGUAGES:
        if text := getattr(record, build_localized_fieldname(field, language)):
            yield what, language, text


def names(record: Model, field: str, what: str) -> Iterator[Text]:
    """``translations()``, and the name as the source writes it."""
    yield from translations(record, field, what)
    if record.original_name:
        yield what, record.original_language, record.original_name


def body_names(organisation: Organisation) -> Iterator[Text]:
    yield from names(organisation, "name", "organisation")
    if organisation.acronym:
        yield "organisation", "", organisation.acronym


def language_names(code: str) -> Iterator[Text]:
    for language in settings.MODELTRANSLATION_LANGUAGES:
        yield "language", language, cldr.language_name(code, language)
    yield "language", code, cldr.endonym(code)


def event_texts(event: Event) -> Iterator[Text]:
    descriptions = translations(event, "description", "description")
    yield from names(event, "title", "title")
    for name in event.other_names.all():
        yield "title", name.language, name.name
    yield from translations(event, "summary", "description")
    yield from ((what, language, as_text(text)) for what, language, text in descriptions)
    for said in filter(None, [event.place, event.platform]):
        yield "place", "", said
    for topic in event.topics.all():
        yield from translations(topic, "name", "topic")
    for involvement in event.involvements.all():
        yield from body_names(involvement.organisation)


def session_texts(session: Session) -> Iterator[Text]:
    """What it adds to the texts of its event."""
    yield from translations(session, "title", "title")
    for appearance in session.appearances.all():
        yield from names(appearance.speaker, "name", "speaker")
        if appearance.affiliation:
            yield from body_names(appearance.affiliation)
    for offer in session.language_offers.all():
        yield from language_names(offer.language)
        if offer.provider:
            yield from body_names(offer.provider)


def due(sessions: Iterable[Session], *, thorough: bool = False) -> list[SearchDocument]:
    """The documents of ``sessions`` that do not say what they would if made now; if ``thorough``, all.

    Expects sessions loaded by ``for_upkeep()``.
    """
    of_events: dict[int, list[Text]] = {}
    documents = []
    for session in sessions:
        if session.event_id not in of_events:
            of_events[session.event_id] = list(event_texts(session.event))
        found = dict.fromkeys([*of_events[session.event_id], *session_texts(session)])
        # Long texts last: PostgreSQL knows no places of words beyond the sixteen thousandth.
        found = sorted(found, key=lambda text: text[0] == "description")
        made = [list(text) for text in found]  # as JSON gives it back
        if thorough or kept_texts(session) != made:
            documents.append(SearchDocument(session=session, texts=made))
    return documents


def kept_texts(session: Session) -> list[list[str]] | None:
    document = getattr(session, "search_document", None)
    return document.texts if document else None


def vocabulary(documents: Iterable[SearchDocument]) -> Iterator[SearchWord]:
    """Their words, each once, but for the shortest, and for scripts that set no spaces between words."""
    seen = set()
    for text in sorted({text for document in documents for _what, _language, text in document.texts}):
        fold = folded(text)
        for word in words(fold):
            if word.joined not in seen and not word.is_unspaced and word.joined.isalpha():
                seen.add(word.joined)
                if SHORTEST_WORD <= len(word.joined) <= LONGEST_WORD:
                    there = text[word.start : word.end]
                    written = there if folded(there) == fold[word.start : word.end] else word.joined
                    yield SearchWord(folded=word.joined, written=written[:LONGEST_WORD])


def store(documents: list[SearchDocument]) -> None:
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["session"], update_fields=["texts"]
    )
    SearchWord.objects.bulk_create(vocabulary(documents), ignore_conflicts=True)
    SearchDocument.objects.index(documents)
