"""What stands between words, which each language has signs of its own for."""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import pgettext


def comma() -> str:
    return pgettext("between the items of a list", ", ")


def pause() -> str:
    return pgettext("between the parts of one statement", ", ")


def listed(items: Iterable[str]) -> str:
    """Those that are not empty, all of one kind: languages, organisations."""
    return comma().join(filter(None, items))


def joined(parts: Iterable[str]) -> str:
    """Those that are not empty, of different kinds: a day and its hour, a name and its role."""
    return pause().join(filter(None, parts))


def listed_apart(items: Iterable[str]) -> str:
    """As ``listed``, for items that may hold commas themselves."""
    return pgettext("between the items of a list", "; ").join(filter(None, items))


def sentence(words: str) -> str:
    """Words that are no sentence yet, with the sign that ends one."""
    return pgettext("words that are made a sentence", "%s.") % words


def in_sequence(sentences: Iterable[str]) -> str:
    """Those that are not empty, one after the other."""
    pair = pgettext("two sentences, one after the other", "%(first)s %(second)s")
    found = list(filter(None, map(str, sentences)))
    return reduce(lambda first, second: pair % {"first": first, "second": second}, found) if found else ""


def colon() -> str:
    return pgettext("between a label and what it says", ": ")


def with_more(name: str, more: str) -> str:
    return pgettext("what is said more exactly, in brackets", "%(name)s (%(more)s)") % {
        "name": name,
        "more": more,
    }


def record_in_words(kind: str, name: str) -> str:
    return pgettext("a kind of record and its name", "%(kind)s “%(name)s”") % {"kind": kind, "name": name}
