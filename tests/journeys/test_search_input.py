"""Whatever is typed into the search box, there is an answer, and one that a person understands."""

from collections.abc import Iterator
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from events.filter_fields import LONGEST_QUESTION
from events.models import Event
from events.upkeep import bring_up_to_date
from tests.factories import make_event, make_involvement, make_offer, make_organisation, make_session
from tests.journeys.conftest import undone_afterwards
from tests.reading import Page

pytestmark = pytest.mark.django_db

EXAMPLES = settings(max_examples=60, deadline=None)
LIST, MONTH, CHOICES = "/en/events/", "/en/calendar/2024/09/", "/en/choose/organisation/"
PAGES = [LIST, "/en/calendar/2024/03/", CHOICES]
FEEDS = ["/en/events.ics", "/en/events.atom"]

SIGNS = st.text(
    "\0\n\t \"“”„«»'’`*^:(){}[]\\%_-–+!&|<>~?/;,.$@#\u202e\u200f\u2066\ufeff\ud800😀", max_size=20
)
WORDS = st.sampled_from(
    [
        *("AND", "OR", "NOT", "NEAR", "NEAR/2", "autocomplete:heat", "{title}", "heat*", "^heat", '"heat"'),
        *("heat", "c40", "COP27", "기후", "气", "المناخ", "l’eau", "\u202eheat", "a\0b", "x" * 10_000),
    ]
)
QUESTIONS = st.lists(st.text(st.characters(), max_size=20) | SIGNS | WORDS, max_size=8).map(" ".join)
MANY_WORDS = " ".join(["heat"] * 40)
LONG = "水" * LONGEST_QUESTION


@pytest.fixture(autouse=True, scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone_afterwards(django_db_blocker):
        event = make_event(title="Heat in cities", title_ko="기후변화", summary="C40 after COP27")
        make_involvement(event, organisation=make_organisation(name="City Net"))
        make_offer(make_session(event), language="ko")
        bring_up_to_date(Event.objects.all(), timezone.now())
        yield


def answer(path: str, question: str) -> HttpResponse:
    value = quote(question.encode("utf-8", "surrogatepass"), safe="")
    return Client(raise_request_exception=False).get(path, QUERY_STRING=f"q={value}")


@pytest.mark.parametrize("path", PAGES)
@given(question=QUESTIONS)
@example(question="")
@example(question=MANY_WORDS)
@example(question=LONG)
@example(question="<script>alert(1)</script> heat")
@EXAMPLES
def test_page_answers_any_question(path: str, question: str) -> None:
    response = answer(path, question)

    assert response.status_code == 200
    scripts = [
        one for one in Page(response).find("script") if one.attributes["type"] != "application/ld+json"
    ]
    assert [element.text for element in scripts if "alert" in element.text] == []


@pytest.mark.parametrize("path", FEEDS)
@given(question=QUESTIONS)
@example(question=MANY_WORDS)
@example(question=LONG)
@example(question="heat\x01\x0b\ufffe")
@EXAMPLES
def test_feed_answers_any_question_or_refuses_it_in_one_line(path: str, question: str) -> None:
    response = answer(path, question)

    if response.status_code == 400:
        assert response.content.startswith(b"q: ")
        assert response.content.decode().count("\n") == 1
    else:
        assert (response.status_code, is_well_formed(response)) == (200, True)


def is_well_formed(response: HttpResponse) -> bool:
    if "atom" in response["Content-Type"]:
        return ElementTree.fromstring(response.content).tag.endswith("feed")
    return Calendar.from_ical(response.content).name == "VCALENDAR"


NO_WORD = "There is no word in it to search for."
TOO_LONG = "Ensure this value has at most 200 characters (it has 10000)."
REFUSED = [
    *[(question, NO_WORD) for question in ('"', "“ ” … * - %", "\u202e", "😀", "\ud800")],
    ("x" * 10_000, TOO_LONG),
    ("水" * 10_000, TOO_LONG),
    ('"' * 10_000, TOO_LONG),
    ("a\0b", "Null characters are not allowed."),
]


@pytest.mark.parametrize(("question", "error"), REFUSED)
def test_question_that_cannot_be_asked_is_refused_in_words(question: str, error: str) -> None:
    for path in PAGES:
        page = Page(answer(path, question))
        said = f"Some of these choices cannot be used Search: {error} Start again"
        assert (path, page.texts(".errors")) == (path, [said])
    for path in FEEDS:
        response = answer(path, question)
        assert (path, response.status_code, response.content) == (path, 400, f"q: {error}\n".encode())


@pytest.mark.parametrize(("path", "title"), [(LIST, "Sessions"), (MONTH, "September 2024")])
def test_page_with_a_refused_question_keeps_its_title(path: str, title: str) -> None:
    assert Page(answer(path, '"')).texts("h1") == [title]


def test_choices_with_a_refused_question_keep_their_title() -> None:
    assert Page(answer(CHOICES, '"')).texts("h1") == ["Organisation"]


@pytest.mark.parametrize(
    "question", ["", " \t", "heat", "c40", "cop 27", "기후", "\u202eheat\u2066", LONG, "zebra"]
)
def test_question_that_can_be_asked_has_no_error(question: str) -> None:
    is_found = question not in {LONG, "zebra"}

    for path in PAGES:
        assert (path, Page(answer(path, question)).texts(".errors")) == (path, [])
    assert Page(answer(LIST, question)).texts(".row__title") == ["Heat in cities"] * is_found


@pytest.mark.parametrize("path", [*PAGES, *FEEDS])
def test_question_of_a_hundred_words_is_answered(path: str) -> None:
    assert answer(path, " ".join("x" * 100)).status_code == 200
