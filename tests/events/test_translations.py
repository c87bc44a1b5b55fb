from collections.abc import Callable

import pytest

from events.models import Appearance, Event, Resource, Session, Speaker
from events.translations import (
    Tally,
    Text,
    lacking,
    languages_of,
    missing_texts,
    name_field,
    source_of,
    tallies,
    text_fields,
    translated_models,
    with_own_translation,
    with_parts,
)
from organisations.models import Office, Organisation
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
)


def test_models_with_texts_and_their_fields() -> None:
    assert {model.__name__ for model in translated_models()} == {
        "Event",
        "Session",
        "Speaker",
        "Appearance",
        "Involvement",
        "Resource",
        "Topic",
        "Source",
        "Organisation",
        "Office",
        "Project",
    }
    assert translated_models()[0] is Event
    assert text_fields(Event) == ["title", "summary", "description", "audience", "source_note"]
    assert text_fields(Office) == ["region", "name"]
    assert [name_field(model) for model in (Event, Office, Appearance)] == ["title", "name", None]


@pytest.mark.django_db
def test_texts_are_counted_by_language() -> None:
    make_speaker(name="Ann", name_ko="앤", source_note="Her surname is not given.")
    make_speaker(name="", name_ko="김")
    make_speaker(name="Ben", name_ko="")
    Speaker.objects.filter(name_en="Ben").update(name_ko=None)

    found = tallies(Speaker.objects.all())

    assert found["en"] == Tally(there=3, missing=1)
    assert found["ko"] == Tally(there=2, missing=2)
    assert found["fr"] == Tally(there=0, missing=4)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_texts_are_counted_in_one_query(django_assert_num_queries: Callable, rows: int) -> None:
    for _row in range(rows):
        make_session()

    with django_assert_num_queries(1):
        assert tallies(Event.objects.all())["ar"] == Tally(there=0, missing=rows)


@pytest.mark.django_db
def test_texts_of_no_record_are_none() -> None:
    assert tallies(Session.objects.all())["en"] == Tally(0, 0)


@pytest.mark.django_db
def test_records_lack_what_another_language_has() -> None:
    lacks_note = make_speaker(name="Ann", name_ko="앤", source_note="A note")
    lacks_name = make_speaker(name="Ben", name_ko="")
    lacks_english = make_speaker(name="", name_ko="김")
    make_speaker(name="Eve", name_ko="이브")

    assert list(lacking(Speaker.objects.order_by("pk"), "ko")) == [lacks_note, lacks_name]
    assert list(lacking(Speaker.objects.order_by("pk"), "en")) == [lacks_english]


@pytest.mark.django_db
def test_a_text_is_read_in_the_language_that_is_wanted_or_in_the_first_that_has_it() -> None:
    event = make_event(title="Heat", title_fr="Chaleur", title_ar="حر", summary_fr="Un résumé")

    assert source_of(event, "title", "ko") == Text("Title", "en", "Heat")
    assert source_of(event, "title", "ko", wanted="fr") == Text("Title", "fr", "Chaleur")
    assert source_of(event, "title", "en") == Text("Title", "ar", "حر")
    assert source_of(event, "title", "en", wanted="en") == Text("Title", "ar", "حر")
    assert source_of(event, "summary", "ko", wanted="ar") == Text("Summary", "fr", "Un résumé")
    assert source_of(event, "audience", "ko") is None
    assert source_of(event, "title", "en").direction == "rtl"


@pytest.mark.django_db
def test_missing_texts_of_a_record() -> None:
    event = make_event(title="Heat", title_ko="더위", summary="About heat", audience_fr="Villes")

    assert missing_texts(event, "ko") == [
        Text("Summary", "en", "About heat"),
        Text("Audience", "fr", "Villes"),
    ]
    assert missing_texts(event, "en") == [Text("Audience", "fr", "Villes")]


@pytest.mark.django_db
def test_languages_of_records() -> None:
    records = [make_event(title="Heat", summary_fr="Un résumé"), make_organisation(name="", name_ko="기관")]

    assert languages_of(records) == ["en", "fr", "ko"]


@pytest.mark.django_db
@pytest.mark.parametrize("sessions", [1, 3])
def test_an_event_comes_with_its_parts(django_assert_num_queries: Callable, sessions: int) -> None:
    event = make_event()
    expected = [event]
    for _session in range(sessions):
        session = make_session(event)
        second, first = make_appearance(session, position=2), make_appearance(session, position=1)
        expected += [session, first, second]
    expected += [make_involvement(event), make_resource(event)]
    make_appearance()

    with django_assert_num_queries(4):
        found = with_parts(event)
        names = [str(record) for record in found]

    assert found == expected
    assert len(names) == len(expected)


@pytest.mark.django_db
def test_what_is_no_event_comes_alone() -> None:
    organisation = make_organisation()

    assert with_parts(organisation) == [organisation]
    assert Resource not in {type(one) for one in with_parts(organisation)}
    assert isinstance(organisation, Organisation)


@pytest.mark.parametrize(
    ("codes", "is_ours", "expected"),
    [
        ("", True, "ko"),
        ("", False, ""),
        ("fr en", True, "fr en ko"),
        ("ko fr", True, "ko fr"),
        ("fr ko en", False, "fr en"),
        ("ko", False, ""),
        ("fr", False, "fr"),
    ],
)
def test_own_translations(codes: str, is_ours: bool, expected: str) -> None:
    assert with_own_translation(codes, "ko", is_ours) == expected
