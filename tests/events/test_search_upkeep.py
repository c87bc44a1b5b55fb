"""Which sessions have a search document, and how it follows a change of what it shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from events import search
from events.calendar_entries import events_showing
from events.choices import EventState
from events.models import LanguageOffer, SearchDocument, SearchWord, Session
from events.upkeep import bring_up_to_date, problems
from tests.events.search_documents import NOW, make_other_name, texts, up_to_date
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
    saved,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


def loaded() -> list[Session]:
    return list(Session.objects.order_by("pk").for_upkeep())


def found(question: str) -> set[Session]:
    return set(Session.objects.matching(question))


def test_drafts_have_no_document_and_what_was_public_keeps_it() -> None:
    make_session(make_event(state=EventState.DRAFT))
    withdrawn = make_session()
    up_to_date()
    withdrawn.event.withdraw()
    up_to_date(LATER)

    assert [one.session for one in SearchDocument.objects.all()] == [withdrawn]


def test_nothing_is_due_a_second_time() -> None:
    offer = make_offer()
    make_session(offer.session.event)
    assert len(search.due(loaded())) == 2

    up_to_date()

    assert search.due(loaded()) == []
    assert list(problems(NOW)) == []


def test_document_that_says_something_else_is_due() -> None:
    session, other = make_session(), make_session()
    up_to_date()
    SearchDocument.objects.filter(pk=session.pk).update(texts=[["title", "en", "Old"]])
    SearchDocument.objects.filter(pk=other.pk).delete()

    assert [one.session for one in search.due(loaded())] == [session, other]
    assert list(problems(NOW)) == [
        f"{one.label()}: its search document is out of date" for one in (session, other)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_documents_are_made_of_what_is_loaded(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        session = make_offer(provider=make_organisation()).session
        make_other_name(session.event, "Other")
        make_involvement(session.event)
        make_appearance(session, affiliation=make_organisation())
    sessions = loaded()

    with django_assert_num_queries(0):
        assert len(search.due(sessions)) == count


def test_stored_documents_replace_those_before_them() -> None:
    session = make_session()
    for word in ("Heat", "Rain"):
        search.store([SearchDocument(session=session, texts=[["topic", "en", word]])])

    assert texts(session) == [["topic", "en", "Rain"]]
    assert (found("heat"), found("rain")) == (set(), {session})
    assert set(SearchWord.objects.values_list("folded", "written")) == {("heat", "Heat"), ("rain", "Rain")}


def changed(record: Model, **values: Any) -> Model:
    for name, value in values.items():
        setattr(record, name, value)
    return saved(record)


WRITES: dict[str, Callable[[Session], Model]] = {
    "title of the event": lambda session: changed(session.event, title="Camel"),
    "summary in Polish": lambda session: changed(session.event, summary_pl="Camel"),
    "title of the session": lambda session: changed(session, title="Camel"),
    "other name": lambda session: changed(session.event.other_names.get(), name="Camel"),
    "new other name": lambda session: make_other_name(session.event, "Camel"),
    "speaker": lambda session: changed(session.appearances.get().speaker, name="Camel"),
    "affiliation": lambda session: changed(session.appearances.get().affiliation, acronym="Camel"),
    "new appearance": lambda session: make_appearance(session, speaker=make_speaker(name="Camel")),
    "topic": lambda session: changed(session.event.topics.get(), name_ar="Camel"),
    "organiser": lambda session: changed(session.event.involvements.get().organisation, name="Camel"),
    "new organiser": lambda session: make_involvement(
        session.event, organisation=make_organisation(name="Camel")
    ),
    "provider": lambda session: changed(session.language_offers.get().provider, name_fr="Camel"),
    "new offer": lambda session: make_offer(
        session, language="fr", provider=make_organisation(acronym="Camel")
    ),
}


def make_full_session() -> Session:
    session = make_session(make_event(topics=[make_topic()]))
    make_other_name(session.event, "Other")
    make_appearance(session, affiliation=make_organisation())
    make_involvement(session.event)
    make_offer(session, provider=make_organisation())
    return session


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_document_follows_a_change_of_what_it_shows(write: Callable[[Session], Model]) -> None:
    session, _other = make_full_session(), make_full_session()
    up_to_date()
    assert found("camel") == set()

    bring_up_to_date(events_showing(write(session)), LATER)

    assert found("camel") == {session}
    assert list(problems(LATER)) == []


def test_document_forgets_what_was_deleted_or_renamed() -> None:
    session = make_full_session()
    changed(session.event.other_names.get(), name="Camel")
    up_to_date()
    assert (found("camel"), found("korean")) == ({session}, {session})
    records = [session.event.other_names.get(), LanguageOffer.objects.get()]

    for record in records:
        events = events_showing(record)
        record.delete()
        bring_up_to_date(events, LATER)

    assert (found("camel"), found("korean")) == (set(), set())
