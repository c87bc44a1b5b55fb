"""What readers type, and which sessions it finds. Holds for both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from django.http import QueryDict
from pytest_django import DjangoDbBlocker

from events.choices import EventState
from events.filters import SessionFilter
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import make_event, make_offer, make_session, make_topic, make_undated_session
from tests.journeys.conftest import undone_afterwards

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, tzinfo=UTC)

TITLES = {
    "arabic": "المناخ والطاقة في المدن",
    "c40": "C40: forty mayors",
    "chinese": "城市气候变化大会",
    "cop27": "COP27 for mayors",
    "cop28": "After COP 28",
    "decomposed": normalize("NFD", "더위 réunion"),
    "french": "L’eau à Genève",
    "german": "Große Straßen",
    "korean": "기후변화에 대응하는 도시들",
    "operators": "Rain and snow or not near",
    "phrase": "Heat waves in town",
    "polish": "Łódź słucha",
    "rain": "Rain gardens",
    "series": "Heatwaves, town by town",
    "uclg": "UCLG-ASPAC congress",
    "vowels": "مُؤْتَمَرٌ إِقْلِيمِيّ ٢٠٢٤",
    "wide": "ＮＥＴ　ＺＥＲＯ ﬁｎａｌｅ",
    "word": "큰 물의 날",
}


@pytest.fixture(autouse=True, scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone_afterwards(django_db_blocker):
        for slug, title in TITLES.items():
            make_session(make_event(slug=slug, title=title))
        up_to_date()
        yield


def up_to_date() -> None:
    bring_up_to_date(Event.objects.all(), NOW)


def found(question: str) -> set[str]:
    return {session.event.slug for session in Session.objects.matching(question)}


def asked(questions: dict[str, list[str]]) -> pytest.MarkDecorator:
    """Each question, with the names of the titles that it finds."""
    pairs = [(one, set(names.split())) for names, several in questions.items() for one in several]
    return pytest.mark.parametrize(("question", "names"), pairs)


@asked(
    {
        "chinese": ["气候", "候变", "大会", "会", "大会 气候", "气候变化大会"],
        "korean": ["변화", "기후변화", "도시", "기후 도시", normalize("NFD", "기후 도시"), "기후, 들"],
        "word": ["물", "큰", "의", "큰 물"],
        "decomposed": ["더위", "reunion", "réunion 더위"],
        "": ["气变", "会大", "기후변화를", "기도", "기후 물"],
    }
)
def test_scripts_without_spaces_are_searched_inside_words(question: str, names: set[str]) -> None:
    assert found(question) == names


@asked(
    {
        "arabic": [
            *("مناخ", "المناخ", "والمناخ", "بالمناخ", "كالمناخ", "للمناخ", "المُناخ", "المنـاخ", "المنا"),
            *("طاقة", "طاقه", "الطاقة مناخ", "المدن", "“المناخ والطاقة”"),
        ],
        "vowels": [
            *("مؤتمر", "موتمر", "المؤتمر", "مُؤتمر", "اقليمي", "إقليمى", "أقليمي"),
            *("٢٠٢٤", "2024", "۲۰۲۴ مؤتمر"),
        ],
        "": ["ناخ", "مناخات", "مناخ مؤتمر"],
    }
)
def test_arabic_is_found_with_the_article_and_without(question: str, names: set[str]) -> None:
    assert found(question) == names


@asked(
    {
        "polish": ["Łódź", "lodz", normalize("NFD", "łódź"), "SLUCHA", "Lódz słu"],
        "french": ["geneve", "GENÈVE", "Gënévê"],
        "german": ["straßen", "STRASSEN", "grosse", "GROẞE strassen"],
        "wide": ["net zero", "ＦＩＮＡＬＥ", "Finale ｎｅｔ"],
        "cop27": ["ｃｏｐ２７"],
    }
)
def test_case_accents_and_width_mean_nothing(question: str, names: set[str]) -> None:
    assert found(question) == names


@asked(
    {
        "c40": ["C40", "c-40", "c 40", "c4", "40"],
        "cop27": ["COP27", "COP 27", "cop-27", "“COP 27”", "“cop27”", "COP 27 mayors"],
        "cop28": ["cop28", "COP 28", "Cop-28"],
        "cop27 cop28": ["cop"],
        "uclg": [
            *("UCLG-ASPAC", "uclg aspac", "uclgaspac", "uclg–aspac congress", "aspac uclg"),
            *("uclg-asp", "uclgas", "aspac"),
        ],
        "french": ["l’eau", "l'eau", "leau", "eau", "L‘EAU geneve"],
        "": ["40c", "c41", "aspac-uclg", "uclgas congress", "“uclg congress”"],
    }
)
def test_hyphens_apostrophes_and_digits_may_part_a_word_or_not(question: str, names: set[str]) -> None:
    assert found(question) == names


@asked(
    {
        "phrase": [
            *("heat town", "town wav", "wav", "“heat waves”", "“heat waves” tow", "„heat waves“"),
            *('"heat waves', 'heat" town'),
        ],
        "series": ["“town by town”", "town by heat", "heatwaves"],
        "phrase series": ["heat", "town heat"],
        "rain operators": ["rain", "RAIN", "rai"],
        "rain": ["rain gardens", "gardens rain", "garden"],
        "": [
            *("wav town", "garden rain", "“garden”", "ardens", "rain heat", "rain gardens heat"),
            *("“waves heat”", "“heat town”", "“heat wave”", "“heat waves” rain", "“대응하는 기후변화에”"),
        ],
    }
)
def test_all_words_are_wanted_and_the_last_may_go_on(question: str, names: set[str]) -> None:
    assert found(question) == names


@pytest.mark.parametrize("question", ["“기후변화에 대응하는”", "“기후변화에 대응”", "“변화에 대응”"])
def test_phrase_of_words_in_a_script_without_spaces_is_found(question: str) -> None:
    assert found(question) == {"korean"}


@asked(
    {
        "operators": ["rain AND snow", "rain NOT snow", "NEAR(rain snow)", "snow <-> rain", "rain (snow OR"],
        "phrase series": ["heat*", "heat:*", "^heat"],
        "rain operators": ["^rain", "-rain", "!rain", "rain%", "rain'", "rain\\", '"rain'],
        "rain": [
            *("^gardens", "- {rain} : gardens", "rain -gardens", "rain | gardens", "rain & gardens"),
            *("(rain) (gardens", "rain' gardens''", "rain\\ gardens\\", "rain% gard%", "rain; gardens --"),
            *("rain + gardens", "“rain” * “gardens”"),
        ],
        "": [
            *("rain NOT gardens", "snow OR gardens", "NEAR(rain gardens, 5)", "hea* town", "gardens^2"),
            *(
                "autocomplete:rain",
                "{autocomplete} rain",
                "{title} rain",
                "rain' OR '1'='1",
                "r_in",
                "%s rain",
            ),
        ],
    }
)
def test_syntax_of_a_database_is_text(question: str, names: set[str]) -> None:
    assert found(question) == names


def test_question_of_a_hundred_words_is_answered() -> None:
    assert found("rain " * 99 + "gardens") == {"rain"}


def test_long_description_hides_nothing_that_comes_after_it() -> None:
    make_session(make_event(slug="long", description_ko="가나다 " * 6_000, place="Camel walk"))
    up_to_date()

    assert found("camel") == found("“camel walk”") == {"long"}


def test_phrase_does_not_go_over_from_one_text_to_another() -> None:
    make_session(make_event(slug="two", title="Dry spell", summary="Long drought", platform="Camel"))
    up_to_date()

    assert found("dry drought camel") == {"two"}
    for question in ("“spell long”", "“dry dry”", "“spell dry”", "“drought camel”"):
        assert (question, found(question)) == (question, set())


def test_phrase_does_not_go_over_from_a_word_written_as_one() -> None:
    make_session(make_event(slug="two", summary="Dry l’eau", platform="Camel"))
    up_to_date()

    assert found("“leau camel”") == set()


def test_drafts_are_not_found_and_other_languages_are() -> None:
    make_session(make_event(slug="draft", title="Camel", state=EventState.DRAFT))
    make_session(make_event(slug="public", title="Dry", title_ko="낙타", title_pl="Wielbłąd"))
    up_to_date()

    assert found("camel") == set()
    assert found("낙타") == found("wielblad") == found("dry wielblad") == {"public"}


def test_sessions_found_in_their_titles_come_first_each_latest_first() -> None:
    said = make_session(make_event(slug="said", title="Dry", summary="A camel walks"), **on_day(30))
    early = make_session(make_event(slug="early", title="Camel walks"), **on_day(1))
    late = make_session(make_event(slug="late", title_ko="낙타", title="The camel walks"), **on_day(2))
    part = make_session(make_event(slug="part", title="A walk"), title="Camel walks", **on_day(3))
    split = make_session(make_event(slug="split", title="Camel", summary="It walks"), **on_day(4))
    undated = make_undated_session(make_event(slug="undated", title="Walks of a camel"))
    up_to_date()
    sessions = Session.objects.matching("camel walks")

    assert list(sessions.best_first("camel walks")) == [part, late, early, undated, said, split]
    assert list(Session.objects.matching("낙타").best_first("낙타")) == [late]


def on_day(day: int) -> dict[str, datetime]:
    return {
        "starts_at": datetime(2024, 9, day, 11, tzinfo=UTC),
        "ends_at": datetime(2024, 9, day, 12, tzinfo=UTC),
    }


def test_question_narrows_together_with_other_filters() -> None:
    dry = make_topic(slug="dry")
    make_offer(make_session(make_event(slug="both", title="Camel", topics=[dry])), language="ko")
    make_offer(make_session(make_event(slug="in-french", title="Camel", topics=[dry])), language="fr")
    make_offer(make_session(make_event(slug="other", title="Lizard", topics=[dry])), language="ko")
    make_undated_session(make_event(slug="undated", title="Camel"))
    up_to_date()

    assert listed("q=camel") == ["in-french", "both", "undated"]
    assert listed("q=camel&language=ko") == listed("q=camel korean") == ["both"]
    assert listed("q=camel&topic=dry") == ["in-french", "both"]
    assert listed("q=camel&when=undated") == ["undated"]
    assert listed("q=camel&topic=dry&language=ko&when=past&from=2024-09-18") == ["both"]
    assert listed("q=camel&language=ko&when=upcoming") == []


def test_order_by_date_is_kept_where_it_is_asked_for() -> None:
    make_session(make_event(slug="said", title="Dry", summary="A camel"), **on_day(1))
    make_session(make_event(slug="title", title="Camel"), **on_day(2))
    up_to_date()
    before = NOW.replace(year=2023)

    assert listed("q=camel&when=upcoming", before) == ["title", "said"]
    assert listed("q=camel&when=upcoming&order=relevance", before) == ["title", "said"]
    assert listed("q=camel&when=upcoming&order=date", before) == ["said", "title"]


def listed(query: str, now: datetime = NOW) -> list[str]:
    """The slugs of what a list shows, in its order."""
    question = SessionFilter(QueryDict(query), Session.objects.listed(), now=now)
    assert question.is_valid(), question.form.errors
    return [session.event.slug for session in question.in_order()]
