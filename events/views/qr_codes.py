"""An address to be scanned from a screen or from paper."""

from dataclasses import dataclass
from itertools import groupby

import segno

BORDER = 4
"""The quiet zone that ISO/IEC 18004 asks for, in modules."""


@dataclass(frozen=True)
class QrCode:
    """Dark modules as the path of an SVG, in a square of ``size`` modules."""

    size: int
    path: str


def qr_code(text: str) -> QrCode | None:
    """None where ``text`` is too long for one."""
    try:
        code = segno.make_qr(text)
    except segno.DataOverflowError:
        return None
    return QrCode(
        size=len(code.matrix) + 2 * BORDER,
        path="".join(path_of(line, row) for row, line in enumerate(code.matrix, start=BORDER)),
    )


def path_of(line: bytearray, row: int) -> str:
    """A rectangle for each run of dark modules."""
    runs, column = [], BORDER
    for is_dark, group in groupby(line):
        width = len(list(group))
        if is_dark:
            runs.append(f"M{column} {row}h{width}v1h-{width}z")
        column += width
    return "".join(runs)
