from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from events.importing.table_cells import Unusable
from events.importing.table_files import MAX_ROWS, Table, csv_bytes, read_table, xlsx_bytes

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
ROWS = st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4)
NAMES = ["key", "one", "two"]


def keyed(rows: list[list[str]]) -> list[list[str]]:
    return [["k", *row] for row in rows]


@given(ROWS)
def test_csv_comes_back_as_it_was(rows: list[list[str]]) -> None:
    data = csv_bytes(NAMES, keyed(rows))

    assert read_table("a.csv", data) == Table(NAMES, keyed(rows))


@given(ROWS)
def test_xlsx_comes_back_as_it_was(rows: list[list[str]]) -> None:
    data = xlsx_bytes(NAMES, keyed(rows))

    assert read_table("a.xlsx", data) == Table(NAMES, keyed(rows))


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\r\n1,2\r\n",
        b"a;b\n1;2",
        b"a\tb\r1\t2\r",
        b'\xef\xbb\xbf"a",b\n"1",2\n',
        "a,b\n1,2\n".encode("utf-16"),
        b"\xfe\xff" + "a\tb\n1\t2".encode("utf-16-be"),
        b" a ,b,,\n1,2,,\n",
        b"a,b\n1,2\n\n,\n",
    ],
)
def test_csv_of_every_kind_is_read(data: bytes) -> None:
    assert read_table("A.CSV", data) == Table(["a", "b"], [["1", "2"]])


def test_separators_in_cells_are_none() -> None:
    assert read_table("a.csv", b'a,b\n"1;2;3\n4","5\t6"\n').rows == [["1;2;3\n4", "5\t6"]]


def test_empty_row_between_others_keeps_its_place() -> None:
    assert read_table("a.csv", b"a,b\n1,2\n\n,\n3,4\n").rows == [["1", "2"], ["", ""], ["", ""], ["3", "4"]]


def test_row_of_another_length_says_so() -> None:
    rows = read_table("a.csv", b"a,b\n1\n1,2,3\n1,2,\n").rows

    assert rows == [
        ["The row has 1 cells, and there are 2 columns.", ""],
        ["The row has 3 cells, and there are 2 columns.", "2"],
        ["1", "2"],
    ]
    assert [type(row[0]) for row in rows] == [Unusable, Unusable, str]


def test_as_many_rows_as_may_be_are_read() -> None:
    assert len(read_table("a.csv", b"a\n" + b"1\n" * MAX_ROWS).rows) == MAX_ROWS

    with pytest.raises(ValidationError, match="more than 1000 rows"):
        read_table("a.csv", b"a\n" + b"1\n" * (MAX_ROWS + 1))


def test_rows_beyond_the_limit_are_not_even_asked_for() -> None:
    """An open quotation mark below them goes unnoticed."""
    with pytest.raises(ValidationError, match="more than 1000 rows"):
        read_table("a.csv", b"a\n" + b"1\n" * (MAX_ROWS + 1) + b'"')


def test_workbook_holds_nothing_but_texts() -> None:
    sheet = load_workbook(
        BytesIO(xlsx_bytes(["a"], [["=1"], ["1"], ["#REF!"], ["TRUE"], ["2024-01-01"]]))
    ).active

    assert [(cell.data_type, cell.value) for (cell,) in sheet.iter_rows()] == [
        ("s", "a"),
        ("s", "'=1"),
        ("s", "1"),
        ("s", "#REF!"),
        ("s", "TRUE"),
        ("s", "2024-01-01"),
    ]
