"""Tokens of a citation: one a line, or a list in JSON."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from events.admin.citations import TokensField
from events.models import Citation
from tests.events.admin.browser import add, address, change, errors, fields_of, row
from tests.factories import make_citation, make_session, make_source


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("20 March", ["20 March"]),
        ("20 March\nZoom", ["20 March", "Zoom"]),
        ("20 March\r\n\r\n  Zoom  \r\n", ["20 March", "Zoom"]),
        ("2024", ["2024"]),
        ("null", ["null"]),
        ("true", ["true"]),
        ('"quoted"', ['"quoted"']),
        ("a\n[b]", ["a", "[b]"]),
        ('["20 March", "Zoom"]', ["20 March", "Zoom"]),
        (' [ "[sic]" ] ', ["[sic]"]),
        ('["two\\nlines"]', ["two\nlines"]),
        ("기후\nمناخ", ["기후", "مناخ"]),
    ],
)
def test_tokens_are_read_one_a_line_or_as_a_list(typed: str, tokens: list[str]) -> None:
    assert TokensField().clean(typed) == tokens


@pytest.mark.parametrize("typed", ["[sic]", "[1", "{a}", '["a"] b', "", " \n ", "[]", "{}"])
def test_what_is_neither_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        TokensField().clean(typed)


@pytest.mark.parametrize(
    ("tokens", "shown"),
    [
        (["20 March", "Zoom"], "20 March\nZoom"),
        (["2024", "null"], "2024\nnull"),
        (["[sic]"], '["[sic]"]'),
        (["a", "[sic]"], '["a", "[sic]"]'),
        (["{a}"], '["{a}"]'),
        (["two\nlines"], '["two\\nlines"]'),
        (["two\u2028lines"], '["two\u2028lines"]'),
        (["two  spaces"], '["two  spaces"]'),
        ([" a"], '[" a"]'),
        (["20\u00a0March"], '["20\u00a0March"]'),
        (["기후"], "기후"),
        (["기후", "[]"], '["기후", "[]"]'),
    ],
)
def test_tokens_are_shown_so_that_they_are_read_the_same(tokens: list[str], shown: str) -> None:
    field = TokensField()

    assert field.prepare_value(tokens) == shown
    assert field.clean(shown) == tokens
    assert not field.has_changed(tokens, shown)


@pytest.mark.parametrize(
    "tokens",
    [["20 March", "Zoom"], ["[sic]", "a"], ["two\nlines"], ["a", "two\u2028lines"], ["\ttab"], ['"', "\\n"]],
)
def test_saving_without_a_change_keeps_the_tokens(editor: Client, tokens: list[str]) -> None:
    citation = make_citation(event=make_session().event, tokens=tokens)

    own = change(editor, citation)
    around = change(editor, citation.event)

    assert (own.status_code, around.status_code) == (302, 302)
    assert Citation.objects.get().tokens == tokens


def test_tokens_are_entered_one_a_line_on_the_page_of_the_event(editor: Client) -> None:
    event, source = make_session().event, make_source()
    cited = row("citations", source=source.pk, first_line=1, last_line=2, tokens="20 March\r\nZoom")

    response = change(editor, event, **cited)

    assert response.status_code == 302
    assert Citation.objects.get().tokens == ["20 March", "Zoom"]
    assert fields_of(editor.get(address(event, "change")))["citations-0-tokens"] == ["20 March\nZoom"]


@pytest.mark.parametrize("typed", ["[sic]\nZoom", '["a"', "{a}", '{"a": 1}', "[1]", '["a\\u0000"]'])
def test_what_was_refused_is_shown_as_it_was_typed(editor: Client, typed: str) -> None:
    citation = make_citation(event=make_session().event)

    response = change(editor, citation, tokens=typed)

    assert errors(response).keys() == {"tokens"}
    assert fields_of(response)["tokens"] == [typed]
    assert Citation.objects.get().tokens == ["a"]


def test_new_citation_begins_without_tokens(editor: Client) -> None:
    assert fields_of(editor.get(address(Citation, "add")))["tokens"] == [""]


@pytest.mark.parametrize("tokens", ["", "[]", "\n"])
def test_tokens_are_needed(editor: Client, tokens: str) -> None:
    cited = {"source": make_source().pk, "first_line": 1, "last_line": 1, "event": make_session().event_id}

    response = add(editor, Citation, **cited, tokens=tokens)

    assert errors(response) == {"tokens": ["This field is required."]}


def test_tokens_hold_what_json_can_spell() -> None:
    tokens = ["a", "“b”", "\\", "🌍"]

    assert TokensField().clean(json.dumps(tokens)) == tokens
