"""`make bench`: what the site costs with 1,000, 10,000 and 100,000 sample sessions, on both databases.

Rewrites benchmarks/RESULTS.md. Takes more than an hour, most of it to make the samples in seven languages.
SIZES names other numbers.
"""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

RESULTS = Path(__file__).parent / "RESULTS.md"
SIZES = [int(size) for size in os.environ.get("SIZES", "1000 10000 100000").split()]
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
DATABASE = "catalogue_benchmark"
SEED = "1"


def run(*arguments: str) -> str:
    """The output of a Python program, in a process of its own; its errors are shown."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 our own


@contextmanager
def sqlite() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/benchmark.sqlite3"


@contextmanager
def postgresql() -> Iterator[str]:
    """A database of its own, dropped afterwards."""
    name = sql.Identifier(DATABASE)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
        try:
            yield urlsplit(POSTGRES)._replace(path=f"/{DATABASE}").geturl()
        finally:
            connection.execute(drop)


def measured(size: int) -> dict[str, float]:
    """What is measured over the database of the environment, filled with ``size`` sample sessions."""
    run("manage.py", "migrate", "--verbosity", "0")
    start = time.monotonic()
    run("manage.py", "generate_catalogue", "--sessions", str(size), "--seed", SEED)
    made = time.monotonic() - start
    pages = json.loads(run("manage.py", "measure_pages"))
    return {"made": made} | pages | json.loads(run("manage.py", "measure_feeds"))


ROWS = [
    (
        "Sessions, of which have entries, one in each language",
        lambda it: f"{it['sessions']:,}, {it['entries']:,}",
    ),
    ("The whole feed", lambda it: f"{it['megabytes']:.1f} MB"),
    ("CPU to assemble it", lambda it: f"{it['assembled'] * 1000:.0f} ms"),
    ("CPU of icalendar for the same entries", lambda it: f"{it['library'] * 1000:,.0f} ms"),
    ("**ratio** (at least 100 at 10,000)", lambda it: f"**{it['library'] / it['assembled']:.0f} ×**"),
    ("Worker idle, and at most while sending it", lambda it: f"{it['idle']:.0f} MB, {it['peak']:.0f} MB"),
    ("**difference** (within 30 MB)", lambda it: f"**{it['peak'] - it['idle']:.0f} MB**"),
    ("Constant 1 kB a second", lambda it: f"{it['constant']:,.0f}"),
    ("304 of the whole feed a second", lambda it: f"{it['unchanged']:,.0f}"),
    ("**ratio** (at least 0.5)", lambda it: f"**{it['unchanged'] / it['constant']:.2f}**"),
    ("Entries that a new name of an organisation touches", lambda it: f"{it['renewed']:,}"),
    ("**saving it** (under 5 s for 1,000)", lambda it: f"**{it['renaming']:.1f} s**"),
    (
        "Constant bytes of a list's size, the list itself, a second",
        lambda it: f"{it['warm']['constant']:,.0f}, {it['warm']['page']:,.0f}",
    ),
    ("**ratio** (at least 0.5)", lambda it: f"**{it['warm']['page'] / it['warm']['constant']:.2f}**"),
    ("Making the samples", lambda it: f"{it['made']:.0f} s"),
]


def table(results: dict[str, list[dict[str, float]]]) -> list[str]:
    columns = [(name, result) for name, sizes in results.items() for result in sizes]
    lines = ["| | " + " | ".join(name for name, _result in columns) + " |"]
    lines.append("|---|" + "--:|" * len(columns))
    return lines + [
        f"| {label} | " + " | ".join(words(result) for _name, result in columns) + " |"
        for label, words in ROWS
    ]


def page_tables(results: dict[str, list[dict[str, float]]]) -> list[str]:
    """A table for each database: what each page costs at each size, and how it grows."""
    lines = []
    for name, sizes in results.items():
        names = [f"{one['sessions']:,}" for one in sizes]
        lines += [f"### {name}", "", f"| | {' | '.join(names)} | **ratio** (at most 3) | queries | kB |"]
        lines.append("|---|" + "--:|" * (len(sizes) + 3))
        for page in sizes[0]["pages"]:
            costs = [one["pages"][page] for one in sizes]
            times = " | ".join(f"{cost['seconds'] * 1000:.0f} ms" for cost in costs)
            ratio = costs[-1]["seconds"] / costs[0]["seconds"]
            queries = ", ".join(dict.fromkeys(f"{cost['queries']}" for cost in costs))
            size = max(cost["bytes"] for cost in costs) / 1000
            lines.append(f"| {page} | {times} | **{ratio:.1f}** | {queries} | {size:.0f} |")
        lines.append("")
    return lines


def report(results: dict[str, list[dict[str, float]]]) -> str:
    day = f"{datetime.now(tz=UTC):%Y-%m-%d}"
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    lines = [
        "# Results of the benchmark",
        "",
        f"`make bench` on {day}: {machine}; sample sessions of seed {SEED}.",
        "Times are of this machine; what counts are the ratios of one run.",
        "Rates are the median of three, of one worker that four clients ask at once.",
        "",
        *table(results),
        "",
        "## Pages that nobody asked for before",
        "",
        "By the clock, so that the work of the database counts, the least of five runs; the largest page.",
        "",
        *page_tables(results),
        "## Notes",
        "",
        "icalendar's time is that of building and writing the entries only. A site that renders on request",
        "would have to load them and put them in words besides.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "SAMPLE_CATALOGUE": "true"}
    run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    results: dict[str, list[dict[str, float]]] = {}
    for name, database in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        for size in SIZES:
            with database() as url, TemporaryDirectory() as cache:
                os.environ |= {"DATABASE_URL": url, "CACHE_URL": f"filecache://{cache}"}
                results.setdefault(name, []).append(measured(size))
                RESULTS.write_text(report(results), encoding="utf-8")
    sys.stdout.write("\n".join(table(results)) + "\n")


if __name__ == "__main__":
    main()
