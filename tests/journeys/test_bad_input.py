"""Whatever stands in an address or a query string, the answer is clear, and never a failure of ours."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from events.models import Event
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_source,
    make_speaker,
    make_topic,
    make_undated_session,
)
from tests.journeys.conftest import undone_afterwards

pytestmark = pytest.mark.django_db

CLEAR = {200, 301, 302, 400, 404, 405}
EXAMPLES = settings(max_examples=50, deadline=None)

LISTS = ["/en/events/", "/en/events.ics"]
PAGES = [
    "/en/",
    "/en/events/heat/",
    "/en/events/heat.ics",
    "/en/events/heat/1.ics",
    "/en/speakers/",
    "/en/speakers/ann/",
    "/en/organisations/",
    "/en/organisations/net/",
    "/en/sources/",
    "/en/sources/paper/",
    "/en/about/",
    "/",
    "/healthz",
]
PARAMETERS = [
    *("when", "language", "interpretation", "topic", "kind", "attendance"),
    *("organisation", "speaker", "from", "to", "page", "q", "tz", "hours", "x"),
]
VALUES = [
    *("upcoming", "past", "undated", "all", "ko", "fr", "zh-hans", "rain", "net", "ann", "webinar", "online"),
    *("0", "1", "-1", "2", "1e9", "9" * 30, "9" * 5_000, "٣", "1.0", "true", "null", "None", "[]", "{}"),
    *("2024-09-18", "0001-01-01", "9999-12-31", "2024-02-30", "0000-00-00", "10000-01-01"),
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\n",
        "\r\nX-Header: 1",
        "\ud800",
        "😀",
        "'",
        '"',
        "<b>",
        "%",
        "%s",
        "x" * 10_000,
    ),
]

known = st.sampled_from(VALUES)
anything = st.text(st.characters(), max_size=40)
parameters = st.lists(st.tuples(st.sampled_from(PARAMETERS) | anything, known | anything), max_size=8)
segments = st.sampled_from(
    ["en", "fr", "xx", "events", "heat", "1.ics", "..", ".", "", "admin", "static", "%2e"]
)
number = st.integers(min_value=-(10**40), max_value=10**40).map("{}.ics".format)


@pytest.fixture(autouse=True, scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone_afterwards(django_db_blocker):
        make_catalogue()
        yield


def make_catalogue() -> None:
    rain, net, ann = make_topic(slug="rain"), make_organisation(slug="net"), make_speaker(slug="ann")
    heat = make_event(slug="heat", topics=[rain])
    make_involvement(heat, organisation=net)
    make_appearance(make_offer(make_session(heat)).session, speaker=ann)
    make_undated_session(heat)
    make_citation(source=make_source(slug="paper"), event=heat)
    bring_up_to_date(Event.objects.all(), timezone.now())


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def query(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{encoded(name)}={encoded(value)}" for name, value in pairs)


def status(path: bytes, query_string: str = "", method: str = "GET") -> int:
    """The answer to a request line as a server passes it on: bytes as they came, in Latin-1 (PEP 3333)."""
    environ = {"PATH_INFO": path.decode("latin-1"), "QUERY_STRING": query_string}
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    return visitor.generic(method, "/", **environ).status_code


@pytest.mark.parametrize("path", LISTS)
@given(pairs=parameters)
@EXAMPLES
def test_any_question_has_an_answer(path: str, pairs: list[tuple[str, str]]) -> None:
    expected = {200, 400} if path.endswith(".ics") else {200}

    assert status(path.encode(), query(pairs)) in expected


@pytest.mark.parametrize("path", LISTS)
@given(raw=st.text(st.characters(max_codepoint=255), max_size=60) | st.text("%&=;+0aF", max_size=60))
@example(raw="%")
@example(raw="topic=%ed%a0%80&from=%00&page=%ff")
@example(raw="&" * 2_000)
@example(raw="x=1&" * 2_000)
@EXAMPLES
def test_any_bytes_as_query_have_an_answer(path: str, raw: str) -> None:
    assert status(path.encode(), raw) in {200, 400}


@pytest.mark.parametrize("path", PAGES)
@given(pairs=parameters)
@settings(EXAMPLES, max_examples=15)
def test_any_page_takes_any_parameter(path: str, pairs: list[tuple[str, str]]) -> None:
    assert status(path.encode(), query(pairs)) in {200, 302, 404}


@given(parts=st.lists(segments | number | anything, max_size=6), slash=st.booleans())
@EXAMPLES
def test_any_path_has_an_answer(parts: list[str], slash: bool) -> None:
    path = "/" + "/".join(parts) + "/" * slash

    assert status(path.encode("utf-8", "surrogatepass")) in CLEAR


@pytest.mark.parametrize(
    "place",
    [
        *("/en/events/{}/", "/en/events/{}.ics", "/en/events/heat/{}.ics", "/en/speakers/{}/"),
        *("/en/organisations/{}/", "/en/projects/{}/", "/en/sources/{}/", "/{}/events/"),
    ],
)
@given(name=known | anything | number)
@settings(EXAMPLES, max_examples=30)
def test_any_name_has_an_answer(place: str, name: str) -> None:
    path = place.format(name).encode("utf-8", "surrogatepass")

    assert status(path) in CLEAR


@given(raw=st.binary(max_size=40))
@example(raw=b"\xff\xfe")
@example(raw=b"%zz%00%")
@EXAMPLES
def test_any_bytes_as_path_have_an_answer(raw: bytes) -> None:
    assert status(b"/en/events/" + raw) in CLEAR


@given(
    path=st.sampled_from([*LISTS, *PAGES]),
    method=st.sampled_from(["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X" * 100]),
)
@EXAMPLES
def test_other_methods_are_refused(path: str, method: str) -> None:
    assert status(path.encode(), method=method) == 405


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("if-modified-since", "yesterday"),
        ("if-modified-since", "Wed, 31 Feb 99999 00:00:00 GMT"),
        ("if-none-match", 'W/"'),
        ("if-none-match", "x" * 10_000),
        ("accept-language", "\x00;q=9"),
        ("accept-language", "en-" * 3_000),
        ("range", "bytes=9-1"),
        ("accept", "nothing/at-all"),
        ("cookie", "sessionid=\x01; django_language=\xff"),
    ],
)
def test_odd_headers_change_nothing(name: str, value: str, client: Client) -> None:
    plain = client.get("/en/events.ics?when=all")
    odd = client.get("/en/events.ics?when=all", headers={name: value})

    assert (odd.status_code, odd.content) == (200, plain.content)
