"""ical.js: the parser of Thunderbird and Nextcloud, in JavaScript."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.clients.conftest import need
from tests.clients.entry import Entry, moment

DRIVER = Path(__file__).with_name("read_with_ical_js.mjs")
LIBRARY = Path(sys.prefix) / "node_modules" / "ical.js" / "dist" / "ical.js"
NODE = shutil.which("node")

need(NODE and LIBRARY.is_file(), "node, or ical.js in the virtual environment; .ci/run installs them")


def read(file: Path) -> list[Entry]:
    done = subprocess.run(
        [NODE, DRIVER, LIBRARY, file], check=True, capture_output=True, encoding="utf-8", timeout=30
    )
    return sorted(
        Entry(
            **said
            | {"start": moment(said["start"]), "end": moment(said["end"])}
            | {name: tuple(said[name]) for name in ("categories", "conferences")}
        )
        for said in json.loads(done.stdout)
    )


def test_ical_js_reads_what_is_meant(feed: bytes, expected: list[Entry], tmp_path: Path) -> None:
    file = tmp_path / "events.ics"
    file.write_bytes(feed)

    assert read(file) == expected
