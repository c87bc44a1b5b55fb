import pytest
from django.db import IntegrityError, transaction
from pyroaring import BitMap

from events.models import SessionSet

pytestmark = pytest.mark.django_db

LARGEST = 2**32 - 1


@pytest.mark.parametrize("keys", [[], [7], [3, 1, 2, 70_000, LARGEST], range(5, 5_000)])
def test_set_holds_its_keys(keys: list[int]) -> None:
    content = BitMap(keys)
    content.run_optimize()
    SessionSet.objects.create(filter="kind", value="webinar", content=content.serialize())

    assert list(SessionSet.objects.get().keys) == sorted(keys)


def test_set_is_kept_in_the_portable_format() -> None:
    """https://github.com/RoaringBitmap/RoaringFormatSpec: no runs, one container, key 0, two of 1 and 256."""
    portable = "3a300000 01000000 0000 0100 10000000 0100 0001"

    one = SessionSet(filter="kind", value="webinar", content=bytes.fromhex(portable))

    assert list(one.keys) == [1, 256]


def test_value_of_a_filter_has_one_set() -> None:
    empty = BitMap().serialize()
    for name, value in [("kind", "webinar"), ("kind", "summit"), ("language", "webinar")]:
        SessionSet.objects.create(filter=name, value=value, content=empty)

    with pytest.raises(IntegrityError, match="filter"), transaction.atomic():
        SessionSet.objects.create(filter="kind", value="webinar", content=empty)
    assert SessionSet.objects.count() == 3


def test_set_is_known_by_its_filter_and_value() -> None:
    one = SessionSet.objects.create(filter="kind", value="webinar", content=BitMap().serialize())

    assert [str(one), str(SessionSet(filter="listed"))] == ["kind=webinar", "listed"]
    assert SessionSet.objects.get_by_natural_key("kind", "webinar") == one
