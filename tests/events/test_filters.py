from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from events.choices import Attendance, EventKind, EventState, OfferMode
from events.filters import SessionFilter
from events.models import Session
from events.views.chips import Chip, chips
from organisations.validators import iso_countries
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, tzinfo=UTC)


def filtered(query: str) -> SessionFilter:
    return SessionFilter(QueryDict(query), Session.objects.listed(), now=NOW)


def found(query: str) -> set[Session]:
    question = filtered(query)
    assert question.is_valid(), question.form.errors
    return set(question.qs)


def chips_of(query: str) -> list[Chip]:
    return chips(filtered(query), QueryDict(query))


def test_nothing_asked_for_finds_all_that_is_public() -> None:
    public = {make_session(), make_undated_session(), make_window_session()}
    make_session(make_event(state=EventState.DRAFT))

    assert found("") == public
    assert found("utm_source=mail&unknown=%00&q=") == public


def test_when_by_the_clock() -> None:
    past = make_session()
    days = make_day_session(first_day=date(2024, 9, 30), last_day=date(2024, 10, 1))
    window = make_window_session(first_day=date(2024, 9, 1), last_day=date(2024, 12, 31))
    undated = make_undated_session()

    assert found("when=upcoming") == {days, window}
    assert found("when=past") == {past}
    assert found("when=undated") == {undated}
    assert found("when=all") == found("when=") == {past, days, window, undated}


def test_language_is_any_of_several_in_any_mode() -> None:
    korean = make_offer(language="ko", mode=OfferMode.INTERPRETATION).session
    french = make_offer(language="fr", mode=OfferMode.FLOOR).session
    spanish = make_offer(language="es", mode=OfferMode.NOT_STATED).session
    make_offer(korean, language="fr", mode=OfferMode.CAPTIONS)

    assert found("language=ko") == {korean}
    assert found("language=fr&language=es") == {korean, french, spanish}


def test_interpretation_is_not_the_floor() -> None:
    korean = make_offer(language="ko", mode=OfferMode.INTERPRETATION).session
    arabic = make_offer(language="ar", mode=OfferMode.INTERPRETATION).session
    make_offer(language="ko", mode=OfferMode.FLOOR)
    make_offer(korean, language="fr", mode=OfferMode.NOT_STATED)
    make_offer(language="fr", mode=OfferMode.INTERPRETATION)

    assert found("interpretation=ko") == {korean}
    assert found("interpretation=ko&interpretation=ar") == {korean, arabic}


def test_language_that_no_session_offers_finds_nothing() -> None:
    make_offer(language="ko")

    assert found("language=pl") == found("interpretation=pt-br") == set()
    assert [chip.words for chip in chips_of("language=pl&interpretation=pt-br")] == [
        "Polish",
        "Brazilian Portuguese",
    ]


def test_topic_is_any_of_several() -> None:
    water, heat = make_topic(slug="water"), make_topic(slug="heat")
    wet, hot = (make_session(make_event(topics=[topic])) for topic in (water, heat))
    both = make_session(make_event(topics=[water, heat]))
    make_session()

    assert found("topic=water") == {wet, both}
    assert found("topic=water&topic=heat") == {wet, hot, both}
    assert len(filtered("topic=water&topic=heat").qs) == 3


def test_kind_and_attendance_are_any_of_several() -> None:
    webinar = make_session(make_event(kind=EventKind.WEBINAR, attendance=Attendance.ONLINE))
    summit = make_session(make_event(kind=EventKind.SUMMIT, attendance=Attendance.IN_PERSON))
    contradiction = make_session(
        make_event(
            kind=EventKind.TRAINING, attendance=Attendance.IN_PERSON, other_attendance=Attendance.ONLINE
        )
    )

    assert found("kind=webinar&kind=summit") == {webinar, summit}
    assert found("attendance=online") == {webinar, contradiction}
    assert found("attendance=in_person") == {summit, contradiction}
    assert found("attendance=not_stated") == set()


def test_organisation_takes_in_the_bodies_below_it() -> None:
    top = make_organisation(slug="top")
    middle = make_organisation(slug="middle", parent=top)
    leaf = make_organisation(slug="leaf", parent=middle)
    other = make_organisation(slug="other")
    above, below, beside = (
        make_session(make_involvement(organisation=body).event) for body in (top, leaf, other)
    )

    assert found("organisation=top") == {above, below}
    assert found("organisation=middle") == found("organisation=leaf") == {below}
    assert found("organisation=middle&organisation=other") == {below, beside}


def test_speaker_is_any_of_several() -> None:
    ann, bob = make_speaker(slug="ann"), make_speaker(slug="bob")
    first, second = make_appearance(speaker=ann).session, make_appearance(speaker=bob).session
    make_appearance()

    assert found("speaker=ann") == {first}
    assert found("speaker=ann&speaker=bob") == {first, second}


@pytest.mark.parametrize(
    ("make", "query", "is_found"),
    [
        (make_session, "from=2024-09-18", True),
        (make_session, "from=2024-09-19", False),
        (make_session, "to=2024-09-18", True),
        (make_session, "to=2024-09-17", False),
        (make_session, "from=2024-09-18&to=2024-09-18", True),
        (make_day_session, "from=2020-10-28", True),
        (make_day_session, "from=2020-10-29", False),
        (make_day_session, "to=2020-10-07", True),
        (make_day_session, "to=2020-10-06", False),
        (make_day_session, "from=2020-10-10&to=2020-10-12", True),
        (make_window_session, "from=2022-10-30", True),
        (make_window_session, "from=2022-10-31", False),
        (make_window_session, "to=2022-09-12", True),
        (make_window_session, "to=2022-09-11", False),
        (make_undated_session, "from=0001-01-01", False),
        (make_undated_session, "to=9999-12-31", False),
        (make_session, "from=0001-01-01&to=9999-12-31", True),
    ],
)
def test_days_are_inclusive(make: Callable[[], Session], query: str, is_found: bool) -> None:
    session = make()

    assert found(query) == ({session} if is_found else set())


def test_session_over_midnight_is_on_both_days() -> None:
    session = make_session(
        starts_at=datetime(2024, 9, 18, 21, tzinfo=UTC), ends_at=datetime(2024, 9, 18, 23, tzinfo=UTC)
    )

    assert found("to=2024-09-18") == found("from=2024-09-19") == {session}  # in Brussels
    assert found("to=2024-09-17") == found("from=2024-09-20") == set()
    assert found("from=2024-09-19&tz=UTC") == set()


def test_parameters_narrow_together() -> None:
    water = make_topic(slug="water")
    wanted = make_offer(make_session(make_event(topics=[water])), language="ko").session
    make_offer(make_session(make_event(topics=[water])), language="fr")
    make_offer(language="ko")

    assert found("topic=water&language=ko&when=past&kind=webinar&from=2024-09-01") == {wanted}
    assert found("topic=water&language=ko&when=upcoming") == set()


BAD = ["nowhere", "%00", "a%00b", "x" * 10_000, "%E6%B0%B4", "' OR 1=1", "%ED%A0%80", "a%0Ab", "1"]


@pytest.mark.parametrize("value", BAD)
@pytest.mark.parametrize(
    "name",
    ["when", "language", "interpretation", "topic", "kind", "attendance", "organisation", "speaker", "from"],
)
def test_bad_value_is_an_error_of_its_field_and_finds_nothing(name: str, value: str) -> None:
    make_session()
    question = filtered(f"{name}={value}")

    assert list(question.form.errors) == [name]
    assert (list(question.qs), question.chosen, chips_of(f"{name}={value}")) == ([], {}, [])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=abc", "page"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=1.5", "page"),
        ("page=" + "9" * 5_000, "page"),
        ("to=2024-02-30", "to"),
        ("from=18.09.2024", "from"),
        ("from=2024-09-18T12:00", "from"),
        ("from=10000-01-01", "from"),
        ("from=2024-09-18&to=2024-09-17", "to"),
        ("language=KO", "language"),
        ("language=ko&language=klingon", "language"),
    ],
)
def test_ill_formed_value_is_an_error(query: str, field: str) -> None:
    assert list(filtered(query).form.errors) == [field]


def test_chips_name_what_narrows_and_lead_to_the_list_without_it() -> None:
    make_topic(slug="water", name="水 & heat")
    make_organisation(slug="net", name="The Net")
    rest = "ref=a+%E6%B0%B4"
    two = "topic=water&organisation=net"
    kinds = "kind=summit&kind=series"
    query = f"when=past&page=3&{two}&{kinds}&from=2024-9-1&{rest}"

    assert {(chip.name, chip.words): chip.without for chip in chips_of(query)} == {
        ("Topic", "水 & heat"): f"when=past&organisation=net&{kinds}&from=2024-9-1&{rest}",
        ("Organisation", "The Net"): f"when=past&topic=water&{kinds}&from=2024-9-1&{rest}",
        ("Kind", "Summit"): f"when=past&{two}&kind=series&from=2024-9-1&{rest}",
        ("Kind", "Webinar series"): f"when=past&{two}&kind=summit&from=2024-9-1&{rest}",
        ("From", "1 Sept 2024"): f"when=past&{two}&{kinds}&{rest}",
    }


def test_repeated_value_is_one_chip() -> None:
    assert chips_of("language=ko&language=ko&from=2024-01-01&from=2024-02-01") == [
        Chip("language", "Can be followed in", "Korean", "from=2024-01-01&from=2024-02-01"),
        Chip("from", "From", "1 Feb 2024", "language=ko&language=ko"),
    ]


def test_many_languages_are_too_many() -> None:
    many = [f"{language}-{region}" for language in ("en", "fr") for region in iso_countries()]

    assert filtered("&".join(f"language={code.lower()}" for code in many[:100])).is_valid()
    assert filtered("&".join(f"language={code.lower()}" for code in many[:101])).form.errors == {
        "language": ["Choose at most 100."]
    }


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_values_costs_no_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    query = "&".join(f"language={code}" for code in ["ko", "fr", "ar"][:count])

    with django_assert_num_queries(0):
        assert len(chips_of(query)) == count


def test_speaker_of_drafts_only_cannot_be_asked_for() -> None:
    hidden = make_appearance(make_session(make_event(state=EventState.DRAFT))).speaker
    data = QueryDict(f"speaker={hidden.slug}")

    assert not SessionFilter(data, Session.objects.listed(), now=datetime(2024, 9, 1, tzinfo=UTC)).is_valid()
