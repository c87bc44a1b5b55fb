"""When an event is and what has become of it, on the picture beside a link to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from events import social_image
from events.choices import SessionStatus
from events.models import Session
from tests.events.pictures import DATE, amount, drawn, heat, lines_drawn
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is drawn."""
    return lines_drawn(monkeypatch)


@pytest.mark.parametrize(
    ("make", "values", "lines", "is_uncertain"),
    [
        (make_session, {}, ["18", "Sept 2024"], False),
        (make_day_session, {}, ["7", "Oct 2020", "28", "Oct 2020"], False),
        (make_day_session, {"last_day": date(2020, 10, 7)}, ["7", "Oct 2020"], False),
        (make_window_session, {}, ["12", "Sept 2022", "30", "Oct 2022"], True),
        (make_undated_session, {}, ["?"], True),
    ],
)
def test_date_is_told_as_far_as_it_is_known(
    make: Callable[..., Session],
    values: dict[str, Any],
    lines: list[str],
    is_uncertain: bool,
    written: list[str],
) -> None:
    png = drawn(heat(make, **values))

    assert written[: len(lines) + 1] == [*lines, "Webinar"]
    ochre, ink = (amount(png, colour, DATE) > 0 for colour in (social_image.OCHRE, social_image.INK))
    assert (ochre, ink) == (is_uncertain, not is_uncertain)


def test_several_sessions_have_their_first_and_last_day_on_the_organisers_clock(written: list[str]) -> None:
    event = make_event(title_en="Urban heat", timezone="Asia/Seoul")
    for day in (30, 3, 12):
        start = datetime(2024, 11, day, 22, tzinfo=UTC)
        make_session(event, starts_at=start, ends_at=start.replace(hour=23))

    png = drawn(event)

    assert written[:4] == ["4", "Nov 2024", "1", "Dec 2024"]
    assert amount(png, social_image.OCHRE, DATE) == 0


@pytest.mark.parametrize(
    ("make", "lines"),
    [
        (make_window_session, ["12", "Sept 2022", "18", "Sept 2024"]),
        (make_undated_session, ["18", "Sept 2024"]),
    ],
)
def test_several_sessions_are_uncertain_where_one_of_them_is(
    make: Callable[..., Session], lines: list[str], written: list[str]
) -> None:
    event = heat(make)
    make_session(event)

    png = drawn(event)

    assert written[: len(lines)] == lines
    assert (amount(png, social_image.OCHRE, DATE) > 0, amount(png, social_image.INK, DATE)) == (True, 0)


@pytest.mark.parametrize(
    ("status", "words", "is_struck_out"),
    [
        (SessionStatus.CANCELLED, ["Cancelled", "Webinar"], True),
        (SessionStatus.POSTPONED, ["Postponed", "Webinar"], True),
        (SessionStatus.TENTATIVE, ["Tentative", "Webinar"], False),
        (SessionStatus.SCHEDULED, ["Webinar", "Urban heat"], False),
    ],
)
def test_what_has_become_of_it_is_seen(
    status: SessionStatus, words: list[str], is_struck_out: bool, written: list[str]
) -> None:
    png = drawn(heat(status=status))

    assert written[:4] == ["18", "Sept 2024", *words]
    ink, brick = (amount(png, colour, DATE) > 0 for colour in (social_image.INK, social_image.BRICK))
    assert (ink, brick) == (not is_struck_out, is_struck_out)
