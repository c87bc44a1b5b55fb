from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from events.models import Change, Event, Session
from events.querysets import FEED_MEMORY
from events.querysets.calendar import TOMBSTONE
from events.subscriptions import MOST_IN_FILE_NAME, BadQuestionError, Subscription, known_query
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_day_session,
    make_event,
    make_offer,
    make_session,
    make_speaker,
    make_topic,
    make_undated_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)


def told(now: datetime = NOW) -> None:
    bring_up_to_date(Event.objects.all(), now)


def held(query: str, now: datetime = NOW, language: str = "en") -> set[Session]:
    """The sessions whose entries the calendar holds."""
    return {entry.session for entry in Subscription(query, now).entries(language)}


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("", ""),
        ("utm_source=mail&page=2&q=", ""),
        ("language=&topic=", ""),
        ("topic=heat&language=ko", "?language=ko&topic=heat"),
        ("language=ko&language=ar&language=ko", "?language=ar&language=ko"),
        ("to=2024-09-18&from=2024-09-01&when=all", "?when=all&from=2024-09-01&to=2024-09-18"),
        ("kind=a%26b%20%E6%B0%B4", "?kind=a%26b+%E6%B0%B4"),
    ],
)
def test_equal_questions_have_one_address(query: str, known: str) -> None:
    assert known_query(QueryDict(query)) == known
    assert known_query(QueryDict(known.removeprefix("?"))) == known


def test_calendar_without_a_question_holds_a_year_back_and_all_to_come() -> None:
    edge = make_session()
    future = make_day_session(first_day=date(2190, 1, 1), last_day=date(2190, 1, 1))
    make_undated_session()
    make_session(make_event(state="draft"))
    told()
    over = edge.ends_at + FEED_MEMORY

    assert held("", over - timedelta(seconds=1)) == {edge, future}
    assert held("", over) == {future}
    assert held("?when=past", over) == {edge}
    assert held("?when=all", over) == {edge, future}


def test_calendar_holds_what_the_question_narrows_down_to() -> None:
    found = make_offer(language="ko").session
    make_offer(language="ar")
    told()

    assert held("?language=ko") == {found}
    assert held("?language=pl") == set()
    assert held("?language=ko", language="ko") == set()  # no language of the site


def test_calendar_holds_what_was_withdrawn_or_lost_its_date_for_a_while() -> None:
    event = make_event()
    withdrawn, dateless, live = (make_session(event) for _number in range(3))
    told()
    withdrawn.withdraw()
    dateless.precision, dateless.starts_at, dateless.ends_at = "unknown", None, None
    dateless.save()
    told()

    assert held("", NOW + TOMBSTONE - timedelta(seconds=1)) == {withdrawn, dateless, live}
    assert held("", NOW + TOMBSTONE) == {live}


def test_news_are_those_of_what_the_question_narrows_down_to() -> None:
    event = make_event(kind="summit")
    session, withdrawn = make_session(event), make_session(event)
    make_session()
    make_session(make_event(kind="summit", state="draft"))
    told()
    withdrawn.withdraw()
    told(NOW + timedelta(days=1))

    changes = Subscription("?kind=summit", NOW + timedelta(days=2)).changes()

    assert {(change.session, change.number) for change in changes} == {(session, 1), (withdrawn, 2)}
    assert Change.objects.count() == 4


def test_name_says_what_narrows_it() -> None:
    make_topic(slug="heat", name="Heat")

    assert Subscription("", NOW).name == "Climate webinars"
    assert Subscription("?topic=heat&language=ko&language=ar", NOW).name == (
        "Climate webinars: Korean, Arabic, Heat"
    )


def test_about_says_which_time_and_filter_by_filter() -> None:
    year = "The last twelve months and all that is to come."
    chosen = "Everything with a date that this choice holds."

    assert Subscription("", NOW).about == year
    assert Subscription("?language=ko&kind=summit&kind=webinar", NOW).about == (
        f"{year} Can be followed in: Korean. Kind: Summit, Webinar."
    )
    assert Subscription("?when=past", NOW).about == f"{chosen} When: Past."
    assert Subscription("?when=all", NOW).about == chosen
    assert Subscription("?kind=summit", NOW).about_news == (
        "What was newly announced, changed, cancelled or recorded. Kind: Summit."
    )


def test_file_is_named_after_the_question() -> None:
    make_topic(slug="heat")
    make_speaker(slug="li-li")
    question = "?when=past&language=ko&topic=heat&speaker=li-li&from=2024-09-01"

    assert Subscription("", NOW).file_name == "climate-webinars"
    assert Subscription(question, NOW).file_name == "climate-webinars-past-ko-heat-li-li-2024-09-01"


def test_name_of_the_file_does_not_grow_without_end() -> None:
    codes = ["ar", "bg", "cs", "da", "de", "el", "es", "et"]
    query = "?" + "&".join(f"language={code}" for code in codes)

    expected = "-".join(["climate-webinars", *codes[:MOST_IN_FILE_NAME]])
    assert Subscription(query, NOW).file_name == expected


@pytest.mark.parametrize("query", ["?topic=none", "?from=yesterday", "?from=2024-09-02&to=2024-09-01"])
def test_bad_value_is_told_in_one_line(query: str) -> None:
    name = "to" if "&" in query else query[1:].partition("=")[0]

    with pytest.raises(BadQuestionError, match=rf"^{name}: [^\n]+\.$"):
        _ = Subscription(query, NOW).found


def test_line_ends_in_a_bad_value_are_told_as_spaces() -> None:
    with pytest.raises(BadQuestionError) as caught:
        _ = Subscription("?kind=a%0D%0AX-Header:%20b%E2%80%A8c", NOW).found

    assert "a X-Header: b c" in str(caught.value)
    assert str(caught.value).splitlines() == [str(caught.value)]
