from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from events.calendar_entries import CannotRenderError
from events.models import CalendarEntry, Change, Event, Session
from events.upkeep import bring_up_to_date
from tests.events.content_lines import stamps, stored, value
from tests.events.test_upkeep import everything, refuse
from tests.factories import make_event, make_session, make_undated_session

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, 30, 15, tzinfo=UTC)
OLD = "session heat 1: its entry (en) is out of date"
UNTOLD = "session heat 1: the public was last told something else"


@pytest.fixture
def session() -> Session:
    session = make_session(make_event(slug="heat"))
    make_session()
    make_undated_session()
    bring_up_to_date(Event.objects.all(), NOW)
    return session


def change(session: Session, **values: object) -> None:
    assert CalendarEntry.objects.filter(session=session).update(**values) == 1


WRONGS: dict[str, tuple[Callable[[Session], object], list[str]]] = {
    "missing entry": (lambda one: one.calendar_entries.all().delete(), [OLD]),
    "stale digest": (
        lambda one: Event.objects.filter(pk=one.event_id).update(summary_en="New"),
        [OLD, "session heat 1: its search document is out of date"],
    ),
    "other bytes": (lambda one: change(one, content=b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"), [OLD]),
    "checksum": (lambda one: change(one, checksum=12345), [OLD]),
    "no content": (lambda one: change(one, content=b"", checksum=0), [OLD]),
    "never told": (lambda one: one.changes.all().delete(), [UNTOLD]),
    "not told of the last": (
        lambda one: Session.objects.filter(pk=one.pk).update(status="cancelled"),
        [UNTOLD, OLD, "the set of sessions of off is out of date"],
    ),
}


@pytest.mark.parametrize(("wrong", "lines"), WRONGS.values(), ids=WRONGS)
def test_command_finds_what_is_wrong_changes_nothing_and_repairs_it(
    wrong: Callable[[Session], object],
    lines: list[str],
    session: Session,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong(session)
    before = everything()

    with pytest.raises(CommandError) as caught:
        call_command("check_catalogue")

    assert str(caught.value).splitlines() == [*lines, f"{len(lines)} problems; --repair mends them."]
    assert everything() == before
    call_command("check_catalogue", "--repair")
    assert capsys.readouterr().out == f"{lines.count(OLD)} calendar entries renewed.\n"
    call_command("check_catalogue")
    assert capsys.readouterr().out == "2 calendar entries are up to date.\n"


def test_repair_of_bytes_restores_just_those_that_were(session: Session) -> None:
    before = everything(CalendarEntry, Change)
    change(session, content=b"wrong", checksum=1)

    call_command("check_catalogue", "--repair")

    assert everything(CalendarEntry, Change) == before


def test_command_says_so_when_all_is_well(
    session: Session,
    capsys: pytest.CaptureFixture[str],
    entries_in_every_language: None,
    settings: Settings,
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ko", "한국어")]
    call_command("check_catalogue", "--repair")
    call_command("check_catalogue")

    assert capsys.readouterr().out == "2 calendar entries renewed.\n4 calendar entries are up to date.\n"
    assert session.calendar_entries.count() == 2


def test_another_address_of_the_site_is_found_and_told(session: Session, settings: Settings) -> None:
    settings.SITE_URL = "https://other.example.org"

    with pytest.raises(CommandError, match=r"\n2 problems; --repair mends them\.$"):
        call_command("check_catalogue")
    call_command("check_catalogue", "--repair")

    assert value(stored(session), "URL") == "https://other.example.org/en/events/heat/#session-1"
    sequence, modified, stamp = stamps(stored(session))
    assert (sequence, modified) == (1, stamp)
    assert modified > "20240901T083015Z"


def test_repair_names_what_cannot_be_rendered(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()
    refuse(monkeypatch, session)

    with pytest.raises(CannotRenderError, match="session heat 1: no calendar can hold it"):
        call_command("check_catalogue", "--repair")

    assert everything() == before
