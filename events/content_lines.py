"""Text as a line of iCalendar (RFC 5545 §3.1, §3.3.11)."""

import re

# Line and paragraph separators break a content line for some readers, other control characters for most.
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
MOST_OCTETS = 75


def plain(text: str) -> str:
    """``text`` with \\n as its only line end and without control characters."""
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    """Plain text as a value of type TEXT."""
    return text.translate(ESCAPES)


def folded(line: str) -> bytes:
    """A content line with its line end, folded so that no line is too long and no character is split."""
    octets, lines = line.encode(), []
    while len(octets) > MOST_OCTETS:
        end = MOST_OCTETS
        while octets[end] & 0xC0 == 0x80:  # in the middle of a character of UTF-8
            end -= 1
        lines.append(octets[:end])
        octets = b" " + octets[end:]
    return b"\r\n".join([*lines, octets, b""])
