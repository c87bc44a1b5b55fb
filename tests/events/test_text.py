import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.text import folded, terms, words, written

ASCII = re.compile("[0-9A-Za-z]+")
LETTERS = st.text(st.characters(categories=["Ll", "Lo"], min_codepoint=0x370), min_size=1, max_size=8)


def parts(text: str) -> list[list[str]]:
    """The words of ``text``, each in its parts."""
    return [[part.text for part in word.parts] for word in words(folded(text))]


@pytest.mark.parametrize(
    ("text", "fold"),
    [
        ("Climate CITIES", "climate cities"),
        ("Łódź słucha", "lodz slucha"),
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("Genève à l’Œuvre", "geneve a l’oeuvre"),
        ("Tromsø Þór Đà Nẵng", "tromso thor da nang"),
        ("Hafnarfjörður", "hafnarfjordur"),
        ("İstanbul ILIK ılık", "istanbul ilik ilik"),
        ("Ελλάδα Київ", "ελλαδα киів"),
        ("ＣＯＰ２７　ﬁｎ", "cop27 fin"),
        ("so\u00adft\u200b \u202eright", "soft right"),
        ("٢٠٢٤ ۲۰۲۴ २०२४ H₂O", "2024 2024 2024 h2o"),
        ("الطَّاقَةُ", "الطاقه"),
        ("أحمد إلى آسيا ٱلماء", "احمد الي اسيا الماء"),
        ("مؤتمر مسئول", "موتمر مسيول"),
        ("مـــنـاخ", "مناخ"),
        ("ایران کربن", "ايران كربن"),
        ("기후변화", "기후변화"),
        ("ガス", "ガス"),
        ("हिन्दी", "हिन्दी"),
        ("น้ำ", "น้ํา"),
        ("", ""),
    ],
)
def test_folding_drops_what_readers_may_leave_out(text: str, fold: str) -> None:
    assert folded(text) == fold


@pytest.mark.parametrize("text", ["Łódź", "기후변화", "ガス", "أحمد", "Київ", "Nẵng"])
def test_composed_and_decomposed_are_one(text: str) -> None:
    assert normalize("NFD", text) != text
    assert folded(normalize("NFD", text)) == folded(text)


@given(st.text())
def test_any_text_is_folded_as_its_decomposition(text: str) -> None:
    assert folded(normalize("NFD", text)) == folded(text)


@given(st.text())
@example("𝐂𝐎𝐏")
@example("ﾡￂ")
@example("\u1112\u200d\u1161")
def test_folding_a_second_time_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "text",
    ["𝐂𝐎𝐏", "™", "ｶﾞｽ", "ﾡￂ"],
)
def test_folding_letters_of_other_shapes_is_complete_at_once(text: str) -> None:
    assert folded(text) == folded(normalize("NFKC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heat, rain; (wind)!", [["heat"], ["rain"], ["wind"]]),
        ("UCLG-ASPAC", [["uclg", "aspac"]]),
        ("UCLG–ASPAC UCLG‑ASPAC", [["uclg", "aspac"], ["uclg", "aspac"]]),
        ("UCLG - ASPAC", [["uclg"], ["aspac"]]),
        ("UCLG--ASPAC", [["uclg"], ["aspac"]]),
        ("l’eau l'eau l`eau", [["l", "eau"], ["l", "eau"], ["l", "eau"]]),
        ("U.N. e.g.", [["u", "n"], ["e", "g"]]),
        ("R&D col_lege col·lege", [["r", "d"], ["col", "lege"], ["col", "lege"]]),
        ("COP27 COP 27 COP-27", [["cop", "27"], ["cop"], ["27"], ["cop", "27"]]),
        ("C40", [["c", "40"]]),
        ("2024-09-18", [["2024", "09", "18"]]),
        ("-heat' .", [["heat"]]),
        ("기후변화는 COP27에서", [["기후변화는"], ["cop", "27"], ["에서"]]),
        ("气候，变化C40城市", [["气候"], ["变化"], ["c", "40"], ["城市"]]),
        ("น้ำ ลม", [["น้ํา"], ["ลม"]]),
        ("水", [["水"]]),
        (" \n\t…«»\"'%_*", []),
    ],
)
def test_words_are_cut_at_spaces_and_parts_at_signs(text: str, expected: list[list[str]]) -> None:
    assert parts(text) == expected


def test_modifier_apostrophe_parts_as_others_do() -> None:
    assert parts("lʼeau") == [["l", "eau"]]


@pytest.mark.parametrize(
    "text", ["المناخ", "والمناخ", "فالمناخ", "بالمناخ", "كالمناخ", "للمناخ", "وبالمناخ", "وللمناخ", "مناخ"]
)
def test_arabic_article_is_no_part_of_a_word(text: str) -> None:
    assert parts(text) == [["مناخ"]]
    assert [(word.start, word.end) for word in words(text)] == [(0, len(text))]


def test_arabic_letters_that_only_look_like_an_article_stay() -> None:
    assert parts("وال الب بيت كتاب لبنان") == [["وال"], ["الب"], ["بيت"], ["كتاب"], ["لبنان"]]


def test_word_knows_its_place() -> None:
    text = "in UCLG-ASPAC, 기후"
    found = list(words(folded(text)))

    assert [text[word.start : word.end] for word in found] == ["in", "UCLG-ASPAC", "기후"]
    assert [word.joined for word in found] == ["in", "uclgaspac", "기후"]
    assert [word.is_unspaced for word in found] == [False, False, True]
    assert [text[part.start : part.end] for part in found[1].parts] == ["UCLG", "ASPAC"]


@pytest.mark.parametrize(
    ("text", "in_order", "beside"),
    [
        ("Heat in COP27", ["heat", "in", "cop", "27"], ["cop27"]),
        ("UCLG-ASPAC l’eau", ["uclg", "aspac", "l", "eau"], ["uclgaspac", "leau"]),
        ("기후변화", ["기후", "후변", "변화", "화"], []),
        ("水 C40", ["水", "c", "40"], ["c40"]),
        ("والمناخ", ["مناخ"], []),
        ("…", [], []),
    ],
)
def test_terms_are_parts_in_order_and_whole_words_beside(
    text: str, in_order: list[str], beside: list[str]
) -> None:
    assert terms(text) == (tuple(map(written, in_order)), tuple(map(written, beside)))


@given(st.text())
@example("x" * 10_000)
@example("\0\ud800\U0010ffff水")
def test_terms_of_any_text_are_ascii_letters_and_digits(text: str) -> None:
    in_order, beside = terms(text)

    assert [term for term in (*in_order, *beside) if not ASCII.fullmatch(term)] == []
    assert len(beside) <= len(in_order)


@given(first=LETTERS, second=LETTERS)
def test_written_keeps_prefixes(first: str, second: str) -> None:
    assert written(first + second).startswith(written(first))
    assert written(second).startswith(written(first)) == second.startswith(first)


def test_written_tells_letters_from_what_they_are_written_as() -> None:
    assert (written("heat"), written("27")) == ("aheat", "a27")
    assert written("é") == "b006h"
    assert written("006h") == "a006h"
