"""What a check finds, and what it hands to the report."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One fault at one place.

    ``page`` is a kind of page, an address or a file. ``what`` is worded the same for the same fault, so that
    the report can say it once; ``detail`` tells where on the page, and in which view.
    """

    page: str
    language: str
    what: str
    detail: str = ""


@dataclass
class Result:
    """What a check was about. ``rows`` is a table whose first row is its head; ``notes`` are sentences."""

    title: str
    rows: list[list[str]]
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Each fault of a page and a language once, with the detail that came first."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.page, finding.language, finding.what), finding)
    return list(kept.values())
