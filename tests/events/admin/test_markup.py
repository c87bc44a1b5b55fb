"""HTML in what an editor enters: refused in plain texts, reduced to a few tags in those of public pages."""

from typing import Any

import pytest
from django.test import Client

from events.models import Event, OtherName
from tests.events.admin.admin_page import told
from tests.events.admin.browser import add, change, errors, row
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_organisation,
    make_project,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_topic,
)
from tests.reading import Page

REFUSED = ["This is shown as plain text: write it without HTML tags."]
TAKEN_OUT = "Formatting that is not kept here was taken out of: Description."


def make_of_session(**values: Any) -> Event:
    return make_session(make_event(**values)).event


def make_other_name() -> OtherName:
    return OtherName.objects.create(event=make_of_session(), name="Also", language="en")


PLAIN = [
    (make_of_session, "title_en title_ko summary_en audience_fr platform place editor_note original_name"),
    (make_of_session, "sessions-0-title_en sessions-0-date_note_en"),
    (make_session, "title_en date_note_ar status_reason_en status_reason_ko editor_note"),
    (lambda: make_resource(make_of_session()), "title_en title_pl"),
    (make_involvement, "note_en note_es editor_note"),
    (make_appearance, "honorific role_en role_zh_hans editor_note"),
    (make_other_name, "name"),
    (make_speaker, "name_en name_ko original_name editor_note"),
    (make_topic, "name_en editor_note"),
    (make_organisation, "name_en acronym place original_name editor_note"),
    (make_project, "name_en acronym tagline_en"),
    (make_source, "title_en editor_note"),
]


@pytest.mark.parametrize(("make", "fields"), PLAIN)
def test_html_in_a_plain_text_is_refused_at_its_field(editor: Client, make: Any, fields: str) -> None:
    record, entered = make(), dict.fromkeys(fields.split(), "<i>x</i>")

    page = change(editor, record, **entered)

    assert errors(page) == dict.fromkeys(entered, REFUSED)


@pytest.mark.parametrize(
    ("prefix", "values", "name"),
    [
        ("involvements", {"organisation": None, "role": "host"}, "note_en"),
        ("resources", {"kind": "slides"}, "title_en"),
        ("other_names", {"language": "en"}, "name"),
        ("appearances", {"speaker": None, "mode": "live"}, "role_en"),
    ],
)
def test_html_in_a_new_row_is_refused_at_its_field(
    editor: Client, prefix: str, values: dict[str, Any], name: str
) -> None:
    event, makers = make_of_session(), {"organisation": make_organisation, "speaker": make_speaker}
    chosen = {key: value or makers[key]().pk for key, value in values.items()}

    page = change(editor, event, **row(prefix, **chosen, position="0", **{name: "<i>x</i>"}))

    assert errors(page) == {f"{prefix}-0-{name}": REFUSED}


def test_html_that_was_there_before_is_in_nobodys_way(editor: Client) -> None:
    event = make_of_session()
    Event.objects.update(editor_note="<i>old</i>")

    response = change(editor, event, title_en="Rain")

    assert response.status_code == 302
    assert Event.objects.values_list("title_en", "editor_note").get() == ("Rain", "<i>old</i>")


@pytest.mark.parametrize("text", ["5 < 6", "AT&T", "I <3 cities", "a -> b"])
def test_signs_that_are_no_tags_are_kept(editor: Client, text: str) -> None:
    event = make_of_session()

    change(editor, event, title_en=text, description_en=text)

    assert Event.objects.values_list("title_en", "description_en").get() == (text, text)


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("<p>Heat</p><script>alert(1)</script>", "<p>Heat</p>"),
        ('<p onclick="x()" style="color: red">Heat</p>', "<p>Heat</p>"),
        ('<p>Heat</p><iframe src="https://e.org"></iframe>', "<p>Heat</p>"),
        ("<h2>Heat</h2>", "Heat"),
        ("<a href='javascript:alert(1)'>Heat</a>", '<a rel="noopener noreferrer">Heat</a>'),
        ("<img src=x onerror=alert(1)>Heat", "Heat"),
    ],
)
@pytest.mark.parametrize("field", ["description_en", "description_ko"])
def test_what_is_taken_out_of_a_long_text_is_told(
    editor: Client, field: str, entered: str, kept: str
) -> None:
    event = make_of_session()

    response = change(editor, event, **{field: entered})

    assert response.status_code == 302
    assert told(response)[0] == TAKEN_OUT
    assert Event.objects.values_list(field, flat=True).get() == kept


def test_what_is_taken_out_of_several_texts_is_told_at_once(editor: Client) -> None:
    tags = {"description_en": "<h2>Heat</h2>", "source_note_en": "<div>Rain</div>"}

    response = add(editor, Event, title_en="Heat", **tags)

    # The order is that of the form.
    assert sorted(told(response)[0].removesuffix(".").partition(": ")[2].split(", ")) == [
        "Description",
        "What the source leaves open or contradicts",
    ]


def test_text_of_tags_that_are_kept_is_kept_without_a_word(editor: Client) -> None:
    text = "<p>One <em>two</em></p><ul><li>three</li></ul>"

    response = change(editor, make_of_session(), description_en=text)

    assert TAKEN_OUT not in told(response)
    assert Event.objects.get().description == text


@pytest.mark.parametrize(
    "text", ['<p><a href="https://e.org">x</a></p>', "<p>Heat & rain</p>", "One<br/>two", "<p>one<p>two"]
)
def test_nothing_is_told_where_no_tag_was_taken_out(editor: Client, text: str) -> None:
    response = change(editor, make_of_session(), description_en=text)

    assert TAKEN_OUT not in told(response)


def test_what_came_past_the_admin_is_reduced_on_the_page(editor: Client) -> None:
    event = make_of_session(description_en="<p>Heat</p><script>alert(1)</script><p onclick='x'>rain</p>")

    page = Page(editor.get(event.get_absolute_url()))

    assert page.texts(".prose") == ["Heatrain"]
    [prose] = page.find(".prose")
    inside = page.elements[page.elements.index(prose) + 1 :][:2]
    assert [(one.tag, one.attributes) for one in inside] == [("p", {}), ("p", {})]
