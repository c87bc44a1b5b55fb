"""Facts about the project that stand in more than one place, and so can rot."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django import Settings

ROOT = settings.BASE_DIR
FLOOR = "3.12"
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict:
    return tomllib.loads(read("pyproject.toml"))


def dependency_lines() -> list[str]:
    """The lines of pyproject.toml that name a dependency, with what stands beside it."""
    return [line for line in read("pyproject.toml").splitlines() if re.match(r'    "[a-z].*[=<>]', line)]


def pinned(name: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9.-]+)==", read(name), re.MULTILINE))


def bare(requirement: str) -> str:
    """The name in a requirement: ``psycopg[binary]>=3.3`` is psycopg."""
    return re.match(r"[a-z0-9-]+", requirement)[0]


def test_python_floor_is_the_one_that_pyproject_asks_for() -> None:
    assert project()["project"]["requires-python"] == f">={FLOOR}"
    assert project()["tool"]["ruff"]["target-version"] == "py" + FLOOR.replace(".", "")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Makefile", f"--python-version {FLOOR} "),
        ("bin/make-venv", f"sys.version_info < ({FLOOR.replace('.', ', ')}))"),
        ("bin/make-venv", f"--python '>={FLOOR},<"),
        ("bin/make-venv", f"Python {FLOOR} or newer"),
        ("docs/adr/0001-django-6-1-on-python-3-12.md", f"Python {FLOOR} or newer"),
        ("README.md", f"Python {FLOOR}"),
    ],
)
def test_python_floor_is_the_same_wherever_it_stands(name: str, words: str) -> None:
    assert words in read(name)


def test_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) <= 120


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_decision_record_is_short_and_complete(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Two ways",
        "## Decision",
        "## Consequences",
    ]


def test_decision_records_are_numbered_without_a_gap() -> None:
    assert [path.name[:5] for path in ADRS] == [f"{number:04}-" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_locked_requirements_are_pins_and_hashes_and_no_address(name: str) -> None:
    kinds = r"[a-z0-9.-]+==\S+( ; [^;]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    assert [line for line in read(name).splitlines() if not re.fullmatch(kinds, line)] == []


def test_locked_requirements_hold_every_dependency() -> None:
    runtime = {bare(requirement) for requirement in project()["project"]["dependencies"]}
    dev = {bare(requirement) for requirement in project()["dependency-groups"]["dev"]}
    assert runtime - pinned("requirements.txt") == set()
    assert (runtime | dev) - pinned("requirements-dev.txt") == set()


def test_locked_versions_agree() -> None:
    both = [set(re.findall(r"^[a-z0-9.-]+==\S+", read(name), re.MULTILINE)) for name in REQUIREMENTS]
    assert both[0] - both[1] == set()


def test_every_dependency_has_its_reason_beside_it() -> None:
    stated = project()["project"]["dependencies"] + project()["dependency-groups"]["dev"]
    assert len(dependency_lines()) == len(stated)
    assert [line for line in dependency_lines() if not re.search(r'", +# \w', line)] == []


def test_every_setting_from_the_environment_is_documented() -> None:
    code = read("catalogue/environment.py") + read("catalogue/settings.py")
    names = set(re.findall(r'(?:flag|email|str|list|get)\("([A-Z_]+)"', code))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", read("docs/operations.md"), re.MULTILINE))
    assert documented == names


@pytest.mark.parametrize(
    "name", ["docs/architecture.md", "docs/operations.md", "CHANGELOG.md", *map(str, ADRS)]
)
def test_every_file_that_a_document_names_exists(name: str) -> None:
    """Names in backticks that hold a slash and end like a file, and the targets of links."""
    text, folder = read(name), (ROOT / name).parent
    named = re.findall(r"`([a-z_][\w./-]*/[\w.-]+\.(?:py|md|toml|yaml|txt|pot))`", text)
    linked = re.findall(r"\]\(([^):#]+)", text)
    missing = [path for path in named if not (ROOT / path).exists()]
    missing += [path for path in linked if not (folder / path).exists()]
    assert missing == []


def test_every_static_file_that_a_template_names_exists() -> None:
    """In production a name without its file would be a 500."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.*")]
    named = {name for text in texts for name in re.findall(r"""{% static ['"]([^'"]+)['"]""", text)}
    assert named
    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_static_files_can_be_collected(settings: Settings, tmp_path: Path) -> None:
    """Fails where a style sheet or a script names a file that is not there."""
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()
