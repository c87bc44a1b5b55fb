from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from organisations.natural_keys import NaturalKeyModel

KEY, INSTANT = "I", "q"
"""How primary keys and instants are packed: unsigned numbers, and microseconds since 1970, as machines here
have them: of four and of eight bytes, the least first."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(microseconds=1)


class Placed(NamedTuple):
    """A session and its span, the instants in microseconds; of an undated one they are None."""

    key: int
    start: int | None
    end: int | None


class Timeline(NaturalKeyModel):
    """One row: the public sessions in the order of time, by primary key, so that a list needs no sorting.

    ``by_start`` are those with a span, soonest first, and ``starts`` these instants; ``by_end`` and ``ends``
    the same by their ends; ``undated`` are the others. What begins at the same instant goes by its key.
    """

    natural_key_fields = ("id",)

    by_start = models.BinaryField(default=bytes)
    starts = models.BinaryField(default=bytes)
    by_end = models.BinaryField(default=bytes)
    ends = models.BinaryField(default=bytes)
    undated = models.BinaryField(default=bytes)

    class Meta:
        verbose_name = _("timeline")
        verbose_name_plural = _("timelines")
        constraints = [models.CheckConstraint(name="one_timeline", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}"

    @classmethod
    def current(cls) -> "Timeline":
        """Without a session before the first write."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def numbers(self, name: str) -> array:
        """What the field ``name`` holds."""
        found = array(INSTANT if name in {"starts", "ends"} else KEY)
        found.frombytes(getattr(self, name))
        return found

    @property
    def keys(self) -> BitMap:
        return BitMap().union(*(BitMap(self.numbers(name)) for name in ("by_start", "by_end", "undated")))

    def upcoming(self, now: datetime) -> BitMap:
        """Those not over yet; as ``SessionQuerySet.upcoming()``."""
        first = bisect_right(self.numbers("ends"), microseconds(now))
        return BitMap(self.numbers("by_end")[first:])

    def soonest_first(self) -> Iterator[int]:
        return chain(self.numbers("by_start"), self.numbers("undated"))

    def latest_first(self) -> Iterator[int]:
        return chain(reversed(self.numbers("by_start")), reversed(self.numbers("undated")))

    def replaced(self, seen: BitMap, placed: Iterable[Placed]) -> "Timeline":
        """Another, in which those ``seen`` stand where they are ``placed`` now, if anywhere."""
        placed = list(placed)
        new = type(self)(pk=self.pk)
        for keys, instants, field in (("by_start", "starts", "start"), ("by_end", "ends", "end")):
            kept = zip(self.numbers(instants), self.numbers(keys), strict=False)
            pairs = [pair for pair in kept if pair[1] not in seen]
            pairs += [(getattr(one, field), one.key) for one in placed if one.start is not None]
            pairs.sort()
            setattr(new, instants, array(INSTANT, (instant for instant, _key in pairs)).tobytes())
            setattr(new, keys, array(KEY, (key for _instant, key in pairs)).tobytes())
        undated = [key for key in self.numbers("undated") if key not in seen]
        undated += [one.key for one in placed if one.start is None]
        new.undated = array(KEY, sorted(undated)).tobytes()
        return new

    def is_like(self, other: "Timeline") -> bool:
        names = ("by_start", "starts", "by_end", "ends", "undated")
        return all(bytes(getattr(self, name)) == bytes(getattr(other, name)) for name in names)
