from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils import translation

from events.filter_words import chosen_in_words
from events.filters import SessionFilter
from events.models import Session
from tests.factories import make_organisation, make_speaker, make_topic

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)


def words(query: str) -> list[tuple[str, list[str]]]:
    return chosen_in_words(SessionFilter(QueryDict(query), Session.objects.all(), now=NOW))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("when=upcoming", [("When", ["Upcoming"])]),
        ("language=ko&language=zh-hans", [("Can be followed in", ["Korean", "Simplified Chinese"])]),
        ("interpretation=ar", [("Is interpreted into", ["Arabic"])]),
        ("topic=water&topic=air", [("Topic", ["Air", "Water"])]),
        ("kind=webinar&kind=summit", [("Kind", ["Webinar", "Summit"])]),
        ("attendance=in_person", [("Attendance", ["In person"])]),
        ("organisation=un", [("Organisation", ["United Nations"])]),
        ("speaker=li-li", [("Speaker", ["Li Li"])]),
        ("from=2024-09-18&to=2024-09-20", [("From", ["18 Sept 2024"]), ("To", ["20 Sept 2024"])]),
        ("kind=webinar&kind=webinar", [("Kind", ["Webinar"])]),
        ("speaker=li-li&language=ko", [("Can be followed in", ["Korean"]), ("Speaker", ["Li Li"])]),
    ],
)
def test_each_filter_in_words(query: str, said: list[tuple[str, list[str]]]) -> None:
    make_topic(slug="water", name="Water")
    make_topic(slug="air", name="Air")
    make_organisation(slug="un", name="United Nations", acronym="UN")
    make_speaker(slug="li-li", name="Li Li")

    assert words(query) == said


@pytest.mark.parametrize("query", ["", "when=all", "page=2", "unknown=1", "language=", "when=bad", "from=x"])
def test_what_narrows_nothing_is_not_said(query: str) -> None:
    assert words(query) == []


def test_words_are_those_of_the_page() -> None:
    make_topic(slug="heat", name_en="Heat", name_ko="더위")

    with translation.override("ko"):
        assert [values for _name, values in words("language=ar&topic=heat&from=2024-09-18")] == [
            ["아랍어"],
            ["더위"],
            ["2024년 9월 18일"],
        ]
