"""Sets of sessions, and their order, that were altered behind the back of upkeep: told and mended."""

from array import array
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from pyroaring import BitMap

from events.choices import EventState, OfferMode
from events.models import SessionSet, Timeline
from events.models.timeline import KEY
from events.upkeep import problems
from tests.events.kept_sets import KEPT, LATER, kept, told
from tests.events.test_upkeep import everything
from tests.factories import make_day_session, make_event, make_offer, make_session, make_undated_session

pytestmark = pytest.mark.django_db


def fill_set(name: str, value: str, *keys: int) -> None:
    content = BitMap(keys).serialize()
    SessionSet.objects.update_or_create(filter=name, value=value, defaults={"content": content})


def set_line(one: str) -> str:
    return f"the set of sessions of {one} is out of date"


ORDER = "the order of the sessions is out of date"
WRONGS: dict[str, tuple[Callable[[list[int]], object], list[str]]] = {
    "a key is missing": (lambda keys: fill_set("kind", "webinar", keys[0]), [set_line("kind=webinar")]),
    "a key too many": (lambda keys: fill_set("language", "ko", *keys), [set_line("language=ko")]),
    "a set is missing": (
        lambda keys: SessionSet.objects.filter(filter="language").delete(),
        [set_line("language=ko")],
    ),
    "a set too many": (lambda keys: fill_set("topic", "12345", keys[1]), [set_line("topic=12345")]),
    "no timeline": (lambda keys: Timeline.objects.all().delete(), [ORDER]),
    "another order": (lambda keys: Timeline.objects.update(by_start=array(KEY, keys[:2]).tobytes()), [ORDER]),
    "nothing undated": (lambda keys: Timeline.objects.update(undated=b""), [ORDER]),
}


@pytest.fixture
def keys() -> list[int]:
    """Of a session in Korean, one of days and one without a date."""
    sessions = [
        make_offer(make_session(), mode=OfferMode.FLOOR).session,
        make_day_session(),
        make_undated_session(),
    ]
    told()
    return [session.pk for session in sessions]


def assert_told_and_mended(lines: list[str]) -> None:
    altered = everything(*KEPT)
    assert list(problems(LATER)) == lines
    with pytest.raises(CommandError):
        call_command("check_catalogue")
    assert everything(*KEPT) == altered
    call_command("check_catalogue", "--repair", verbosity=0)
    assert list(problems(LATER)) == []


@pytest.mark.parametrize(("alter", "lines"), WRONGS.values(), ids=WRONGS)
def test_what_was_altered_is_told_and_mended(
    alter: Callable[[list[int]], object], lines: list[str], keys: list[int]
) -> None:
    before, order = kept(), list(Timeline.current().soonest_first())
    alter(keys)

    assert_told_and_mended(lines)
    assert (kept(), list(Timeline.current().soonest_first())) == (before, order)


@pytest.mark.parametrize("is_draft", [True, False])
def test_key_of_no_public_session_is_told_and_mended(is_draft: bool, keys: list[int]) -> None:
    stranger = make_session(make_event(state=EventState.DRAFT)).pk if is_draft else 12_345
    before = kept()
    fill_set("listed", "", *keys, stranger)

    assert_told_and_mended([set_line("listed")])
    assert kept() == before


def test_key_of_no_public_session_in_the_timeline_is_told_and_mended(keys: list[int]) -> None:
    stranger = make_session(make_event(state=EventState.DRAFT)).pk
    Timeline.objects.update(undated=array(KEY, [keys[2], stranger]).tobytes())

    assert_told_and_mended([ORDER])
    assert list(Timeline.current().soonest_first()) == [keys[1], keys[0], keys[2]]


def test_timeline_of_unequal_columns_is_told_and_mended(keys: list[int]) -> None:
    Timeline.objects.update(starts=b"")

    assert_told_and_mended([ORDER])
    assert list(Timeline.current().soonest_first()) == [keys[1], keys[0], keys[2]]
