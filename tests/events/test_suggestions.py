from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from events.facets import Facets
from events.filters import SessionFilter
from events.models import Event, SearchWord, Session
from events.suggestions import Suggestion, changed, other_spelling, suggestions
from events.upkeep import bring_up_to_date
from tests.factories import make_event, make_offer, make_session, make_topic

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, tzinfo=UTC)


def titled(*titles: str) -> list[Session]:
    sessions = [make_session(make_event(title=title)) for title in titles]
    bring_up_to_date(Event.objects.all(), NOW)
    return sessions


def suggested(query: str) -> list[Suggestion]:
    data = QueryDict(query)
    found = SessionFilter(data, Session.objects.listed(), now=NOW)
    assert found.is_valid(), found.form.errors
    return suggestions(Facets(found), data)


def test_changed_query_begins_on_its_first_page_and_leaves_the_old_one_as_it_is() -> None:
    data = QueryDict("topic=a&topic=b&when=past&page=3&ref=1")

    assert changed(data, when="all").urlencode() == "topic=a&topic=b&ref=1&when=all"
    assert changed(data, topic=None, kind="summit").urlencode() == "when=past&ref=1&kind=summit"
    assert changed(data, kind=None).urlencode() == "topic=a&topic=b&when=past&ref=1"
    assert data.urlencode() == "topic=a&topic=b&when=past&page=3&ref=1"


@pytest.mark.parametrize(
    ("question", "spelling"),
    [
        ("wather", "Water"),
        ("WATHER", "Water"),
        ("wather heating", "Water heating"),
        ("heatng and wather", "heating and Water"),
        ("“heatng” cities", "“heating” cities"),
        ("Geneva", "Genève"),
        ("water heating", ""),
        ("zebra", ""),
        ("wa", ""),
        ("气侯", ""),
        ("one two six ten far wather", ""),
        ("", ""),
    ],
)
def test_other_spelling_is_of_words_that_are_known(question: str, spelling: str) -> None:
    titled("Water heating", "À Genève", "气候变化")
    # Which of several ways to write a word is kept depends on which was first.
    SearchWord.objects.filter(folded="heating").update(written="heating")

    assert other_spelling(question) == spelling


def test_other_spelling_leaves_other_words_alone() -> None:
    titled("Water")

    assert other_spelling("wate heatwaters") == "Water heatwaters"


def test_other_spelling_has_one_article() -> None:
    titled("المناخ")

    assert other_spelling("المناح") == "المناخ"


def test_mistyped_word_is_asked_about() -> None:
    titled("Water heating", "Water")

    assert suggested("q=wather&page=2") == [
        Suggestion("Did you mean “\u2068Water\u2069”?", "q=Water", 2),
        Suggestion("“\u2068Water\u2069” at any time", "q=Water&when=all", 2),
    ]


def test_mistyped_word_that_finds_nothing_with_the_rest_is_not_asked_about() -> None:
    titled("Water", "Heating")

    assert suggested("q=wather heating&when=all") == [Suggestion("Without “Search”", "when=all", 2)]
    assert suggested("q=wather&when=upcoming") == [
        Suggestion("“\u2068Water\u2069” at any time", "q=Water&when=all", 1),
    ]


def test_other_time_is_proposed() -> None:
    titled("Water")

    assert suggested("q=water&when=upcoming&tz=Asia%2FSeoul") == [
        Suggestion("At any time", "q=water&tz=Asia%2FSeoul&when=all", 1)
    ]
    assert suggested("q=water&when=undated") == [Suggestion("At any time", "q=water&when=all", 1)]


def test_question_without_one_filter_is_proposed_where_it_finds_something() -> None:
    rain = make_topic(slug="rain", name="Wet")
    event = make_event(title="Water", topics=[rain])
    make_offer(make_session(event), language="ko")
    titled("Heating")

    assert suggested("q=heating&topic=rain&when=all") == [
        Suggestion("Without “Search”", "topic=rain&when=all", 1),
        Suggestion("Without “Topic”", "q=heating&when=all", 1),
    ]
    assert suggested("q=water&topic=rain&language=fr&when=all") == [
        Suggestion("Without “Can be followed in”", "q=water&topic=rain&when=all", 1)
    ]
    assert suggested("language=fr") == []


def test_what_is_proposed_finds_as_many_as_it_says() -> None:
    titled("Water heating", "Water", "Heat")

    proposed = suggested("q=wather&when=past&kind=webinar")
    found = [
        SessionFilter(QueryDict(one.query), Session.objects.listed(), now=NOW).qs.count() for one in proposed
    ]

    assert [one.count for one in proposed] == found == [2, 2, 3]
