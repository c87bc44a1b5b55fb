"""The site over a throw-away database, in the production server on loopback."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from audit.kinds import ARCHIVE, KINDS, SAMPLES, Page, pages

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
SAMPLES_MADE = ("--sessions", "200", "--seed", "1")
FILL = {
    ARCHIVE: ("load_catalogue",),
    SAMPLES: ("generate_catalogue", *SAMPLES_MADE),
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes


@dataclass
class Site:
    """A running site. ``cookie`` is the name and the value that make a visitor an administrator."""

    catalogue: str
    port: int
    languages: list[str]
    pages: list[Page]
    cookie: tuple[str, str]
    lacking: list[str] = field(default_factory=list)
    """Kinds that this catalogue has no page of."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def of(self, language: str) -> list[Page]:
        return [page for page in self.pages if page.language == language]

    def page(self, kind: str, language: str) -> Page | None:
        return next((page for page in self.of(language) if page.kind == kind), None)

    def get(self, path: str, **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        heads = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(response.status, heads, response.read())
        connection.close()
        return answer

    def fetch(self, page: Page) -> Answer:
        """The page as its visitor gets it: the admin is in the language that the browser asks for."""
        headers = {"Accept-Language": page.language}
        if page.is_for_the_signed_in:
            headers["Cookie"] = "=".join(self.cookie)
        return self.get(page.path, **headers)


def environment(catalogue: str, folder: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "audit.settings",
        "AUDIT_STATIC_ROOT": str(folder.parent / "static"),
        "DATABASE_URL": f"sqlite:///{folder}/catalogue.sqlite3",
        "CACHE_URL": f"filecache://{folder}/cache",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SAMPLE_CATALOGUE": str(catalogue == SAMPLES).lower(),
        "DEBUG": "false",
    }


@contextmanager
def served(catalogue: str, folder: Path) -> Iterator[Site]:
    """The site over ``catalogue``; all that it writes goes into ``folder``, but what all share beside it."""
    folder.mkdir()
    port = free_port()
    env = environment(catalogue, folder, port)
    manage(env, "migrate", "--verbosity", "0")
    manage(env, *FILL[catalogue])
    manage(env, "check_catalogue", "--repair", "--verbosity", "0")
    if not (folder.parent / "static").exists():
        manage(env, "collectstatic", "--no-input", "--verbosity", "0")
    found = json.loads(manage(env, "list_audited", *(["--withdraw"] if catalogue == SAMPLES else [])))
    shown, lacking = pages(KINDS, catalogue, found["languages"], found["records"])
    cookie = (found["session_cookie"], found["session_key"])
    site = Site(catalogue, port, found["languages"], shown, cookie, lacking)
    process = start(env, port)
    try:
        wait_for(site, process)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def manage(env: dict[str, str], *arguments: str) -> str:
    """The output of a command of the site; its errors are shown."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env)  # noqa: S603 our own
    return ran.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(env: dict[str, str], port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    return subprocess.Popen([*command, "catalogue.wsgi:application"], cwd=ROOT, env=env)  # noqa: S603 our own


def wait_for(site: Site, process: subprocess.Popen) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            site.get("/healthz")
        except OSError:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return
