"""The description of an entry: what somebody reads on a phone who has no other page open."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from events.choices import ResourceKind
from events.models import Session
from tests.events.content_lines import value
from tests.events.test_ical import entry_of
from tests.factories import (
    make_appearance,
    make_change,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db

ALL = "where, languages, time zone of the organiser, organiser, speakers, registration link"
REGISTER = "https://example.org/register"


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"


def paragraphs(session: Session) -> list[str]:
    return value(entry_of(session), "DESCRIPTION").split("\n\n")


def not_stated(session: Session) -> str | None:
    said = [one.removeprefix("Not stated: ") for one in paragraphs(session) if one.startswith("Not stated")]
    assert len(said) <= 1
    return said[0] if said else None


@pytest.fixture
def complete() -> Session:
    session = make_session(make_event(platform="Zoom"))
    make_offer(session)
    make_involvement(session.event)
    make_appearance(session)
    make_resource(session.event, kind=ResourceKind.REGISTRATION, url=REGISTER)
    return session


MISSING: dict[str, Callable[[Session], object]] = {
    "where": lambda session: type(session.event).objects.update(platform=""),
    "languages": lambda session: session.language_offers.all().delete(),
    "time zone of the organiser": lambda session: type(session.event).objects.update(timezone=""),
    "organiser": lambda session: session.event.involvements.update(role="partner"),
    "speakers": lambda session: session.appearances.all().delete(),
    "registration link": lambda session: session.event.resources.update(url=""),
}


def test_what_is_stated_is_not_said_to_be_missing(complete: Session) -> None:
    assert not_stated(complete) is None


@pytest.mark.parametrize("missing", MISSING)
def test_what_one_would_look_for_in_vain_is_said(missing: str, complete: Session) -> None:
    MISSING[missing](complete)

    assert not_stated(complete) == missing


def test_all_that_is_missing_is_said_in_one_line() -> None:
    assert not_stated(make_session(make_event(timezone=""))) == ALL


def test_whole_days_need_no_time_zone() -> None:
    assert not_stated(make_day_session(make_event(timezone=""))) == ALL.replace(
        "time zone of the organiser, ", ""
    )


@pytest.mark.parametrize("kind", ResourceKind)
def test_a_link_to_register_to_watch_or_to_join_is_enough(kind: ResourceKind, complete: Session) -> None:
    complete.event.resources.update(kind=kind)

    is_enough = kind in {ResourceKind.REGISTRATION, ResourceKind.STREAM, ResourceKind.RECORDING}
    assert not_stated(complete) == (None if is_enough else "registration link")


def test_a_place_is_where(complete: Session) -> None:
    type(complete.event).objects.update(platform="", place="Goyang")

    assert not_stated(complete) is None


def test_bare_session_says_when_what_is_missing_and_where_to_read_more() -> None:
    session = make_session(make_event(slug="bare", timezone=""))

    assert paragraphs(session) == [
        "Wed, 18 Sept 2024, 11:00–12:00 (Coordinated Universal Time, GMT+00:00)",
        f"Not stated: {ALL}",
        "http://testserver/en/events/bare/#session-1",
    ]


def test_end_on_another_day_is_named() -> None:
    session = make_session(ends_at=datetime(2024, 9, 18, 23, tzinfo=UTC))

    assert paragraphs(session)[0].startswith("Wed, 18 Sept 2024, 13:00–Thu, 19 Sept 2024, 01:00 (")


def test_whole_days_have_no_clock() -> None:
    assert paragraphs(make_day_session())[0].startswith("Not stated: ")


def test_resources_without_an_address_are_silent_but_for_recordings(complete: Session) -> None:
    make_resource(complete.event, kind=ResourceKind.SLIDES)
    make_resource(complete.event, kind=ResourceKind.RECORDING)

    assert "\n".join(["Recording: the source gives no link", f"Registration: {REGISTER}"]) in paragraphs(
        complete
    )


def facts(**values: object) -> dict[str, object]:
    defaults = {
        "withdrawn": False, "status": "scheduled", "precision": "unknown", "start": None, "end": None,
        "attendance": "not_stated", "platform": "", "place": "", "languages": [], "recording": False,
    }  # fmt: skip
    return defaults | values


def test_last_change_is_noted_with_the_day_on_the_organisers_clock() -> None:
    session = make_session(make_event(timezone="Asia/Seoul"))
    make_change(session, after=facts())
    make_change(session, before=facts(), after=facts(status="postponed"))
    late = datetime(2024, 9, 3, 15, 30, tzinfo=UTC)  # past midnight in Seoul
    make_change(session, before=facts(status="postponed"), after=facts(platform="Zoom"), at=late)

    assert paragraphs(session)[0] == "Changed on 4 Sept 2024: Takes place after all. Now held: Zoom."


def test_that_it_was_announced_is_no_change_to_note() -> None:
    session = make_session()
    make_change(session, after=facts())

    assert "Changed" not in value(entry_of(session), "DESCRIPTION")


def test_note_stands_after_the_status() -> None:
    session = make_session(status="cancelled", status_reason="A storm.")
    make_change(session, after=facts())
    make_change(session, before=facts(), after=facts(status="cancelled"))

    assert paragraphs(session)[:2] == ["Cancelled. A storm.", "Changed on 1 Sept 2024: Cancelled."]
