"""What of a session a question found, to be shown with the words marked. Pure: loaded objects in."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from events.models import Session
from events.search_questions import Wanted, spans, wanted

AROUND = 60
"""So many characters are shown before the first and after the last mark."""
MOST = 3


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True)
class Excerpt:
    """What it is (``title``, ``speaker``, …), its language or nothing, and the text in pieces."""

    what: str
    language: str
    pieces: list[Piece]


def pieces(text: str, question: list[Wanted]) -> list[Piece]:
    """``text`` in pieces, those marked that were asked for."""
    found = spans(text, question)
    borders = [0, *(border for span in found for border in span), len(text)]
    cut = (text[start:end] for start, end in pairwise(borders))
    return [Piece(piece, bool(number % 2)) for number, piece in enumerate(cut) if piece]


def shortened(found: list[Piece]) -> list[Piece]:
    """Without most of what stands before the first mark and after the last, cut between words."""
    first, last = found[0], found[-1]
    if not first.is_marked and len(first.text) > AROUND:
        found = [
            Piece("… " + (first.text[-AROUND:].partition(" ")[2] or first.text[-AROUND:]), False),
            *found[1:],
        ]
    if not last.is_marked and len(last.text) > AROUND:
        found = [
            *found[:-1],
            Piece((last.text[:AROUND].rpartition(" ")[0] or last.text[:AROUND]) + " …", False),
        ]
    return found


def excerpts(session: Session, question: str, shown: str) -> list[Excerpt]:
    """Where the words were found that do not stand in ``shown``. Expects the session's search document."""
    return list(found_beside(session, wanted(question), shown))[:MOST]


def found_beside(session: Session, question: list[Wanted], shown: str) -> Iterator[Excerpt]:
    missing = [one for one in question if not spans(shown, [one])]
    for what, language, text in session.search_document.texts:
        here = [one for one in missing if spans(text, [one])]
        if here:
            missing = [one for one in missing if one not in here]
            yield Excerpt(what, language, shortened(pieces(text, here)))
