import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from events.templatetags import sentences


def rendered(template: str, **context: object) -> str:
    return Template("{% load i18n sentences %}" + template).render(Context(context))


def test_what_is_captured_stands_where_it_is_asked_for() -> None:
    template = "{% capture link %}\n  <a href='/en/'>{{ name }}</a>\n{% endcapture %}part of {{ link }}."

    assert rendered(template, name="Heat") == "part of <a href='/en/'>Heat</a>."


def test_captured_markup_stays_markup_within_a_sentence() -> None:
    template = (
        "{% capture link %}<b>{{ name }}</b>{% endcapture %}"
        "{% blocktranslate %}part of {{ link }}{% endblocktranslate %}"
    )

    assert rendered(template, name="A & B") == "part of <b>A &amp; B</b>"


def test_what_is_hostile_in_a_capture_is_escaped_once() -> None:
    template = "{% capture words %}<i>{{ hostile }}</i>{% endcapture %}{{ words }}|{{ hostile }}"

    escaped = "&lt;script&gt;&quot;&amp;"
    assert rendered(template, hostile='<script>"&') == f"<i>{escaped}</i>|{escaped}"


def test_capture_is_empty_where_it_holds_nothing() -> None:
    template = (
        "{% capture words %} {% if no %}x{% endif %} {% endcapture %}[{{ words }}]{% if words %}y{% endif %}"
    )

    assert rendered(template) == "[]"


def test_capture_is_seen_in_the_rest_of_its_block_alone() -> None:
    template = "{% with a=1 %}{% capture b %}{{ a }}{% endcapture %}{{ b }}{% endwith %}[{{ b }}]"

    assert rendered(template) == "1[]"


@pytest.mark.parametrize("tag", ["capture", "capture one two"])
def test_capture_takes_one_name(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=r"^capture takes one argument: a name$"):
        rendered("{% " + tag + " %}x{% endcapture %}")


@pytest.mark.parametrize(
    ("language", "comma", "pause", "colon"),
    [
        ("en", ", ", ", ", ": "),
        ("ar", "، ", "، ", ": "),
        ("fr", ", ", ", ", "\u00a0: "),
        ("zh-hans", "、", "，", "："),
    ],
)
def test_what_stands_between_is_that_of_the_language(
    language: str, comma: str, pause: str, colon: str
) -> None:
    with translation.override(language):
        assert rendered("a{% comma %}b{% pause %}c{% colon %}d") == f"a{comma}b{pause}c{colon}d"
        assert (str(sentences.comma()), str(sentences.pause())) == (comma, pause)
