"""A new event in one form: with its session, languages, speakers, organiser, links, topics and source."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from events.models import (
    Appearance,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    Resource,
    Session,
)
from tests.events.admin.admin_page import told
from tests.events.admin.browser import add, address, change, errors, fields_of, row
from tests.factories import (
    make_event,
    make_offer,
    make_organisation,
    make_session,
    make_source,
    make_speaker,
    make_topic,
    make_undated_session,
)

ADD = address(Event, "add")
SECOND = {"number": "2", "precision": "unknown", "status": "scheduled"}
MADE = (Event, Session, LanguageOffer, Appearance, Involvement, Resource, Citation)


def announcement(**values: Any) -> dict[str, Any]:
    """What an editor enters of a webinar with all that its announcement says."""
    return (
        {"title_en": "Heat", "timezone": "Asia/Seoul", "attendance": "online", "summary_en": "Of heat."}
        | {"topics": [make_topic(name="Health").pk]}
        | {"sessions-0-precision": "time"}
        | {"sessions-0-starts_at": "2099-07-01T09:30", "sessions-0-ends_at": "2099-07-01T11:00"}
        | {"language_offers-0-language": "en", "language_offers-1-language": "ko"}
        | {"language_offers-1-provider": make_organisation().pk}
        | {"appearances-0-speaker": make_speaker(name="Kim").pk, "appearances-0-role_en": "Mayor"}
        | {"involvements-0-organisation": make_organisation(name="ICLEI").pk}
        | {"resources-0-url": "https://example.org/register"}
        | row("citations", source=make_source().pk, first_line=1, last_line=3, tokens="Heat\n1 July")
        | values
    )


def counts() -> dict[type[Model], int]:
    return {model: model.objects.count() for model in MADE}


def test_one_form_makes_all_of_an_event(editor: Client) -> None:
    response = add(editor, Event, **announcement())

    assert response.status_code == 302
    assert counts() == {**dict.fromkeys(MADE, 1), LanguageOffer: 2}
    event, session = Event.objects.get(), Session.objects.get()
    assert (event.slug, event.state, event.title) == ("heat", "draft", "Heat")
    assert [topic.name for topic in event.topics.all()] == ["Health"]
    assert (session.event, session.number) == (event, 1)
    assert f"{session.starts_at:%Y-%m-%d %H:%M} {session.ends_at:%H:%M}" == "2099-07-01 00:30 02:00"
    offers = session.language_offers.values_list("language", "mode")
    assert list(offers) == [("en", "floor"), ("ko", "interpretation")]
    assert [(one.speaker.name, one.role) for one in session.appearances.all()] == [("Kim", "Mayor")]
    assert [(one.organisation.name, one.role) for one in event.involvements.all()] == [("ICLEI", "organiser")]
    assert [(one.kind, one.url) for one in event.resources.all()] == [
        ("registration", "https://example.org/register")
    ]
    assert Citation.objects.values_list("event", "tokens").get() == (event.pk, ["Heat", "1 July"])


def test_it_is_published_by_the_same_form(editor: Client) -> None:
    response = add(editor, Event, **announcement(_publish="yes"))

    assert told(response) == ["“Heat” is published."]
    session = Session.objects.get()
    assert (session.event.state, session.calendar_entries.count()) == ("published", 1)
    page = editor.get("/en/events/heat/").content.decode()
    assert {word for word in ("Kim", "Mayor", "ICLEI", "Health", "한국어") if word in page} == {
        "Kim",
        "Mayor",
        "ICLEI",
        "Health",
        "한국어",
    }


def test_rows_begin_with_what_most_announcements_have(editor: Client) -> None:
    fields = fields_of(editor.get(ADD))

    begun = {name: values[0] for name, values in fields.items() if name.endswith(("-mode", "-role", "-kind"))}
    shown = {name: value for name, value in begun.items() if "__prefix__" not in name}
    assert shown == {
        "language_offers-0-mode": "floor",
        "language_offers-1-mode": "interpretation",
        "appearances-0-mode": "not_stated",
        "appearances-1-mode": "not_stated",
        "involvements-0-role": "organiser",
        "resources-0-kind": "registration",
    }


def test_rows_that_were_left_as_they_were_are_none(editor: Client) -> None:
    response = add(editor, Event, title_en="Heat")

    assert response.status_code == 302
    assert counts() == {**dict.fromkeys(MADE, 0), Event: 1, Session: 1}
    assert Session.objects.values_list("precision", "number").get() == ("unknown", 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"timezone": "Seoul"}, "timezone"),
        ({"topics": ["0"]}, "topics"),
        ({"sessions-0-ends_at": "2099-07-01T09:00"}, "sessions-0-ends_at"),
        ({"sessions-0-ends_at": ""}, "sessions-0-ends_at"),
        ({"language_offers-1-language": "xx-klingon"}, "language_offers-1-language"),
        ({"language_offers-1-language": ""}, "language_offers-1-language"),
        ({"appearances-0-speaker": ""}, "appearances-0-speaker"),
        ({"appearances-0-role_en": "<b>Mayor</b>"}, "appearances-0-role_en"),
        ({"involvements-0-organisation": "0"}, "involvements-0-organisation"),
        ({"resources-0-url": "javascript:alert(1)"}, "resources-0-url"),
        ({"citations-0-last_line": "0"}, "citations-0-__all__"),
        ({"citations-0-tokens": '["Heat"'}, "citations-0-tokens"),
        ({"citations-0-fact": "colour"}, "citations-0-fact"),
    ],
)
def test_an_error_anywhere_keeps_all_that_was_typed_and_saves_nothing(
    editor: Client, wrong: dict[str, Any], field: str
) -> None:
    entered = announcement() | wrong

    page = add(editor, Event, **entered)

    assert errors(page).keys() == {field}
    assert counts() == dict.fromkeys(MADE, 0)
    # What is no key of a record is not shown again.
    typed = {name: value for name, value in entered.items() if value not in ("", "0", ["0"])}
    shown = fields_of(page)
    assert {name: shown.get(name) for name in typed} == {
        name: [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in typed.items()
    }


@pytest.mark.parametrize(
    ("prefix", "twice"),
    [
        ("language_offers", ("language", "mode")),
        ("appearances", ("speaker",)),
        ("involvements", ("organisation", "role")),
    ],
)
def test_what_stands_twice_is_refused(editor: Client, prefix: str, twice: tuple[str, ...]) -> None:
    entered = announcement(**{"language_offers-0-mode": "floor", "involvements-0-role": "organiser"})
    entered |= row("involvements", 1, position="0") if prefix == "involvements" else {}
    entered |= {f"{prefix}-1-{name}": entered[f"{prefix}-0-{name}"] for name in twice}

    page = add(editor, Event, **entered)

    assert prefix in errors(page)
    assert counts() == dict.fromkeys(MADE, 0)


def test_of_several_new_sessions_languages_are_those_of_the_first(editor: Client) -> None:
    entered = announcement() | row("sessions", 1, **SECOND)

    response = add(editor, Event, **entered)

    assert response.status_code == 302
    offered = {one.number: one.language_offers.count() for one in Session.objects.all()}
    assert offered == {1: 2, 2: 0}


@pytest.mark.parametrize(
    ("entered", "slug"),
    [
        ({"title_en": "Heat & Rain"}, "heat-rain"),
        ({"title_en": "", "title_ko": "기후 웨비나"}, "event"),
        ({"title_en": "", "title_fr": "Été"}, "ete"),
        ({"title_en": "Taken"}, "taken-2"),
        ({"title_en": "Heat", "slug": "own-slug"}, "own-slug"),
    ],
)
def test_slug_is_made_where_it_is_left_empty(editor: Client, entered: dict[str, str], slug: str) -> None:
    make_event(slug="taken")

    response = add(editor, Event, **entered)

    assert response.status_code == 302
    assert Event.objects.exclude(slug="taken").get().slug == slug


def test_page_of_an_event_of_one_session_changes_its_languages(editor: Client) -> None:
    offer = make_offer(language="ko")
    event = offer.session.event

    response = change(
        editor,
        event,
        **{"language_offers-0-language": "ar"},
        **row("language_offers", existing=1, language="fr", mode="floor"),
        **row("appearances", speaker=make_speaker().pk, mode="live", position="0"),
    )

    assert response.status_code == 302
    assert list(offer.session.language_offers.values_list("language", flat=True)) == ["ar", "fr"]
    assert offer.session.appearances.count() == 1


def test_page_of_an_event_of_several_sessions_shows_no_rows_of_one(editor: Client) -> None:
    event = make_offer().session.event
    assert "language_offers-TOTAL_FORMS" in fields_of(editor.get(address(event, "change")))

    make_session(event)

    fields = fields_of(editor.get(address(event, "change")))
    assert {"language_offers-TOTAL_FORMS", "appearances-TOTAL_FORMS"} & fields.keys() == set()
    assert change(editor, event, title_en="Rain").status_code == 302
    assert LanguageOffer.objects.count() == 1


def test_second_session_leaves_languages_with_the_first(editor: Client) -> None:
    offer = make_offer()
    second = row("sessions", existing=1, **SECOND)

    response = change(editor, offer.session.event, **second, **{"language_offers-0-language": "ar"})

    assert response.status_code == 302
    assert LanguageOffer.objects.values_list("session__number", "language").get() == (1, "ar")


def test_only_session_goes_for_another_with_what_belonged_to_it(editor: Client) -> None:
    session = make_undated_session(make_event(state="draft"))
    make_offer(session)
    gone = {"sessions-0-DELETE": "on", "language_offers-0-language": "ar"}

    response = change(editor, session.event, **gone, **row("sessions", existing=1, **SECOND))

    assert response.status_code == 302
    assert list(Session.objects.values_list("number", flat=True)) == [2]
    assert not LanguageOffer.objects.exists()
