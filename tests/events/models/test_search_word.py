import pytest

from events.models import SearchWord
from tests.factories import saved
from tests.refusing import assert_refused

pytestmark = pytest.mark.django_db


def make_word(folded: str) -> SearchWord:
    return saved(SearchWord(folded=folded, written=folded.title()))


def like(folded: str) -> list[str]:
    return list(SearchWord.objects.like(folded).order_by("folded").values_list("folded", flat=True))


def test_word_stands_once_and_is_shown_as_it_is_written() -> None:
    word = make_word("geneve")

    assert str(word) == "Geneve"
    assert SearchWord.objects.get_by_natural_key("geneve") == word
    assert_refused(make_word("lyon"), "folded", "folded", folded="geneve")


def test_words_like_another_are_of_about_its_length() -> None:
    for size in range(3, 10):
        make_word("heatingsxyz"[:size])

    assert like("heatin") == ["heat", "heati", "heatin", "heating", "heatings"]


def test_words_like_another_share_its_first_or_its_last_letter() -> None:
    for word in ("water", "wages", "later", "lates", "المناخ", "مناخ", "مدينة"):
        make_word(word)

    assert like("water") == ["later", "wages", "water"]
    assert like("مناح") == ["مدينة", "مناخ"]


def test_capital_letter_or_sign_of_a_pattern_is_like_nothing() -> None:
    make_word("water")

    assert like("%ate_") == like("_at_%") == []
