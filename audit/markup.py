"""What the links between pages are checked by, read out of a page's HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass
class Markup:
    """``headings`` are levels in their order, ``links`` and ``loaded`` addresses as the page has them."""

    lang: str = ""
    dir: str = ""
    title: str = ""
    headings: list[int] = field(default_factory=list)
    mains: int = 0
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    """Addresses of the same page by ``hreflang``."""
    is_indexed: bool = True

    @classmethod
    def of(cls, body: bytes) -> Self:
        reader = Reader(cls())
        reader.feed(body.decode())
        reader.close()
        return reader.markup

    @property
    def skips_a_heading(self) -> bool:
        pairs = zip([0, *self.headings], self.headings, strict=False)
        return any(level > above + 1 for above, level in pairs)


class Reader(HTMLParser):
    def __init__(self, markup: Markup) -> None:
        super().__init__()
        self.markup = markup
        self.is_in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.markup
        match tag:
            case "html":
                page.lang, page.dir = values.get("lang", ""), values.get("dir", "")
            case "title":
                self.is_in_title = not page.title  # a drawing has a title, too
            case "main":
                page.mains += 1
            case "a" if "href" in values:
                page.links.append(values["href"])
            case "script" | "img" if "src" in values:
                page.loaded.append(values["src"])
            case "meta" if values.get("name") == "robots":
                page.is_indexed = "noindex" not in values.get("content", "")
            case "link":
                self.handle_link(values)
            case _ if tag in HEADINGS:
                page.headings.append(HEADINGS[tag])

    def handle_link(self, values: dict[str, str]) -> None:
        page, href = self.markup, values.get("href", "")
        match values.get("rel", ""):
            case "canonical":
                page.canonical.append(href)
            case "alternate" if "hreflang" in values:
                page.alternates[values["hreflang"]] = href
            case "stylesheet" | "icon" | "modulepreload":
                page.loaded.append(href)
            case _:
                page.links.append(href)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.is_in_title = False

    def handle_data(self, data: str) -> None:
        if self.is_in_title:
            self.markup.title += data
