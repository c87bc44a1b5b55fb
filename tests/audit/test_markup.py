"""What is read out of a page."""

from audit.markup import Markup

PAGE = b"""<!doctype html><html lang="ar" dir="rtl"><head><title>A &amp; B</title>
<meta name="robots" content="noindex, follow">
<link rel="canonical" href="http://a/ar/"><link rel="alternate" hreflang="en" href="http://a/en/">
<link rel="alternate" type="text/calendar" href="/ar/events.ics"><link rel="stylesheet" href="/static/a.css">
</head><body><main><h1>One</h1><svg><title>Drawing</title></svg><h3>Two</h3><a href="/ar/about/">x</a><a>y</a>
<script src="/static/a.js"></script></main></body></html>"""


def test_frame_of_a_page_is_read() -> None:
    page = Markup.of(PAGE)

    assert (page.lang, page.dir, page.title, page.mains) == ("ar", "rtl", "A & B", 1)
    assert page.links == ["/ar/events.ics", "/ar/about/"]
    assert page.loaded == ["/static/a.css", "/static/a.js"]
    assert page.canonical == ["http://a/ar/"]
    assert page.alternates == {"en": "http://a/en/"}


def test_skipped_heading_is_seen() -> None:
    assert Markup(headings=[1, 3]).skips_a_heading
    assert Markup(headings=[2]).skips_a_heading
    assert not Markup(headings=[1, 2, 3, 2, 3, 1]).skips_a_heading
    assert not Markup().skips_a_heading
