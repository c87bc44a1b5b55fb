"""Texts as search sees them: folded, and cut into terms, the same in the index and in a question.

Two databases cut words differently, by rules of their own that fit few scripts. So neither is asked to: both
are given terms of plain ASCII letters and digits, separated by spaces, which either keeps as they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Letters that Unicode does not decompose, though readers take them for variants of others.
LETTERS = {
    **dict(zip("łøđðħıŀĸŋŧ", "loddhilqnt", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ß": "ss",
    "ə": "e",
    # Arabic: alef wasla, alef maqsura, teh marbuta; Persian letters; tatweel, which only stretches.
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ک": "ك",
    "ی": "ي",
    "ـ": "",
}
# Scripts that set no spaces between words, or glue particles to them: Chinese, Japanese, Korean, Thai, Lao,
# Burmese, Khmer.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u3131-\u318e"
    r"\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
LETTER = rf"(?:(?![{UNSPACED}ʼ])[^\W\d_])"
# Runs of letters, or of digits, that only a hyphen, an apostrophe, a stop or nothing holds apart: UCLG-ASPAC,
# l’eau, U.N., COP27.
WORD = re.compile(rf"(?P<unspaced>[{UNSPACED}]+)|(?:{LETTER}+|\d+)(?:[-‐‑‒–−'’ʼ‘`´.&_·]?(?:{LETTER}+|\d+))*")
PART = re.compile(rf"{LETTER}+|\d+")
ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")
"""The Arabic article with what is written together with it: ال, وال, بال, كال, لل, …"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def is_accent(char: str) -> bool:
    """Whether readers may leave the mark out; not so vowel signs of Indic scripts, or voicing in kana."""
    place = unicodedata.combining(char)
    return place >= 200 or 10 <= place <= 36


def folded_char(char: str) -> str:
    kept = (
        LETTERS.get(one, one)
        for one in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
        if not is_accent(one) and unicodedata.category(one) != "Cf"
    )
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in "".join(kept))
    return unicodedata.normalize("NFC", "".join(digits))


class Folding(dict):
    """For ``str.translate()``: each character folded once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded_char(chr(code))
        return self[code]


FOLDING = Folding()


def folded(text: str) -> str:
    """``text`` without what readers may leave out: case, accents, width, diacritics, forms of letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(FOLDING))


class Part(NamedTuple):
    """A run of letters or of digits, without the Arabic article, and where it stands in a text, with it."""

    text: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of a folded text; a run of a script without spaces is one word of one part."""

    parts: tuple[Part, ...]
    is_unspaced: bool

    @property
    def joined(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end


def words(text: str) -> Iterator[Word]:
    """The words of a folded ``text``."""
    for match in WORD.finditer(text):
        if match["unspaced"]:
            yield Word((Part(match[0], *match.span()),), is_unspaced=True)
        else:
            found = PART.finditer(text, *match.span())
            parts = (Part(ARTICLE.sub("", part[0]), *part.span()) for part in found)
            yield Word(tuple(parts), is_unspaced=False)


def written(part: str) -> str:
    """``part`` as a term, of which the beginning stands for the beginning of ``part``.

    Other letters than ASCII's are written as four digits of base 36 each, and the term says so.
    """
    if part.isascii():
        return f"a{part}"
    return "b" + "".join(code(ord(char)) for char in part)


@lru_cache(10_000)
def code(number: int) -> str:
    found = ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        found = DIGITS[digit] + found
    return found


def pairs(run: str) -> list[str]:
    """Each two neighbours in a run of an unspaced script, which is what its words are found by."""
    return [run[place : place + 2] for place in range(len(run) - 1)]


@lru_cache(20_000)
def terms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the index holds of ``text``: its terms in their order, and those that lie beside the order.

    The latter are words of several parts written as one: ``cop27`` beside ``cop 27``. Kept, since names of
    languages and of bodies come again and again.
    """
    in_order, beside = [], []
    for word in words(folded(text)):
        if word.is_unspaced:
            run = word.joined
            in_order += [written(pair) for pair in (*pairs(run), run[-1])]
        else:
            in_order += [written(part.text) for part in word.parts]
            if len(word.parts) > 1:
                beside.append(written(word.joined))
    return tuple(in_order), tuple(beside)
