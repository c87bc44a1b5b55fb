import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st

from events.models import Event, Session, Source, Speaker
from events.text_rules import as_html, as_text, clean_rich, cleaned, is_rich, refuse_markup
from organisations.models import Organisation

PIECES = ["<p>", "</p>", "<script>", "</script>", "<a href='javascript:x'>", "<", ">", "&", "&lt;", "&#60;"]
PIECES += ["<svg onload=x>", "<!--", "-->", "<em", " ", "x", '"', "<br/>", "<style>", "</", "<math>", "\n"]
HTML = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
HREF = '<a href="https://e.org" rel="noopener noreferrer">'


@pytest.mark.parametrize(
    ("model", "field", "rich"),
    [
        (Event, "description", True),
        (Event, "description_ko", True),
        (Event, "source_note_en", True),
        (Organisation, "description_fr", True),
        (Source, "description_en", True),
        (Event, "title_en", False),
        (Event, "summary_en", False),
        (Event, "editor_note", False),
        (Session, "status_reason_en", False),
        (Speaker, "name_ar", False),
    ],
)
def test_long_texts_of_public_pages_are_rich(model: type[Model], field: str, rich: bool) -> None:
    assert is_rich(model, field) == rich


@pytest.mark.parametrize(
    "text",
    ["", "a < b", "5 <6 and 7> 6", "I <3 cities", "AT&T", "&lt;b&gt;", "<-> x", "a <= b", "one\n\ntwo", "열"],
)
def test_text_without_tags_is_kept_as_it_is(text: str) -> None:
    refuse_markup(text)

    assert clean_rich(text) == text
    assert cleaned(Event, "title_en", text) == text


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "x</p>", "<p>x", "<img src=x onerror=y>", "<!-- x -->", "<unknown>", "<br/>"]
)
def test_markup_in_plain_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        cleaned(Event, "title_en", text)

    assert refusal.value.code == "markup"
    assert refusal.value.messages == ["This is shown as plain text: write it without HTML tags."]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>One <strong>two</strong> <em>three</em></p>", "<p>One <strong>two</strong> <em>three</em></p>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("x<script>alert(1)</script>y", "xy"),
        ("x<style>p {}</style>y", "xy"),
        ("<p onclick='x()' style='color:red' class='c' id='i'>x</p>", "<p>x</p>"),
        ("<iframe src='https://e.org'></iframe>x", "x"),
        ("<img src=x onerror=alert(1)>x", "x"),
        ("<h2>Head</h2>", "Head"),
        ("<a href='https://e.org' onclick='x' target='_blank'>x</a>", f"{HREF}x</a>"),
        ("<a href='javascript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='JaVa\nScRiPt:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='&#106;avascript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='data:text/html,x'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<scr<script>ipt>alert(1)</script>", "ipt>alert(1)"),
        ("<svg><script>alert(1)</script></svg>x", "x"),
        ("<math><mtext></p><img src onerror=1>", ""),
        ("<noscript><p title='</noscript><img src=x onerror=y>'>", "&lt;p title=''&gt;"),
        ("<!-- note -->x", "x"),
        ("<p>5 < 6</p>", "<p>5 &lt; 6</p>"),
    ],
)
def test_rich_text_keeps_a_few_tags(text: str, kept: str) -> None:
    assert clean_rich(text) == kept


@given(HTML)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_rich(text)

    assert clean_rich(once) == once


@given(HTML)
def test_page_never_gets_what_is_not_allowed(text: str) -> None:
    shown = as_html(text).casefold()

    for bad in ("<script", "<svg", "<style", "<math", "href='javascript", 'href="javascript', "<!--"):
        assert bad not in shown


def test_plain_paragraphs_are_escaped() -> None:
    assert as_html("AT&T &lt;b&gt;\nline\n\na < b") == (
        "<p>AT&amp;T &amp;lt;b&amp;gt;<br>line</p>\n\n<p>a &lt; b</p>"
    )


def test_tags_without_paragraphs_get_them_of_empty_lines() -> None:
    assert as_html("One <em>two</em>\n\nthree") == "<p>One <em>two</em></p>\n\n<p>three</p>"


def test_paragraphs_of_tags_stay() -> None:
    assert as_html("<p>One</p>\n\n<p>two</p>") == "<p>One</p>\n\n<p>two</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [("a < b &amp; c", "a < b &amp; c"), ("<p>Heat &amp; <em>rain</em></p>", "Heat & rain"), ("", "")],
)
def test_words_are_those_of_the_page(text: str, words: str) -> None:
    assert as_text(text) == words


@pytest.mark.parametrize(
    "text", ["<p>Heat</p><p>rain</p>", "<ul><li>Heat</li><li>rain</li></ul>", "Heat<br>rain"]
)
def test_words_of_two_paragraphs_are_two(text: str) -> None:
    assert as_text(text).split() == ["Heat", "rain"]


@pytest.mark.parametrize("text", ["<div>Heat & rain</div>", "<h2>Heat &amp; rain</h2>"])
def test_ampersand_beside_a_tag_that_goes_is_shown_once(text: str) -> None:
    assert as_html(clean_rich(text)) == "<p>Heat &amp; rain</p>"
