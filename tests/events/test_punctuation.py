"""What stands between sentences, by the language."""

import pytest
from django.utils import translation

from events.punctuation import in_sequence, sentence


@pytest.mark.parametrize(
    ("language", "word", "more", "told"),
    [
        ("en", "Cancelled", "It rains.", "Cancelled. It rains."),
        ("ar", "ملغاة", "المطر غزير.", "ملغاة. المطر غزير."),
        ("zh-hans", "已取消", "雨太大。", "已取消。雨太大。"),
    ],
)
def test_sentences_follow_each_other_as_their_language_writes_them(
    language: str, word: str, more: str, told: str
) -> None:
    with translation.override(language):
        assert in_sequence([sentence(word), "", more]) == told


def test_no_sentence_is_nothing() -> None:
    assert in_sequence([]) == in_sequence(["", ""]) == ""
