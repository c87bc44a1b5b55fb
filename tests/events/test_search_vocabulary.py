"""The words of search documents that a reader can mistype."""

import pytest

from events import search
from events.models import SearchDocument
from events.text import folded

pytestmark = pytest.mark.django_db


def document(*words: str) -> SearchDocument:
    return SearchDocument(texts=[["topic", "en", text] for text in words])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heat, heat; HEAT", {("heat", "Heat")}),
        ("Łódź Genève", {("lodz", "Łódź"), ("geneve", "Genève")}),
        ("a be sea rain", {("rain", "rain")}),
        ("x" * 40 + " " + "y" * 41, {("x" * 40, "x" * 40)}),
        ("COP27 2024 기후변화 气候变化", set()),
        ("UCLG-ASPAC", {("uclgaspac", "UCLG-ASPAC")}),
        ("والطاقة", {("طاقه", "والطاقة")}),
    ],
)
def test_vocabulary_is_of_words_that_can_be_mistyped(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(word.folded, word.written) for word in search.vocabulary([document(text)])} == expected


def test_vocabulary_writes_words_of_folded_and_decomposed_texts_as_themselves() -> None:
    words = list(search.vocabulary([document("Straße Cafe\u0301 grande")]))

    assert sorted(word.folded for word in words) == ["cafe", "grande", "strasse"]
    assert [word.written for word in words if folded(word.written) != word.folded] == []


def test_vocabulary_has_each_word_of_several_documents_once() -> None:
    words = search.vocabulary([document("Heat", "Rain"), document("rain heat snow")])

    assert sorted(word.folded for word in words) == ["heat", "rain", "snow"]
