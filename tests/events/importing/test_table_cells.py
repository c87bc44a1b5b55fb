from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.importing.table_cells import (
    FORMULA,
    day_read,
    defused,
    restored,
    time_read,
    time_written,
)

ZONES = [
    "",
    "UTC",
    "Europe/Brussels",
    "Asia/Seoul",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
]


@given(st.text(alphabet="'=+-@\t\r\nax＝"))
def test_text_comes_back_as_it_was_and_is_no_formula(text: str) -> None:
    cell = defused(text)

    assert restored(cell) == text
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("text", ["", "a=1", " =1", "'tis", "1-2", "''"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert FORMULA.match(text) is None
    assert (defused(text), restored(text)) == (text, text)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_instant_comes_back_from_any_clock(instant: datetime, zone: str) -> None:
    assert time_read(time_written(instant, zone), zone) == instant


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        (datetime(2024, 9, 18, 11, tzinfo=UTC), "Europe/Brussels", "2024-09-18 13:00"),
        (datetime(2024, 9, 18, 11, tzinfo=UTC), "", "2024-09-18 11:00"),
        (datetime(2024, 9, 18, 11, 0, 5, tzinfo=UTC), "UTC", "2024-09-18 11:00:05"),
        (datetime(2024, 9, 18, 11, 0, 0, 50, tzinfo=UTC), "UTC", "2024-09-18 11:00:00.000050"),
        (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), "Europe/Brussels", "2024-10-27 02:30+02:00"),
        (datetime(2024, 10, 27, 1, 30, tzinfo=UTC), "Europe/Brussels", "2024-10-27 02:30+01:00"),
        (datetime(2024, 10, 27, 2, 0, tzinfo=UTC), "Europe/Brussels", "2024-10-27 03:00"),
    ],
)
def test_time_is_written_on_the_clock(instant: datetime, zone: str, written: str) -> None:
    assert time_written(instant, zone) == written


@pytest.mark.parametrize(
    "cell", ["2024-09-18 13:00", "2024-09-18T13:00:00", "2024-09-18 13:00+02:00", "2024-09-18 13:00:00.0"]
)
def test_time_is_read_in_these_ways(cell: str) -> None:
    assert time_read(cell, "Europe/Brussels") == datetime(2024, 9, 18, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ("2024-09-18", "UTC"),
        ("20240918T1300", "UTC"),
        ("2024-W38-3 13:00", "UTC"),
        ("2024-09-18 1 pm", "UTC"),
        ("2024-09-18 13:00 Brussels", "UTC"),
        ("2024-09-18 13:00+01:00", "Europe/Brussels"),
        ("2024-03-31 02:30", "Europe/Brussels"),
        ("2024-03-31 02:30+01:00", "Europe/Brussels"),
        ("2024-10-27 02:30", "Europe/Brussels"),
        ("2024-10-27 02:30+03:00", "Europe/Brussels"),
        ("0001-01-01 00:00", "Asia/Seoul"),
        ("9999-12-31 23:59", "America/New_York"),
    ],
)
def test_time_that_is_not_certain_is_refused(cell: str, zone: str) -> None:
    with pytest.raises(ValidationError):
        time_read(cell, zone)


@pytest.mark.parametrize("cell", ["2024-09-18", "2024-09-18 00:00", "2024-09-18 00:00:00"])
def test_day_is_read_from_a_date_or_a_midnight(cell: str) -> None:
    assert day_read(cell) == date(2024, 9, 18)


@pytest.mark.parametrize("cell", ["18.9.2024", "2024-9-18", "2024-09-18 13:00", "2024-09-31", "1899-12-31"])
def test_other_day_is_refused(cell: str) -> None:
    with pytest.raises(ValidationError):
        day_read(cell)
