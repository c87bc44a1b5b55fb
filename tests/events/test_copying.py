from typing import Any

import pytest
from django.core.exceptions import ValidationError

from events.copying import (
    LANGUAGES,
    SPEAKERS,
    Copied,
    Part,
    copy_links,
    copy_rows,
    make_next_edition,
    slug_of_next_edition,
)
from events.models import Citation, Event, Resource, Session
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
    make_undated_session,
)

pytestmark = pytest.mark.django_db


def offers(session: Session) -> list[tuple[str, str, int | None]]:
    return list(session.language_offers.values_list("language", "mode", "provider"))


def appearances(session: Session) -> list[tuple[str, ...]]:
    rows = session.appearances.select_related("speaker", "affiliation")
    return [
        (row.speaker.name, row.honorific, row.role_en, row.role_ko, row.affiliation, row.mode, row.position)
        for row in rows
    ]


def links(session: Session | None = None) -> list[tuple[str, int, str, str]]:
    rows = Resource.objects.filter(session=session).order_by("kind", "position")
    return [(row.kind, row.position, row.title_en or "", row.url) for row in rows]


def siblings(count: int) -> list[Session]:
    event = make_event()
    return [make_session(event) for _number in range(count)]


def test_missing_languages_are_added() -> None:
    source, bare, other = siblings(3)
    provider = make_organisation()
    make_offer(source, language="ar", provider=provider)
    make_offer(source, language="ko", mode="captions")
    make_offer(other, language="ar", mode="interpretation")
    make_offer(other, language="pl", mode="floor")

    copied = copy_rows(LANGUAGES, source, [bare, other])

    assert copied == Copied(added=3)
    assert offers(bare) == [("ar", "interpretation", provider.pk), ("ko", "captions", None)]
    assert offers(other) == [
        ("ar", "interpretation", None),
        ("ko", "captions", None),
        ("pl", "floor", None),
    ]


def test_languages_are_made_the_same() -> None:
    source, other = siblings(2)
    provider = make_organisation()
    make_offer(source, language="ar", provider=provider)
    make_offer(source, language="ko")
    kept = make_offer(other, language="ar")
    make_offer(other, language="pl")
    make_offer(other, language="ko", mode="captions")

    copied = copy_rows(LANGUAGES, source, [other], alike=True)

    assert copied == Copied(added=1, changed=1, removed=2)
    assert (
        offers(other)
        == offers(source)
        == [
            ("ar", "interpretation", provider.pk),
            ("ko", "interpretation", None),
        ]
    )
    assert other.language_offers.get(language="ar") == kept


def test_what_is_the_same_already_is_left_alone() -> None:
    source, other = siblings(2)
    for session in (source, other):
        make_offer(session, language="ar")

    assert copy_rows(LANGUAGES, source, [other], alike=True) == Copied()
    assert copy_rows(LANGUAGES, source, [other]) == Copied()


def test_speakers_are_copied_as_they_are_presented_in_every_language() -> None:
    source, other = siblings(2)
    body = make_organisation()
    said = {"honorific": "Dr", "role_en": "Mayor", "role_ko": "시장", "affiliation": body, "mode": "live"}
    appearance = make_appearance(source, **said, position=3, editor_note="Was late.")
    make_citation(appearance=appearance)

    copied = copy_rows(SPEAKERS, source, [other])

    assert copied == Copied(added=1)
    assert appearances(other) == appearances(source)
    assert appearances(other) == [(appearance.speaker.name, "Dr", "Mayor", "시장", body, "live", 3)]
    assert other.appearances.get().editor_note == ""
    assert [citation.appearance for citation in Citation.objects.all()] == [appearance]


def test_speakers_are_made_the_same() -> None:
    source, other = siblings(2)
    speaker = make_speaker()
    make_appearance(source, speaker=speaker, role_en="Mayor")
    make_appearance(other, speaker=speaker, role_en="Deputy", role_ko="부시장", editor_note="Ask again.")
    make_appearance(other)

    copied = copy_rows(SPEAKERS, source, [other], alike=True)

    assert copied == Copied(changed=1, removed=1)
    assert appearances(other) == appearances(source)
    assert other.appearances.get().editor_note == "Ask again."


def test_links_come_after_those_of_their_kind_in_the_event() -> None:
    source, second, third = siblings(3)
    event = source.event
    make_resource(event, kind="slides", position=4, url="https://e.org/all")
    make_resource(event, session=source, kind="slides", position=1, url="https://e.org/1", title_en="Slides")
    make_resource(event, session=source, kind="stream", position=0)
    make_resource(event, session=third, kind="slides", position=2, url="https://e.org/1", title_en="Named")

    copied = copy_links(source, [second, third])

    assert copied == Copied(added=3)
    assert links(second) == [("slides", 5, "Slides", "https://e.org/1"), ("stream", 1, "", "")]
    assert links(third) == [("slides", 2, "Named", "https://e.org/1"), ("stream", 2, "", "")]
    assert copy_links(source, [second, third]) == Copied()


def test_links_without_an_address_are_told_apart_by_their_titles() -> None:
    source, other = siblings(2)
    make_resource(source.event, session=source, title_en="Part 1")
    make_resource(source.event, session=other, title_en="Part 2", position=1)

    assert copy_links(source, [other]) == Copied(added=1)
    assert [title for _kind, _position, title, _url in links(other)] == ["Part 2", "Part 1"]


@pytest.mark.parametrize(
    ("slug", "others", "following"),
    [
        ("cities-2024", [], "cities-2025"),
        ("cities-2024", ["cities-2025", "cities-2026", "cities-2028"], "cities-2027"),
        ("training-2", [], "training-3"),
        ("training", [], "training-2"),
        ("training", ["training-2"], "training-3"),
        ("2024", [], "2024-2"),
        ("a" * 120, [], "a" * 115 + "-2"),
    ],
)
def test_slug_of_the_next_edition_is_free(slug: str, others: list[str], following: str) -> None:
    for taken in [slug, *others]:
        make_event(slug=taken)

    assert slug_of_next_edition(slug) == following


def next_edition(original: Event, *parts: Part, sessions: int = 2, **values: Any) -> Event:
    event = Event(**{"slug": "next", "title_en": "Next"} | values)
    make_next_edition(event, original, parts, sessions)
    return Event.objects.get(pk=event.pk)


def test_next_edition_is_a_draft_without_dates_and_notes() -> None:
    original = make_event(
        parent=make_event(),
        kind="training",
        attendance="hybrid",
        other_attendance="online",
        platform="Zoom",
        place="Seoul",
        cost="paid",
        summary_en="Short",
        source_note_en="It is contradictory.",
        editor_note="Ask.",
        original_name="서울",
        original_language="ko",
        own_translations="en",
    )
    make_citation(event=original)
    session = make_session(original, title_en="Heat", status="tentative", date_note_en="In autumn.")

    event = next_edition(original, sessions=3)

    kept = ("parent_id", "kind", "timezone", "attendance", "platform", "place", "cost")
    assert [getattr(event, name) for name in kept] == [getattr(original, name) for name in kept]
    left = ("summary_en", "source_note_en", "editor_note", "original_name", "own_translations")
    assert [getattr(event, name) or "" for name in (*left, "other_attendance")] == [""] * 6
    assert (event.state, event.publish_at, event.title) == ("draft", None, "Next")
    assert event.created_at > original.created_at
    said = ("number", "precision", "status", "title_en", "date_note_en", "starts_at", "withdrawn")
    sessions = event.sessions.order_by("number")
    assert [tuple(getattr(one, name) or "" for name in said) for one in sessions] == [
        (number, "unknown", "scheduled", "", "", "", "") for number in (1, 2, 3)
    ]
    assert len({session.uid, *(one.uid for one in sessions)}) == 4
    assert Citation.objects.count() == 1


def test_next_edition_takes_over_what_is_asked_for() -> None:
    topic, organisation, speaker = make_topic(), make_organisation(), make_speaker()
    texts = {"summary_en": "Short", "summary_ko": "짧게", "description_en": "Long", "audience_pl": "Miasta"}
    original = make_event(topics=[topic], **texts)
    make_involvement(original, organisation=organisation, role="host", note_en="As host", position=2)
    first = make_undated_session(original, number=2)
    make_session(original, number=3, withdrawn=True)
    last = make_undated_session(original, number=5)
    make_offer(first, language="ar")
    make_offer(last, language="ko")
    make_appearance(last, speaker=speaker)

    event = next_edition(original, *(part for part in Part if part != Part.LINKS), sessions=3)

    assert {name: getattr(event, name) for name in texts} == texts
    assert list(event.topics.all()) == [topic]
    [involvement] = event.involvements.all()
    assert (involvement.organisation, involvement.role) == (organisation, "host")
    assert (involvement.note_en, involvement.position) == ("As host", 2)
    sessions = event.sessions.order_by("number")
    assert [[language for language, *_rest in offers(one)] for one in sessions] == [["ar"], ["ko"], []]
    assert [[row.speaker for row in one.appearances.all()] for one in sessions] == [[], [speaker], []]


def test_next_edition_takes_over_nothing_that_is_not_asked_for() -> None:
    original = make_event(topics=[make_topic()], summary_en="Short")
    make_involvement(original)
    session = make_session(original)
    make_offer(session)
    make_appearance(session)
    make_resource(original, kind="registration")

    event = next_edition(original)

    assert event.summary == ""
    assert [relation.count() for relation in (event.topics, event.involvements, event.resources)] == [0, 0, 0]
    assert [session.language_offers.count() for session in event.sessions.all()] == [0, 0]
    assert [session.appearances.count() for session in event.sessions.all()] == [0, 0]


def test_next_edition_has_the_links_but_none_of_what_was_held() -> None:
    original = make_event()
    first, second = make_session(original), make_session(original)
    for position, kind in enumerate(["recording", "highlights", "slides"]):
        make_resource(original, kind=kind, position=position, url="https://e.org/held")
    make_resource(original, kind="registration", position=2, url="https://e.org/join", title_en="Join")
    make_resource(original, kind="stream", session=first, position=1, url="https://e.org/live")
    make_resource(original, kind="stream", session=second, position=2, url="https://e.org/second")

    event = next_edition(original, Part.LINKS, sessions=1)

    found = event.resources.order_by("kind").values_list("kind", "position", "url", "session__number")
    assert list(found) == [
        ("registration", 2, "https://e.org/join", None),
        ("stream", 1, "https://e.org/live", 1),
    ]


def test_next_edition_of_a_taken_slug_is_refused() -> None:
    original = make_event()

    with pytest.raises(ValidationError) as refused:
        next_edition(original, slug=original.slug)

    assert refused.value.message_dict == {"slug": ["Event with this Slug already exists."]}
    assert Event.objects.count() == 1
