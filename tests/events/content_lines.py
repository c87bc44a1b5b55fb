"""Reads iCalendar as RFC 5545 says, without the library that wrote it."""

import re


def lines(entry: bytes) -> list[str]:
    """The content lines of an entry, unfolded (RFC 5545 §3.1)."""
    assert entry.endswith(b"\r\n")
    return entry.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def value(entry: bytes, name: str) -> str | None:
    """What the property says, its TEXT unescaped (RFC 5545 §3.3.11); None where the entry has none."""
    found = [line.partition(":")[2] for line in lines(entry) if re.match(f"{name}[;:]", line)]
    assert len(found) <= 1
    return (
        re.sub(r"\\(.)", lambda sign: {"n": "\n", "N": "\n"}.get(sign[1], sign[1]), found[0])
        if found
        else None
    )
