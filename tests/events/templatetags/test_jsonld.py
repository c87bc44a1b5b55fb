import json
from html.parser import HTMLParser
from typing import Any

from django.template import Context, Template


class Scripts(HTMLParser):
    """What a browser takes for elements, and for the text of the first script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(thing: dict[str, Any]) -> str:
    return Template("{% load jsonld %}{% jsonld thing %}").render(Context({"thing": thing}))


def test_thing_is_written_with_its_context_in_its_own_script() -> None:
    assert rendered({"@type": "Event", "name": "더위", "isAccessibleForFree": True}) == (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Event",'
        '"name":"더위","isAccessibleForFree":true}</script>'
    )


def test_text_that_looks_like_markup_stays_text() -> None:
    title = "</script><script>alert('\"{}\\')</script><!-- &lt;b&gt; & \u2028"

    html = rendered({"@type": "Event", "name": title})

    read = Scripts(html)
    assert read.elements == [("script", {"type": "application/ld+json"})]
    assert json.loads(read.text)["name"] == title
    assert not set("<>&") & set(html.removeprefix('<script type="application/ld+json">')[: -len("</script>")])
