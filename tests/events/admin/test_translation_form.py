"""Texts side by side: what is shown, what is saved, what is refused."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from events.models import Event, Session
from events.revisions import revisions_of
from events.upkeep import bring_up_to_date
from tests.events.admin.admin_page import told
from tests.events.admin.browser import fields_of, submit
from tests.events.admin.entries import EARLIER
from tests.events.admin.translating import columns, entered, errors, page_of
from tests.events.content_lines import stored, value
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)


def test_texts_stand_side_by_side(editor: Client) -> None:
    event = make_event(
        title="Heat & health", title_ar="الحر", description="One.\n\nTwo.", audience_fr="Villes"
    )

    page = editor.get(page_of(event, "ar"))

    text = page.content.decode()
    assert '<div class="to-read" lang="en" dir="ltr">Heat &amp; health</div>' in text
    assert '<div class="to-read" lang="en" dir="ltr">One.\n\nTwo.</div>' in text
    assert '<div class="to-read" lang="fr" dir="ltr">Villes</div>' in text
    [form] = page.context["page"]
    assert list(form.fields) == ["title_ar", "description_ar", "audience_ar", "own_name"]
    title, description = form.fields["title_ar"].widget.attrs, form.fields["description_ar"].widget.attrs
    assert (title["lang"], title["dir"], title["maxlength"]) == ("ar", "rtl", "300")
    assert (description["lang"], description["dir"]) == ("ar", "rtl")
    assert "textarea" in str(form["description_ar"])
    assert fields_of(page)[entered(event, "title_ar")] == ["الحر"]


def test_another_language_can_be_read(editor: Client) -> None:
    event = make_event(title="Heat", title_ar="الحر", title_fr="Chaleur", summary="About heat")

    page = editor.get(page_of(event, **{"from": "ar"}))

    text = page.content.decode()
    assert '<div class="to-read" lang="ar" dir="rtl">الحر</div>' in text
    assert '<div class="to-read" lang="en" dir="ltr">About heat</div>' in text
    assert [source["code"] for source in page.context["sources"]] == ["en", "ar", "fr"]
    assert 'href="?from=fr"' in text
    assert editor.get(page_of(event, **{"from": "none"})).status_code == 200


def test_an_event_is_translated_with_its_parts(editor: Client) -> None:
    event = make_event(title="Heat")
    session = make_session(event, title="Opening")
    untitled = make_session(event)
    appearance = make_appearance(session, role="Mayor")
    involvement = make_involvement(event, note="With thanks")
    resource = make_resource(event, title="Slides")
    texts = {
        entered(event, "title_ko"): "더위",
        entered(session, "title_ko"): "개회",
        entered(appearance, "role_ko"): "시장",
        entered(involvement, "note_ko"): "감사합니다",
        entered(resource, "title_ko"): "슬라이드",
    }

    assert entered(untitled, "title_ko") not in fields_of(editor.get(page_of(event)))
    response = submit(editor, page_of(event), **texts)

    assert response.url == page_of(event)
    for record in (event, session, appearance, involvement, resource):
        record.refresh_from_db()
    found = [event.title_ko, session.title_ko, appearance.role_ko, involvement.note_ko, resource.title_ko]
    assert found == list(texts.values())
    assert told(response) == ["The texts of “Heat” were saved."]
    [entry] = LogEntry.objects.all()
    assert (entry.object_id, entry.content_type.model) == (str(event.pk), "event")
    assert entry.get_change_message() == (
        "Changed Title (한국어) and translated by us into. Changed Title (한국어) for session “Heat · 1”. "
        f"Changed Role (한국어) for appearance “{appearance}”. "
        f"Changed Note (한국어) for involvement “{involvement}”. "
        "Changed Title (한국어) for resource “Slides”."
    )
    assert revisions_of(event).count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_an_event_takes_the_same_queries_whatever_it_has(
    editor: Client, django_assert_num_queries: Callable, rows: int
) -> None:
    event = make_event()
    for number in range(rows):
        session = make_session(event, title="Opening")
        make_appearance(session, role="Mayor")
        make_involvement(event, note="With thanks")
        make_resource(event, title="Slides", position=number)

    with django_assert_num_queries(8):
        page = editor.get(page_of(event))

    assert len(page.context["page"].forms) == 1 + 4 * rows


@pytest.mark.usefixtures("two_languages")
def test_what_is_saved_is_in_calendars(editor: Client) -> None:
    session = make_session(make_event(title="Heat"))
    bring_up_to_date(Event.objects.all(), EARLIER)

    submit(editor, page_of(session.event), **{entered(session.event, "title_ko"): "더위"})

    assert value(stored(session, "ko"), "SUMMARY") == "더위"


def test_only_what_was_changed_is_written(editor: Client) -> None:
    event = make_event(
        title="Heat", title_ko="더위", description="One.", description_ko="하나.\r\n\r\n둘.\r\n"
    )
    before = columns(event)

    response = submit(editor, page_of(event))
    assert told(response) == ["Nothing was changed."]
    assert (columns(event), LogEntry.objects.count()) == (before, 0)

    submit(editor, page_of(event), **{entered(event, "title_ko"): "폭염"})
    assert columns(event) == before | {"title_ko": "폭염"}


def test_a_text_can_be_taken_out(editor: Client) -> None:
    event = make_event(title="Heat", title_ko="더위", title_fr="Chaleur", own_translations="ko fr")

    for language in ("ko", "en"):  # English is what this page of the admin is read in
        submit(editor, page_of(event, language), **{entered(event, f"title_{language}"): ""})

    event.refresh_from_db()
    assert (event.title_en, event.title_ko, event.title_fr) == ("", "", "Chaleur")
    assert event.own_translations == "fr"


def test_a_name_is_needed_in_one_language(editor: Client) -> None:
    topic = make_topic(name="", name_ko="더위")

    page = submit(editor, page_of(topic), **{entered(topic, "name_ko"): " "})

    assert errors(page) == {entered(topic, "name_ko"): ["It is needed in at least one language."]}
    topic.refresh_from_db()
    assert topic.name_ko == "더위"


@pytest.mark.parametrize(
    ("kept", "changes", "expected"),
    [
        ({}, {"name_ko": "앤"}, "fr ko"),
        ({}, {"name_ko": "앤", "own_name": None}, "fr"),
        ({}, {"own_name": None}, "fr"),
        ({"name_ko": "앤"}, {"name_ko": "안"}, "fr"),
        ({"name_ko": "앤"}, {"own_name": "on"}, "fr ko"),
        ({"name_ko": "앤", "own_translations": "ko fr"}, {"name_ko": "안"}, "ko fr"),
        ({"name_ko": "앤", "own_translations": "ko fr"}, {"own_name": None}, "fr"),
        ({"name_ko": "앤", "own_translations": "ko fr"}, {"name_ko": ""}, "fr"),
        ({"original_name": "앤", "original_language": "ko"}, {"name_ko": "앤"}, "fr"),
    ],
)
def test_whether_a_name_is_our_translation(
    editor: Client, kept: dict[str, str], changes: dict[str, str | None], expected: str
) -> None:
    speaker = make_speaker(name="Ann", **{"own_translations": "fr"} | kept)

    response = submit(
        editor, page_of(speaker), **{entered(speaker, name): said for name, said in changes.items()}
    )

    assert response.status_code == 302
    speaker.refresh_from_db()
    assert speaker.own_translations == expected


def test_only_a_name_with_an_original_can_be_our_translation(editor: Client) -> None:
    topic, speaker = make_topic(name="Heat"), make_speaker(name="Ann")

    assert entered(topic, "own_name") not in fields_of(editor.get(page_of(topic)))
    assert fields_of(editor.get(page_of(speaker)))[entered(speaker, "own_name")] == ["on"]


def test_a_long_text_is_refused_at_its_field(editor: Client) -> None:
    event = make_event(title="Heat")
    session = make_session(event, title="Opening")
    long = "가" * 301

    page = submit(
        editor, page_of(event), **{entered(session, "title_ko"): long, entered(event, "title_ko"): "더위"}
    )

    refused = "Ensure this value has at most 300 characters (it has 301)."
    assert errors(page) == {entered(session, "title_ko"): [refused]}
    assert fields_of(page)[entered(session, "title_ko")] == [long]
    assert fields_of(page)[entered(event, "title_ko")] == ["더위"]
    event.refresh_from_db()
    assert event.title_ko is None


def test_tags_are_refused_in_plain_texts_and_cleaned_in_long_ones(editor: Client) -> None:
    event = make_event(title="Heat", description="<p>One</p>")

    page = submit(editor, page_of(event), **{entered(event, "title_ko"): "<b>더위</b>"})
    assert list(errors(page)) == [entered(event, "title_ko")]

    rich = {entered(event, "description_ko"): "<p onclick='x'>하나</p>"}
    response = submit(editor, page_of(event), **rich)
    event.refresh_from_db()
    assert event.description_ko == "<p>하나</p>"
    assert told(response) == [
        "The texts of “Heat” were saved.",
        "Tags that a text cannot hold were taken out of: Description",
    ]


def test_a_record_without_any_text_says_so(editor: Client) -> None:
    session = make_session()

    page = editor.get(page_of(session))

    assert page.context["page"].forms == []
    assert "It has no texts to translate." in page.content.decode()
    assert list(Session.objects.values_list("title_ko", flat=True)) == [None]
