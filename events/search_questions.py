"""What a person types into the search box: as words to find, to mark, and to look up in the index."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from events.text import UNSPACED, Word, folded, pairs, words, written

QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
RUN = re.compile(rf"[{UNSPACED}]+")
TITLE = "t"
"""Begins the terms of titles, which the index holds once more."""


@dataclass(frozen=True)
class Wanted:
    """Words that must stand beside one another; ``is_open`` where the last of them may go on."""

    words: tuple[Word, ...]
    is_open: bool

    def query(self, mark: str) -> SearchQuery:
        if len(self.words) > 1:
            *before, last = self.words
            terms = [*(term for word in before for term in all_terms(word)), *whole_terms(last)]
            return Phrase(" ".join(f"{mark}{term}" for term in terms))
        word = self.words[0]
        if word.is_unspaced and len(word.joined) == 1:
            return PlainText(mark + written(word.joined))
        in_order = Phrase(" ".join(f"{mark}{term}" for term in whole_terms(word)))
        if word.is_unspaced:
            return in_order
        as_one = mark + written(word.joined)
        joined = PlainText(as_one) if self.is_open else Phrase(as_one)
        return joined if len(word.parts) == 1 else Or([in_order, joined])


def whole_terms(word: Word) -> list[str]:
    """The terms of ``word`` as they follow one another in the index."""
    if word.is_unspaced:
        return [written(pair) for pair in pairs(word.joined) or [word.joined]]
    return [written(part.text) for part in word.parts]


def all_terms(word: Word) -> list[str]:
    """The terms of ``word`` with what stands there before the next word."""
    return [*whole_terms(word), written(word.joined[-1])] if is_run(word) else whole_terms(word)


def is_run(word: Word) -> bool:
    return word.is_unspaced and len(word.joined) > 1


def wanted(question: str) -> list[Wanted]:
    """What must be found, all of it: single words, and phrases in quotation marks. Signs mean nothing."""
    found, place = [], 0
    for match in QUOTED.finditer(question):
        found += [Wanted((word,), is_open=False) for word in words(folded(question[place : match.start()]))]
        if phrase := tuple(words(folded(match[1]))):
            found.append(Wanted(phrase, is_open=False))
        place = match.end()
    rest = list(words(folded(question[place:])))
    found += [Wanted((word,), is_open=False) for word in rest[:-1]]
    return found + [Wanted((word,), is_open=True) for word in rest[-1:]]


def search_query(question: str, *, in_title: bool = False) -> SearchQuery:
    """The question for the index: all that is wanted, in titles only or anywhere. Expects a word in it."""
    return all_of([one.query(TITLE if in_title else "") for one in wanted(question)])


def all_of(queries: list[SearchQuery]) -> SearchQuery:
    """In pairs of pairs: SQLite does not read what is nested a hundred deep."""
    middle = len(queries) // 2
    return And([all_of(queries[:middle]), all_of(queries[middle:])] if middle else queries)


# Where what was asked for stands in a text.


CLUSTER = re.compile(r"(?s:.)[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u1160-\u11ff]*")
"""A character with the accents after it, or the parts of a Hangul syllable."""


def spans(text: str, question: list[Wanted]) -> list[tuple[int, int]]:
    """The places in ``text`` of what was asked for, in order: first character, one after the last."""
    letters, origins = [], []
    for match in CLUSTER.finditer(text):
        fold = folded(match[0])
        letters.append(fold)
        origins += [match.span()] * len(fold)
    there = list(words("".join(letters)))
    found = {place for one in question for place in places(one, there)}
    return merged(sorted((origins[start][0], origins[end - 1][1]) for start, end in found))


def places(one: Wanted, there: list[Word]) -> Iterator[tuple[int, int]]:
    """Where ``one`` stands in the words of a folded text: all of each word that it found, but of a script
    without spaces only what was asked for."""
    if len(one.words) == 1:
        asked = one.words[0]
        for word in there:
            if word.is_unspaced and asked.is_unspaced:
                found = re.finditer(re.escape(asked.joined), word.joined)
                yield from ((word.start + at.start(), word.start + at.end()) for at in found)
            elif is_found(word.joined, asked.joined, is_open=one.is_open):
                yield word.start, word.end
        if asked.is_unspaced:
            return
    parts = [part.text for word in one.words for part in word.parts]
    here = [part for word in there for part in word.parts]
    for first in range(len(here) - len(parts) + 1):
        row = here[first : first + len(parts)]
        if len(parts) == 1 and is_found(row[0].text, parts[0], is_open=one.is_open):
            yield row[0].start, row[0].end
        elif len(parts) > 1 and is_row([part.text for part in row], parts):
            first_run, last_run = RUN.fullmatch(parts[0]), RUN.fullmatch(parts[-1])
            yield (
                row[0].end - len(parts[0]) if first_run else row[0].start,
                row[-1].start + len(parts[-1]) if last_run else row[-1].end,
            )


def is_row(there: list[str], asked: list[str]) -> bool:
    """Whether parts are those asked for; a run may begin before the first and go on after the last."""
    begins = there[0].endswith(asked[0]) if RUN.fullmatch(asked[0]) else there[0] == asked[0]
    ends = there[-1].startswith(asked[-1]) if RUN.fullmatch(asked[-1]) else there[-1] == asked[-1]
    return begins and ends and there[1:-1] == asked[1:-1]


def is_found(there: str, asked: str, *, is_open: bool) -> bool:
    return there.startswith(asked) if is_open else there == asked


def merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, none within or across another."""
    result: list[tuple[int, int]] = []
    for start, end in found:
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
