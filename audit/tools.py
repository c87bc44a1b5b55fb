"""The tools from outside: which version of each, where it lies, and how it gets there."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from audit.site import ROOT

PACKAGES = {
    "axe-core": "4.14.1",
    "vnu-jar": "26.9.27",
    "schema-dts": "2.1.0",
    "typescript": "7.0.2",
    "lighthouse": "12.8.2",  # the last for Node 18 and 20; 13 asks for 22.19
}
# A folder of their own: npm takes away what else it finds beside packages that it was not asked for.
PREFIX = Path(os.environ.get("AUDIT_TOOLS") or ROOT / ".venv" / "audit")
CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"]


class MissingToolError(Exception):
    """A program that the audit needs is not on this machine; says which."""


def module(package: str) -> Path:
    return PREFIX / "node_modules" / package


def installed_version(package: str) -> str | None:
    try:
        return json.loads((module(package) / "package.json").read_text(encoding="utf-8"))["version"]
    except FileNotFoundError:
        return None


def install() -> None:
    """Bring all packages where one is missing or of another version; asks the network only then."""
    if all(installed_version(name) == version for name, version in PACKAGES.items()):
        return
    PREFIX.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    options = ["--silent", "--no-save", "--ignore-scripts", "--prefix", str(PREFIX)]
    subprocess.run([program("npm"), "install", *options, *wanted], check=True)  # noqa: S603 pinned above


def program(*names: str) -> str:
    """The path of the first of these programs that is there. Raises MissingToolError."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise MissingToolError(f"The audit needs {' or '.join(names)}, and there is none on PATH.")
    return found


def chromium() -> str:
    return program(*CHROMIUMS)


def versions() -> dict[str, str]:
    """What the report names, by tool."""
    shown = [chromium(), "--version"]
    browser = subprocess.run(shown, check=True, capture_output=True, text=True).stdout  # noqa: S603 found above
    return {"Chromium": browser.removeprefix("Chromium ").split()[0]} | PACKAGES
