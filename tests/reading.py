"""A page as a test reads it: elements with their attributes and their text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from django.http import HttpResponse

VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """Parses on creation; an element that is not closed where it was opened is an AssertionError."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(response.content.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """A hint explains what is said beside it, and is no part of that."""
        hints = [place for place, element in enumerate(self.open) if "hint" in element.classes]
        for element in self.open[hints[0] if hints else 0 :]:
            element.pieces.append(data)

    def find(self, what: str) -> Iterator[Element]:
        """Elements by tag, or by class after a full stop: ``h1``, ``.row__title``."""
        for element in self.elements:
            if what[1:] in element.classes if what.startswith(".") else what == element.tag:
                yield element

    def texts(self, what: str) -> list[str]:
        return [element.text for element in self.find(what)]

    def fact(self, name: str) -> str:
        """What a definition list says under ``name``."""
        terms = [element for element in self.elements if element.tag in {"dt", "dd"}]
        return next(value.text for term, value in pairwise(terms) if term.text == name)

    def feeds(self) -> list[tuple[str, str]]:
        """(address, name) of each feed that the page names for programs."""
        found = (link.attributes for link in self.find("link"))
        return [(one["href"], one["title"]) for one in found if one["rel"] == "alternate" and "title" in one]

    def links(self) -> list[str]:
        return [link.attributes["href"] for link in self.find("a")]
