"""The results of all checks as one page of Markdown; pure."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from audit.findings import Finding, Result

EXAMPLES = 3


def report(
    results: list[Result], versions: Mapping[str, str], day: date, lacking: Mapping[str, list[str]]
) -> str:
    """``versions`` by tool; ``lacking``: the kinds of pages that a catalogue has none of, by catalogue."""
    total = sum(len(result.findings) for result in results)
    tools = ", ".join(f"{name} {version}" for name, version in versions.items())
    lines = [
        "# Audit",
        "",
        f"`make audit` on {day:%Y-%m-%d}, with {tools}.",
        "Checked is the site over the shipped catalogue (the archive), and over sample sessions around that",
        "day (the samples).",
        "",
        f"**{total} findings.**" if total else "**Nothing was found.**",
        "",
    ]
    for catalogue, kinds in lacking.items():
        if kinds:
            lines += [f"Left out, since the {catalogue} has no such page: {'; '.join(kinds)}.", ""]
    for result in results:
        lines += section(result)
    return "\n".join(lines)


def section(result: Result) -> list[str]:
    lines = [f"## {result.title}", "", *table(result.rows), ""]
    lines += [f"- {note}" for note in result.notes]
    if result.notes:
        lines.append("")
    lines += ["Findings:", "", *grouped(result.findings)] if result.findings else ["Nothing was found."]
    return [*lines, ""]


def table(rows: list[list[str]]) -> list[str]:
    head, *body = rows
    marks = "|" + "---|" * len(head)
    return [line(head), marks, *map(line, body)]


def line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def grouped(findings: list[Finding]) -> list[str]:
    """Each fault once, the most frequent first, with how often and where."""
    places = defaultdict(list)
    for finding in findings:
        places[finding.what].append(finding)
    lines = []
    for what, found in sorted(places.items(), key=lambda item: -len(item[1])):
        lines.append(f"- {what} ({len(found)} ×)")
        lines += [f"  - {place(finding)}" for finding in found[:EXAMPLES]]
        if len(found) > EXAMPLES:
            lines.append(f"  - and {others(found[EXAMPLES:])}")
    return lines


def place(finding: Finding) -> str:
    where = f"{finding.page}, {finding.language}" if finding.language else finding.page
    return f"{where}: `{finding.detail.replace('`', '´')}`" if finding.detail else where


def others(findings: list[Finding]) -> str:
    """Where else, in few words: the pages with how many languages each."""
    pages = defaultdict(set)
    for finding in findings:
        pages[finding.page].add(finding.language)
    named = [f"{page} ({len(languages)})" for page, languages in list(pages.items())[:12]]
    rest = [f"{len(pages) - len(named)} more"] if len(pages) > len(named) else []
    return ", ".join([*named, *rest])
