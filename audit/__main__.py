"""`make audit`: the running site under outside tools.

`python -m audit` does all checks, rewrites docs/audit.md and ends with 1 where something is found.
`python -m audit axe nu` does only those, and prints the report instead.
"""

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

from playwright.sync_api import Error as PlaywrightError

from audit import axe, jsonld, keyboard, lighthouse, links, nu, sizes
from audit.findings import Finding, Result
from audit.kinds import ARCHIVE, SAMPLES
from audit.report import report
from audit.site import ROOT, Site, served
from audit.tools import MissingToolError, install, versions

REPORT = ROOT / "docs" / "audit.md"
# Each gets the running sites, the shipped catalogue first.
CHECKS: dict[str, Callable[[list[Site]], Result]] = {
    "axe": axe.run,
    "keyboard": keyboard.run,
    "nu": nu.run,
    "lighthouse": lighthouse.run,
    "sizes": sizes.run,
    "links": links.run,
    "jsonld": jsonld.run,
}


FAILURES = (SubprocessError, PlaywrightError, OSError, BrokenExecutor)
"""Of the tools, not of this code."""


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def audit(names: list[str]) -> tuple[list[Result], dict[str, list[str]]]:
    """The results of the checks, and the kinds of pages that each catalogue has none of."""
    results = []
    with TemporaryDirectory() as folder, ExitStack() as stack:
        sites = [stack.enter_context(served(one, Path(folder, one))) for one in (ARCHIVE, SAMPLES)]
        for name in names:
            start = time.monotonic()
            try:
                result = CHECKS[name](sites)
            except FAILURES as error:  # what the other checks found is kept
                result = Result(name, [["", ""]], [Finding("the check", "", f"broke off: {error}"[:300])])
            results.append(result)
            say(f"{name}: {len(result.findings)} findings, {time.monotonic() - start:.0f} s")
        return results, {site.catalogue: site.lacking for site in sites}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m audit", description=__doc__.splitlines()[0])
    parser.add_argument("checks", nargs="*", metavar="check", help=f"of {', '.join(CHECKS)}; all without")
    names = parser.parse_args().checks
    if unknown := set(names) - CHECKS.keys():
        parser.error(f"there is no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}")
    try:
        install()
        tools = versions()
    except MissingToolError as error:
        say(str(error))
        return 2
    results, lacking = audit(names or list(CHECKS))
    text = report(results, tools, datetime.now(tz=UTC).date(), lacking)
    if names:
        sys.stdout.write(text)
    else:
        REPORT.write_text(text, encoding="utf-8")
    return int(any(result.findings for result in results))


if __name__ == "__main__":
    sys.exit(main())
