"""Which texts of a session, and of what belongs to it, its search document holds."""

import pytest
from django.conf import settings

from tests.events.search_documents import make_other_name, texts, up_to_date
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db


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
