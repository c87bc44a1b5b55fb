"""What pages tell search engines, held to the vocabulary of schema.org as types (schema-dts)."""

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from audit.findings import Finding, Result, once
from audit.site import Site
from audit.tools import PREFIX, module, program

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PROBLEM = re.compile(r"described\.ts\((\d+),\d+\): error (TS\d+: .*)")
OPTIONS = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
# The input of a question is of schema.org's annotations of actions.
ASKING = "S.WithContext<S.WebSite> & {potentialAction?: S.WithActionConstraints<S.SearchAction>}"


def described(sites: list[Site]) -> dict[str, tuple[str, str]]:
    """Each description once, as written, with the kind and language of the first page that holds it."""
    found = {}
    for site in sites:
        for page in site.pages:
            if not page.is_admin:
                for text in SCRIPT.findall(site.fetch(page).body.decode()):
                    found.setdefault(text, (page.kind, page.language))
    return found


def typed(text: str, number: int) -> str:
    """A line of TypeScript that holds the description to the type that it claims."""
    kind = json.loads(text)["@type"]
    wanted = ASKING if "query-input" in text else f'Extract<S.WithContext<S.Thing>, {{"@type": "{kind}"}}>'
    return f"export const d{number}: {wanted} = {text.strip()};"


def compiled(lines: list[str]) -> list[tuple[int, str]]:
    """(index of the line, what is wrong) of each that does not fit its type."""
    with TemporaryDirectory(dir=PREFIX) as folder:  # beside the vocabulary, which is looked for upwards
        file = Path(folder, "described.ts")
        file.write_text("\n".join(['import type * as S from "schema-dts";', *lines]), encoding="utf-8")
        compiler = [program("node"), str(module("typescript") / "bin" / "tsc"), *OPTIONS, str(file)]
        ran = subprocess.run(compiler, capture_output=True, text=True, cwd=folder, check=False)  # noqa: S603
    problems = [(int(line) - 2, what) for line, what in PROBLEM.findall(ran.stdout)]
    if ran.returncode and not problems:
        raise subprocess.CalledProcessError(ran.returncode, compiler, ran.stdout, ran.stderr)
    return problems


def run(sites: list[Site]) -> Result:
    found = described(sites)
    pages = list(found.values())
    problems = compiled([typed(text, number) for number, text in enumerate(found)])
    findings = once(
        Finding(pages[index][0], pages[index][1], f"is not schema.org: {what[:160]}", "")
        for index, what in problems
    )
    kinds = ", ".join(sorted({json.loads(text)["@type"] for text in found}))
    rows = [["descriptions", "types", "findings"], [f"{len(found)}", kinds, f"{len(findings)}"]]
    return Result("JSON-LD (schema.org by schema-dts)", rows, findings, [])
