"""A subscriber: vdirsyncer fetches the feed over HTTP, khal shows what it keeps."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from events.choices import Precision, SessionStatus
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.clients.conftest import FEED, announce, entries_meant, need
from tests.clients.entry import Entry, moment
from tests.factories import make_event, make_session, saved

KHAL, VDIRSYNCER = shutil.which("khal"), shutil.which("vdirsyncer")
need(KHAL and VDIRSYNCER, "khal and vdirsyncer")

VDIRSYNCER_CONFIG = """
[general]
status_path = "{home}/status/"

[pair catalogue]
a = "site"
b = "here"
collections = null
conflict_resolution = "a wins"
partial_sync = "ignore"

[storage site]
type = "http"
url = "{url}"

[storage here]
type = "filesystem"
path = "{home}/calendar/"
fileext = ".ics"
"""
KHAL_CONFIG = """
[calendars]
[[catalogue]]
path = {home}/calendar
readonly = True

[sqlite]
path = {home}/khal.db

[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S%z
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%S%z
longdatetimeformat = %Y-%m-%dT%H:%M:%S%z
"""
# Not the UID, which vdirsyncer replaces, nor what khal shows encoded (CATEGORIES) or not at all (CONFERENCE).
FIELDS = ["url", "start-long", "end-long", "title", "status", "description", "location"]
FIELD_END, ENTRY_END = "\x1f", "\x1e"
# The icalendar of Debian 12, which khal reads with, unescapes these signs twice.
MISREAD = re.compile(r"\\|%(2C|3A|3B|5C)")
FIRST, LAST = "1965-01-01", "2046-01-01"


@dataclass(frozen=True)
class Subscriber:
    """Has a directory of its own, where all is kept and nobody's settings are."""

    home: Path

    def run(self, *command: str) -> str:
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def subscribe(self, url: str) -> None:
        for name, text in [("khal", KHAL_CONFIG), ("vdirsyncer", VDIRSYNCER_CONFIG)]:
            (self.home / name).write_text(text.format(home=self.home, url=url))
        (self.home / "calendar").mkdir()
        self.run(VDIRSYNCER, "--config", f"{self.home}/vdirsyncer", "discover")

    def synchronise(self) -> None:
        self.run(VDIRSYNCER, "--config", f"{self.home}/vdirsyncer", "sync")

    def entries(self) -> list[Entry]:
        shown = FIELD_END.join(f"{{{field}}}" for field in FIELDS) + ENTRY_END
        options = ["--once", "--day-format", "", "--format", shown]
        said = self.run(KHAL, "--config", f"{self.home}/khal", "list", *options, FIRST, LAST)
        return sorted(entry(part.lstrip("\n")) for part in said.split(ENTRY_END)[:-1])

    def shown(self) -> dict[str, tuple[datetime | date, str]]:
        """Start and status by title."""
        return {entry.title: (entry.start, entry.status) for entry in self.entries()}


def entry(shown: str) -> Entry:
    url, start, end, title, status, description, location = shown.split(FIELD_END)
    start, end = moment(start), moment(end)
    return Entry(
        url=url,
        uid="",
        start=start,
        # khal shows the last of several days.
        end=end if isinstance(end, datetime) else end + timedelta(days=1),
        title=title,
        status=status.strip(),
        description=description,
        location=location,
        categories=(),
        conferences=(),
    )


@pytest.fixture
def subscriber(tmp_path: Path, live_server: LiveServer) -> Subscriber:
    subscriber = Subscriber(tmp_path)
    subscriber.subscribe(live_server.url + FEED)
    return subscriber


def change(session: Session, at: datetime, **values: object) -> None:
    for name, value in values.items():
        setattr(session, name, value)
    saved(session)
    bring_up_to_date(Event.objects.all(), at)


def test_subscriber_sees_what_is_meant(subscriber: Subscriber) -> None:
    announce()
    subscriber.synchronise()
    meant = [replace(entry, uid="", categories=(), conferences=()) for entry in entries_meant()]
    misread = {entry.url for entry in meant if MISREAD.search(entry.description)}
    seen = subscriber.entries()

    assert [entry.url for entry in seen] == [entry.url for entry in meant]
    assert [entry for entry in seen if entry.url not in misread] == [
        entry for entry in meant if entry.url not in misread
    ]


def test_subscriber_sees_each_change(subscriber: Subscriber) -> None:
    series, names = make_event(title="Series"), ["Stays", "Moves", "Gets a day", "Is off", "Goes", "Went"]
    stays, moves, gets_day, is_off, goes, went = [make_session(series, title=name) for name in names]
    start, now = stays.starts_at, timezone.now()
    bring_up_to_date(Event.objects.all(), now - timedelta(days=100))
    subscriber.synchronise()
    assert subscriber.shown() == {f"Series · {name}": (start, "CONFIRMED") for name in names}

    change(went, now - timedelta(days=91), withdrawn=True)
    change(moves, now, starts_at=start + timedelta(days=1), ends_at=start + timedelta(days=2))
    days = {"precision": Precision.DAY, "first_day": date(2024, 10, 1), "last_day": date(2024, 10, 2)}
    change(gets_day, now, starts_at=None, ends_at=None, **days)
    change(is_off, now, status=SessionStatus.CANCELLED)
    change(goes, now, withdrawn=True)
    subscriber.synchronise()

    assert subscriber.shown() == {
        "Series · Stays": (start, "CONFIRMED"),
        "Series · Moves": (start + timedelta(days=1), "CONFIRMED"),
        "Series · Gets a day": (date(2024, 10, 1), "CONFIRMED"),
        "Cancelled: Series · Is off": (start, "CANCELLED"),
        "Withdrawn: Series · Goes": (start, "CANCELLED"),
    }
