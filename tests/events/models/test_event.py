import pytest

from events.choices import EventState, InvolvementRole
from events.models import Event
from tests.factories import make_change, make_event, make_involvement, make_session
from tests.refusing import WHOLE, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def test_event_cannot_be_a_part_of_itself() -> None:
    event = make_event()

    assert_refused(event, "parent", "event_not_its_own_part", parent=event)


@pytest.mark.parametrize("length", [2, 3])
def test_events_cannot_be_parts_of_each_other(length: int) -> None:
    whole = part = make_event()
    for _number in range(length - 1):
        part = make_event(parent=part)

    assert wrong_fields(whole, parent=part) == {"parent"}


def test_circle_further_up_ends_the_search() -> None:
    first = make_event()
    second = make_event(parent=first)
    Event.objects.filter(pk=first.pk).update(parent=second)

    first.refresh_from_db()
    assert wrong_fields(Event(slug="new", title="New", parent=first)) == {"parent"}


def test_new_event_may_be_a_part() -> None:
    assert wrong_fields(Event(slug="new", title="New", parent=make_event())) == set()


@pytest.mark.parametrize("name", ["CET zone", "+01:00", "13:00", "Europe/Brüssel", "x"])
def test_time_zone_of_another_shape_is_refused(name: str) -> None:
    assert_refused(make_event(), "timezone", "event_timezone_shape", timezone=name)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "europe/brussels", "Factory", "UTC+1"])
def test_time_zone_is_in_the_iana_database(name: str) -> None:
    assert wrong_fields(make_event(), timezone=name) == {"timezone"}


@pytest.mark.parametrize("name", ["", "UTC", "Asia/Seoul", "America/Argentina/Buenos_Aires", "Etc/GMT+12"])
def test_iana_zone_or_none_is_accepted(name: str) -> None:
    assert wrong_fields(make_event(), timezone=name) == set()


@pytest.mark.parametrize("field", ["state", "kind", "attendance", "cost"])
def test_choices_are_kept_by_the_database(field: str) -> None:
    assert_refused(make_event(), field, f"event_{field}", **{field: "perhaps"})


def test_slug_is_unique() -> None:
    make_event(slug="summit")

    assert_refused(make_event(), "slug", "slug", slug="summit")


def test_announcers_organise_or_host() -> None:
    event = make_event()
    parts = {role: make_involvement(event, role=role).organisation for role in InvolvementRole}

    assert set(event.announcers) == {parts[InvolvementRole.ORGANISER], parts[InvolvementRole.HOST]}


def test_contradiction_is_between_two_statements() -> None:
    event = make_event(attendance="online")

    assert_refused(event, WHOLE, "event_other_attendance", other_attendance="online")
    assert wrong_fields(make_event(attendance="online"), other_attendance="in_person") == set()


@pytest.mark.parametrize("state", EventState)
def test_what_was_announced_is_no_draft_again(state: EventState) -> None:
    announced, draft = make_session().event, make_session(make_event(state=EventState.DRAFT)).event
    make_change(announced.sessions.get())

    assert wrong_fields(announced, state=state) == ({"state"} if state == EventState.DRAFT else set())
    assert wrong_fields(draft, state=state) == set()


def test_withdrawn_event_is_kept() -> None:
    event = make_event()

    event.withdraw()

    event.refresh_from_db()
    assert event.state == EventState.WITHDRAWN
