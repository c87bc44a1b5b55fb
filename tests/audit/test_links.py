"""What the crawler finds fault with, on a site of a few pages."""

from dataclasses import dataclass, field

from audit.links import Crawl, check_page, check_relations, check_titles
from audit.site import Answer

URL = "http://127.0.0.1:1"
WHOLE = "<html lang={} dir={}><head><title>{}</title>{}</head><main><h1>x</h1>{}</main>"


@dataclass
class FewPages:
    """In place of a running site: bodies by path."""

    bodies: dict[str, str]
    languages: list[str] = field(default_factory=lambda: ["en", "ar"])
    url: str = URL

    def get(self, path: str) -> Answer:
        if path == "/en/moved/":
            return Answer(302, {"location": "../new/"}, b"")
        status = 200 if path in self.bodies else 404
        return Answer(status, {"content-type": "text/html"}, self.bodies.get(path, "").encode())


def page(path: str, *, head: str = "", links: tuple[str, ...] = ()) -> str:
    language = path.split("/")[1]
    body = "".join(f'<a href="{href}">x</a>' for href in links)
    return WHOLE.format(language, {"ar": "rtl"}.get(language, "ltr"), path, head, body)


def crawled(**pages: str) -> Crawl:
    """A crawl over /en/, /ar/ and what they lead to; ``pages`` by path with _ for /."""
    bodies = {name.replace("_", "/"): body for name, body in pages.items()}
    crawl = Crawl(FewPages({"/en/": page("/en/"), "/ar/": page("/ar/")} | bodies))
    crawl.go()
    return crawl


def found(crawl: Crawl) -> list[tuple[str, str]]:
    return [(finding.page, finding.what) for finding in crawl.findings]


def test_broken_link_is_found_with_the_page_it_is_on() -> None:
    crawl = crawled(_en_=page("/en/", links=("gone/", "#top", "?q=x", "https://example.org/", "moved/")))

    assert found(crawl) == [("/en/gone/", "a link leads to 404"), ("/en/moved/", "a link leads to 404")]
    assert crawl.findings[0].detail == "on /en/"


def test_redirect_counts_as_what_it_leads_to() -> None:
    crawl = crawled(_en_=page("/en/", links=("moved/",)), _en_new_=page("/en/new/"))

    assert found(crawl) == []
    assert sorted(crawl.pages) == ["/ar/", "/en/", "/en/new/"]


def test_list_goes_on_to_its_pages_and_no_other_question() -> None:
    links = ("/en/?page=2", "/en/?when=past&page=2", "/en/?language=ko")
    crawl = Crawl(
        FewPages({path: page(path) for path in ("/ar/", *links)} | {"/en/": page("/en/", links=links)})
    )
    crawl.go()

    assert sorted(crawl.pages) == ["/ar/", "/en/", "/en/?page=2", "/en/?when=past&page=2"]


def test_frame_of_a_page_is_checked() -> None:
    crawl = crawled(_en_="<html lang=ar dir=rtl><h2>x</h2>")

    check_page(crawl, "/en/", crawl.pages["/en/"])
    check_page(crawl, "/ar/", crawl.pages["/ar/"])

    assert [what for _page, what in found(crawl)] == [
        "has 0 h1",
        "skips a level of headings",
        "has 0 main",
        "has lang 'ar'",
        "has dir 'rtl'",
        "has no title",
    ]


def test_title_of_another_page_is_found_within_a_language() -> None:
    twin = page("/en/").replace("lang=en", "lang=en id=twin")
    crawl = crawled(_en_=page("/en/", links=("twin/",)), _en_twin_=twin, _ar_=page("/en/"))

    check_titles(crawl)

    assert found(crawl) == [("/en/twin/", "has the title of another page")]


def test_languages_name_each_other() -> None:
    def named(code: str, path: str) -> str:
        return f'<link rel="alternate" hreflang="{code}" href="{URL}{path}">'

    both = named("en", "/en/") + named("ar", "/ar/")
    each = crawled(_en_=page("/en/", head=both), _ar_=page("/ar/", head=both))
    one = crawled(_en_=page("/en/", head=both), _ar_=page("/ar/", head=named("ar", "/ar/")))

    for crawl in (each, one):
        for path, markup in crawl.pages.items():
            check_relations(crawl, path, markup)

    assert found(each) == []
    assert found(one) == [
        ("/en/", "is not named by the page in another language that it names"),
        ("/ar/", "does not name its page in en"),
    ]


def test_canonical_address_is_whole_and_of_this_site() -> None:
    crawl = crawled(_en_=page("/en/", head='<link rel="canonical" href="/en/">'))

    check_relations(crawl, "/en/", crawl.pages["/en/"])

    assert found(crawl) == [("/en/", "has a canonical address that is not a whole one of this site")]
