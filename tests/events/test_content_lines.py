import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.content_lines import MOST_OCTETS, escaped, folded, plain
from tests.events.content_lines import unescaped

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=300)
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What Python's ``splitlines`` and with it many a reader takes for the end of a line."""

PLAIN = {
    "line and paragraph separators": ("one\u2028two\u2029three\u0085four", "one\ntwo\nthree\nfour"),
    "line ends": ("a\r\nb\rc\nd\n\re", "a\nb\nc\nd\n\ne"),
    "old separators": ("a\x1cb\x1dc\x1ed\ve\ff", "a\nb\nc\nd\ne\nf"),
    "controls": ("a\x00b\x1bc\x7fd\x1fe\x9ff", "abcdef"),
    "tab": ("a\tb", "a\tb"),
    "marks of direction, joiners": ("\u200f\u2067a\u200d\ufeff", "\u200f\u2067a\u200d\ufeff"),
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN)
def test_plain_text_has_one_line_end_and_no_controls(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(ANY_TEXT)
def test_plain_text_has_no_line_break_but_one_and_stays_plain(text: str) -> None:
    result = plain(text)

    assert not set(result) & (set(LINE_BREAKS) - {"\n"})
    assert result.splitlines() == result.removesuffix("\n").split("\n") or not result
    assert plain(result) == result


def test_signs_of_the_format_are_escaped() -> None:
    assert escaped("a\\b;c,d\ne:f") == "a\\\\b\\;c\\,d\\ne:f"


@given(ANY_TEXT.map(plain))
def test_escaped_text_is_read_as_it_was_meant(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert "\n" not in escaped(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters=LINE_BREAKS), max_size=400))
def test_line_is_folded_between_characters(line: str) -> None:
    *pieces, end = folded(line).split(b"\r\n")

    assert end == b""
    assert all(len(octets) <= MOST_OCTETS and octets.decode() is not None for octets in pieces)
    assert all(octets.startswith(b" ") for octets in pieces[1:])
    assert pieces[0] + b"".join(octets[1:] for octets in pieces[1:]) == line.encode()


@pytest.mark.parametrize(("length", "lines"), [(0, 1), (75, 1), (76, 2), (75 + 74, 2), (75 + 75, 3)])
def test_line_is_folded_where_it_must_be_and_nowhere_else(length: int, lines: int) -> None:
    assert folded("x" * length).count(b"\r\n") == lines


@pytest.mark.parametrize("before", [72, 73, 74])
def test_character_of_four_octets_is_not_split(before: int) -> None:
    assert folded("x" * before + "🌍") == b"x" * before + b"\r\n " + "🌍".encode() + b"\r\n"
