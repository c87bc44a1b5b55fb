import re

import segno

from events.views.qr_codes import BORDER, qr_code


def modules(path: str) -> set[tuple[int, int]]:
    """The dark modules (row, column) that a path covers."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    assert "".join(f"M{column} {row}h{width}v1h-{width}z" for column, row, width in runs) == path
    return {
        (int(row), column)
        for start, row, width in runs
        for column in range(int(start), int(start) + int(width))
    }


def test_path_covers_the_dark_modules_of_the_code() -> None:
    address = "https://webinars.example/en/events.ics?language=ko&topic=heat"
    rows = segno.make_qr(address).matrix
    code = qr_code(address)

    assert code.size == len(rows) + 2 * BORDER
    assert modules(code.path) == {
        (row + BORDER, column + BORDER)
        for row, line in enumerate(rows)
        for column, is_dark in enumerate(line)
        if is_dark
    }


def test_what_is_too_long_has_no_code() -> None:
    assert qr_code("x" * 2_953) is not None
    assert qr_code("x" * 2_954) is None
