"""The settings as a new process sees them: what is left out, what is wrong, what is kept."""

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from catalogue import environment


def start(expression: str = "DEBUG", **values: str) -> subprocess.CompletedProcess[str]:
    """What a new process prints of its settings, given ``values`` and none of this process’s own."""
    surroundings = {"PATH": os.environ["PATH"], "SECRET_KEY": "a" * 50, **values}
    code = f"from catalogue.settings import *; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_debug_is_off_by_default() -> None:
    assert start().stdout == "False\n"


def test_debug_can_be_switched_on() -> None:
    assert start(DEBUG="true").stdout == "True\n"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "DEBUG is 'maybe'; it must be true or false."),
        ("SAMPLE_CATALOGUE", "2", "SAMPLE_CATALOGUE is '2'; it must be true or false."),
        ("SITE_URL", "example.org", "SITE_URL is 'example.org'; it must look like https://example.org."),
        (
            "SITE_URL",
            "https://a.org/b",
            "SITE_URL is 'https://a.org/b'; it must look like https://example.org.",
        ),
        ("DATABASE_URL", "mysql://u:secret@h/d", "DATABASE_URL must start with sqlite:/// or postgres://."),
        ("DATABASE_URL", "", "DATABASE_URL must start with sqlite:/// or postgres://."),
    ],
)
def test_bad_value_stops_the_start_with_a_sentence_that_names_it(
    name: str, value: str, sentence: str
) -> None:
    process = start(**{name: value})
    assert process.returncode == 1
    assert process.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"
    assert "secret" not in process.stderr


def test_database_port_must_be_a_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h:port/d")
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL cannot be read: Port .*'port'\.$"):
        environment.database(tmp_path / "db.sqlite3")


def test_database_is_a_file_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = environment.database(tmp_path / "db.sqlite3")
    assert (database["ENGINE"], database["NAME"]) == (
        "django.db.backends.sqlite3",
        str(tmp_path / "db.sqlite3"),
    )


def test_site_url_loses_the_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert environment.site_url() == "https://example.org"


def test_secret_key_is_made_once_and_kept_from_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "var" / "secret_key"
    key = environment.secret_key(file)
    assert len(key) == 50
    assert environment.secret_key(file) == key == file.read_text(encoding="utf-8")
    assert S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("given", ["given", "$given"])
def test_secret_key_that_is_given_is_taken_as_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str
) -> None:
    monkeypatch.setenv("SECRET_KEY", given)
    assert environment.secret_key(tmp_path / "secret_key") == given
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("address", "printed"), [("http://example.org", "False False\n"), ("https://example.org", "True True\n")]
)
def test_cookies_are_secure_behind_https(address: str, printed: str) -> None:
    assert start("SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE", SITE_URL=address).stdout == printed


@pytest.mark.django_db
def test_checks_find_nothing_on_the_database_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    """As ``migrate`` runs them, and the suite, which makes its tables without, does not."""
    call_command("check", databases=["default"], fail_level="WARNING")

    assert capsys.readouterr().out == "System check identified no issues (0 silenced).\n"
