from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.search_questions import spans, wanted
from events.text import folded

Summary = list[tuple[list[str], bool]]


def summary(question: str) -> Summary:
    """What is wanted: words written as one, and whether the last may go on."""
    return [([word.joined for word in one.words], one.is_open) for one in wanted(question)]


def marked(text: str, question: str) -> str:
    for start, end in reversed(spans(text, wanted(question))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def bug(*values: str, reason: str) -> Any:
    return pytest.param(*values)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", []),
        (' "" “ ” * - %', []),
        ("Heat", [(["heat"], True)]),
        ("heat  RAIN, wind", [(["heat"], False), (["rain"], False), (["wind"], True)]),
        ("cop-27 cities", [(["cop27"], False), (["cities"], True)]),
        (
            "a AND NOT (b* OR c:d)",
            [*[([word], False) for word in ("a", "and", "not", "b", "or", "c")], (["d"], True)],
        ),
        ("والمناخ", [(["مناخ"], True)]),
        ("气候变化", [(["气候变化"], True)]),
    ],
)
def test_words_are_wanted_each_and_the_last_may_go_on(question: str, expected: Summary) -> None:
    assert summary(question) == expected


@pytest.mark.parametrize(
    "quoted", ['"heat wave"', "“heat wave”", "„heat wave“", "«heat wave»", "»heat wave«"]
)
def test_phrase_in_any_quotation_marks_stays_together(quoted: str) -> None:
    assert summary(f"rain {quoted} wind") == [(["rain"], False), (["heat", "wave"], False), (["wind"], True)]
    assert summary(quoted) == [(["heat", "wave"], False)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('"heat wave', [(["heat"], False), (["wave"], True)]),
        ('heat" wave', [(["heat"], False), (["wave"], True)]),
        ('"heat wave" rain"', [(["heat", "wave"], False), (["rain"], True)]),
        ('"heat" "rain', [(["heat"], False), (["rain"], True)]),
        ('"" heat', [(["heat"], True)]),
        ("l'eau d’été'", [(["leau"], False), (["dete"], True)]),
    ],
)
def test_quotation_mark_without_its_other_is_nothing(question: str, expected: Summary) -> None:
    assert summary(question) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Heat and heating", "heat", "[Heat] and [heating]"),
        ("Heat and heating", "heat and", "[Heat] [and] heating"),
        ("Heat and heating", "“heat”", "[Heat] and heating"),
        ("Heat waves, wave heat", "“heat waves”", "[Heat waves], wave heat"),
        ("Heat", "rain", "Heat"),
        ("", "heat", ""),
        ("Łódź, Genève", "lodz geneve", "[Łódź], [Genève]"),
        ("Lodz, Geneve", "Łódź Genève", "[Lodz], [Geneve]"),
        ("Straße, ﬁn", "strasse fin", "[Straße], [ﬁn]"),
        ("ＮＥＴ ｚｅｒｏ", "zero", "ＮＥＴ [ｚｅｒｏ]"),
        ("COP27, COP 27, cop-27, COP 28", "COP27", "[COP27], [COP 27], [cop-27], COP 28"),
        ("COP27, COP28", "cop 27", "[COP27], [COP]28"),
        ("the UCLG-ASPAC", "uclgaspac", "the [UCLG-ASPAC]"),
        ("the UCLG-ASPAC", "aspac", "the UCLG-[ASPAC]"),
        ("de l’eau", "eau", "de l’[eau]"),
        ("في والمناخ", "مناخ", "في [والمناخ]"),
        ("مناخ", "المناخ", "[مناخ]"),
        ("الطَّاقَة الآن", "الطاقه", "[الطَّاقَة] الآن"),
        ("城市气候变化", "气候", "城市[气候]变化"),
        ("水水水", "水", "[水水水]"),
        ("기후변화는 큰", "변화", "기후[변화]는 큰"),
        bug("기후변화는 큰", "기후", "[기후]변화는 큰", reason="a word that begins with it is marked whole"),
        bug("气候变化", "气", "[气]候变化", reason="a word that begins with it is marked whole"),
        bug("Cities 40", "c40", "Cities 40", reason="each part of the last word may go on"),
        bug("Vive lʼeau", "eau", "Vive lʼ[eau]", reason="ʼ is a letter for Python, so it never parts"),
        bug(
            "지금 기후 위기는",
            "“기후 위기”",
            "지금 [기후 위기]는",
            reason="words of a phrase are compared whole",
        ),
    ],
)
def test_marks_stand_around_what_was_asked_for(text: str, question: str, expected: str) -> None:
    assert marked(text, question) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Genève, Łódź", "geneve", "[Genève], Łódź"),
        bug("au café", "cafe", "au [café]", reason="an accent after the last letter stays outside"),
        bug("큰 기후", "기후", "큰 [기후]", reason="syllables of a text are not composed"),
    ],
)
def test_marks_stand_in_decomposed_texts_too(text: str, question: str, expected: str) -> None:
    assert marked(normalize("NFD", text), question) == normalize("NFD", expected)


def test_marks_beside_one_another_are_one() -> None:
    assert spans("heat heatwave", wanted("heat heat")) == [(0, 4), (5, 13)]
    assert spans("heatheat 气候变化", wanted("变化 气候")) == [(9, 13)]


TEXTS = st.text() | st.text("aÀ b-'水가나الم27\"ßﬁ\u0301\u200d", max_size=30)


@given(text=TEXTS, question=TEXTS)
@example(text="ßﬁ" * 20, question="ssfi ss")
@example(text="x\0\ud800", question="x")
def test_marks_are_in_order_apart_and_inside_any_text(text: str, question: str) -> None:
    found = spans(text, wanted(question))
    borders = [border for span in found for border in span]

    assert borders == sorted(set(borders))
    assert [border for border in borders if not 0 <= border <= len(text)] == []


@given(text=TEXTS)
def test_text_that_asks_for_itself_is_marked(text: str) -> None:
    plain = folded(text).replace('"', "")

    assert bool(spans(plain, wanted(plain))) == bool(wanted(plain))
