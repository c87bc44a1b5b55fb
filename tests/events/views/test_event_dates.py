"""When an event is, on its page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.choices import SessionStatus
from events.models import Event
from tests.factories import (
    make_day_session,
    make_event,
    make_session,
    make_undated_session,
    make_window_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db


def page(client: Client, event: Event) -> Page:
    response = client.get(f"/en/events/{event.slug}/")
    assert response.status_code == 200
    return Page(response)


def times(found: Page) -> dict[str, str]:
    return {time.attributes["datetime"]: time.text for time in found.find("time")}


def test_time_is_on_the_organisers_clock_with_its_zone_named(client: Client) -> None:
    event = make_session(make_event(timezone="Europe/Brussels")).event
    found = page(client, event)

    assert times(found) == {
        "2024-09-18": "Wed, 18 Sept 2024",
        "2024-09-18T13:00:00+02:00": "13:00",
        "2024-09-18T14:00:00+02:00": "14:00",
    }
    assert found.fact("When") == "Wed, 18 Sept 2024 13:00–14:00 Central European Summer Time GMT+02:00"


def test_day_is_that_of_the_organisers_clock(client: Client) -> None:
    event = make_event(timezone="Asia/Seoul")
    make_session(
        event, starts_at=datetime(2024, 9, 17, 23, tzinfo=UTC), ends_at=datetime(2024, 9, 18, 0, tzinfo=UTC)
    )

    assert times(page(client, event)) == {
        "2024-09-18": "Wed, 18 Sept 2024",
        "2024-09-18T08:00:00+09:00": "08:00",
        "2024-09-18T09:00:00+09:00": "09:00",
    }


def test_end_on_another_day_names_the_day(client: Client) -> None:
    late = make_session(
        make_event(timezone="Asia/Seoul"),
        starts_at=datetime(2024, 9, 18, 14, tzinfo=UTC),
        ends_at=datetime(2024, 9, 18, 16, tzinfo=UTC),
    )

    assert page(client, late.event).texts(".when__clock") == ["23:00–01:00 (Thu, 19 Sept 2024)"]


def test_time_without_a_zone_is_utc(client: Client) -> None:
    event = make_session(make_event(timezone="")).event

    assert page(client, event).fact("When").endswith("11:00–12:00 Coordinated Universal Time GMT+00:00")


def test_days_window_and_unknown_date_are_told_apart(client: Client) -> None:
    days, window, undated = (
        make_day_session(),
        make_window_session(),
        make_undated_session(date_note="On the eve of COP27"),
    )

    assert page(client, days.event).fact("When") == ("7 Oct – 28 Oct 2020 whole days; hours are not stated")
    assert page(client, window.event).fact("When") == (
        "12 Sept – 30 Oct 2022 one day in this window, not stated which"
    )
    assert page(client, undated.event).fact("When") == "Date not stated On the eve of COP27"
    assert times(page(client, undated.event)) == {}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (SessionStatus.CANCELLED, "Cancelled · A storm"),
        (SessionStatus.POSTPONED, "Postponed · A storm"),
        (SessionStatus.TENTATIVE, "Tentative · A storm"),
    ],
)
def test_status_and_its_reason_are_said(client: Client, status: SessionStatus, said: str) -> None:
    one = make_session(status=status, status_reason="A storm")
    several = make_session(status=status, status_reason="A storm")
    make_session(several.event)

    assert page(client, one.event).texts(".status") == [said]
    assert page(client, several.event).texts(".status") == [said]
    assert page(client, make_session(status_reason="No matter").event).texts(".status") == []


def test_only_what_has_a_date_can_be_put_in_a_calendar(client: Client) -> None:
    event = make_event(slug="heat")
    soon = timezone.now() + timedelta(days=1)
    make_session(event, starts_at=soon, ends_at=soon + timedelta(hours=1))
    make_session(event), make_undated_session(event), make_window_session(event)
    links = page(client, event).links()
    undated = page(client, make_window_session(make_event(slug="some-day")).event)

    assert [link for link in links if link.startswith("/en/events/heat") and link.endswith(".ics")] == [
        "/en/events/heat/1.ics",
        "/en/events/heat.ics",
    ]
    assert not [
        link for link in undated.links() if link.startswith("/en/events/some-day") and link.endswith(".ics")
    ]
    assert "No exact date is stated, so no calendar can hold it." in undated.texts("p")


def test_sessions_have_anchors(client: Client) -> None:
    alone, several = make_session(), make_session(number=4)
    make_session(several.event, number=7)

    def anchors(found: Page) -> list[str]:
        ids = [element.attributes.get("id", "") for element in found.elements]
        return [one for one in ids if one.startswith("session-")]

    assert anchors(page(client, alone.event)) == ["session-1"]
    assert anchors(page(client, several.event)) == ["session-4", "session-7"]
