from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from events import search
from events.calendar_entries import events_showing
from events.choices import EventState
from events.models import Event, LanguageOffer, OtherName, SearchDocument, SearchWord, Session
from events.text import folded
from events.upkeep import bring_up_to_date, problems
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

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def up_to_date(now: datetime = NOW) -> None:
    bring_up_to_date(Event.objects.all(), now)


def loaded() -> list[Session]:
    return list(Session.objects.order_by("pk").for_upkeep())


def texts(session: Session) -> list[list[str]]:
    return SearchDocument.objects.get(pk=session.pk).texts


def found(question: str) -> set[Session]:
    return set(Session.objects.matching(question))


def document(*words: str) -> SearchDocument:
    return SearchDocument(texts=[["topic", "en", text] for text in words])


def make_other_name(event: Event, name: str) -> OtherName:
    return saved(OtherName(event=event, name=name, language="en"))


def test_document_holds_titles_names_and_descriptions_in_all_languages() -> None:
    event = make_event(
        title="Heat",
        title_ko="더위",
        original_name="Chaleur",
        original_language="fr",
        summary="Short",
        summary_ar="قصير",
        description="Long",
        place="Seoul",
        platform="Zoom",
        topics=[make_topic(name="Rain", name_pl="Deszcz")],
        audience="Nobody",
        source_note="Doubt",
        editor_note="Secret",
    )
    make_other_name(event, "Hot days")
    session = make_session(event, title="First", title_es="Primera")
    up_to_date()

    assert texts(session) == [
        ["title", "en", "Heat"],
        ["title", "ko", "더위"],
        ["title", "fr", "Chaleur"],
        ["title", "en", "Hot days"],
        ["place", "", "Seoul"],
        ["place", "", "Zoom"],
        ["topic", "en", "Rain"],
        ["topic", "pl", "Deszcz"],
        ["title", "en", "First"],
        ["title", "es", "Primera"],
        ["description", "en", "Short"],
        ["description", "ar", "قصير"],
        ["description", "en", "Long"],
    ]


def test_document_holds_speakers_and_organisations_with_acronyms_and_original_names() -> None:
    session = make_session(make_event(title="Heat"))
    net = make_organisation(
        name="City Net", name_ko="시티넷", acronym="CN", original_name="Sieć", original_language="pl"
    )
    make_involvement(session.event, organisation=net)
    make_appearance(
        session,
        speaker=make_speaker(name="Ann", original_name="안", original_language="ko"),
        affiliation=make_organisation(name="Town"),
    )
    up_to_date()

    assert texts(session) == [
        ["title", "en", "Heat"],
        ["organisation", "en", "City Net"],
        ["organisation", "ko", "시티넷"],
        ["organisation", "pl", "Sieć"],
        ["organisation", "", "CN"],
        ["speaker", "en", "Ann"],
        ["speaker", "ko", "안"],
        ["organisation", "en", "Town"],
    ]


def test_document_holds_the_names_of_languages_and_who_provides_them() -> None:
    offer = make_offer(language="ko", provider=make_organisation(name="Voices"))
    up_to_date()

    assert texts(offer.session)[1:] == [
        ["language", "en", "Korean"],
        ["language", "ar", "الكورية"],
        ["language", "es", "coreano"],
        ["language", "fr", "coréen"],
        ["language", "ko", "한국어"],
        ["language", "pl", "koreański"],
        ["language", "zh-hans", "韩语"],
        ["organisation", "en", "Voices"],
    ]
    assert {text[1] for text in texts(offer.session)} == set(settings.MODELTRANSLATION_LANGUAGES)


def test_document_holds_the_own_name_of_a_language_that_the_site_does_not_speak() -> None:
    offer = make_offer(language="de")
    up_to_date()

    assert texts(offer.session)[1] == ["language", "en", "German"]
    assert texts(offer.session)[-1] == ["language", "de", "Deutsch"]


def test_document_holds_each_text_once() -> None:
    session = make_session(make_event(title="Heat"), title="Heat")
    net = make_organisation(name="Net")
    for role in ("organiser", "host"):
        make_involvement(session.event, organisation=net, role=role)
    make_offer(session, language="ko", provider=net)
    make_offer(session, language="ko", mode="captions", provider=net)
    up_to_date()

    assert len(texts(session)) == len({tuple(text) for text in texts(session)}) == 9


def test_sessions_of_an_event_share_its_texts_and_no_more() -> None:
    event = make_event(title="Heat")
    first, second = make_session(event, title="One"), make_session(event, title="Two")
    up_to_date()

    assert texts(first) == [["title", "en", "Heat"], ["title", "en", "One"]]
    assert texts(second) == [["title", "en", "Heat"], ["title", "en", "Two"]]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heat, heat; HEAT", {("heat", "Heat")}),
        ("Łódź Genève", {("lodz", "Łódź"), ("geneve", "Genève")}),
        ("a be sea rain", {("rain", "rain")}),
        ("x" * 40 + " " + "y" * 41, {("x" * 40, "x" * 40)}),
        ("COP27 2024 기후변화 气候变化", set()),
        ("UCLG-ASPAC", {("uclgaspac", "UCLG-ASPAC")}),
        ("والطاقة", {("طاقه", "والطاقة")}),
    ],
)
def test_vocabulary_is_of_words_that_can_be_mistyped(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(word.folded, word.written) for word in search.vocabulary([document(text)])} == expected


def test_vocabulary_writes_words_of_folded_and_decomposed_texts_as_themselves() -> None:
    words = list(search.vocabulary([document("Straße Cafe\u0301 grande")]))

    assert sorted(word.folded for word in words) == ["cafe", "grande", "strasse"]
    assert [word.written for word in words if folded(word.written) != word.folded] == []


def test_vocabulary_has_each_word_of_several_documents_once() -> None:
    words = search.vocabulary([document("Heat", "Rain"), document("rain heat snow")])

    assert sorted(word.folded for word in words) == ["heat", "rain", "snow"]


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
