"""The records whose pages are looked at."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from audit.kinds import KINDS, SAMPLES, pages
from audit.records import records, session_key, withdrawn
from events.choices import SessionStatus
from events.models import Event
from events.upkeep import bring_up_to_date
from tests.factories import make_day_session, make_event, make_session

pytestmark = pytest.mark.django_db


def publish() -> None:
    bring_up_to_date(Event.objects.all(), datetime(2024, 9, 1, tzinfo=UTC))


def test_empty_catalogue_has_no_records() -> None:
    assert set(records().values()) == {None}


def test_records_are_those_that_show_most() -> None:
    series = make_event(slug="series")
    for day in (1, 2):
        make_day_session(series, first_day=date(2024, 5, day), last_day=date(2024, 5, day))
    single = make_event(slug="single")
    make_day_session(
        single, first_day=date(2024, 9, 3), last_day=date(2024, 9, 3), status=SessionStatus.CANCELLED
    )
    publish()

    found = records()

    assert (found["series"], found["webinar"], found["cancelled"]) == ("series", "single", "single")
    assert found["series_key"] == str(series.pk)
    assert found["month"] == "2024/05"


def test_withdrawn_event_leaves_a_page_that_says_so(client: Client) -> None:
    make_session()
    publish()

    slug = withdrawn()

    found, _lacking = pages(KINDS, SAMPLES, ["en"], {"withdrawn": slug})
    page = next(page for page in found if page.kind == "event, withdrawn")
    assert client.get(page.path).status_code == page.status == 410


def test_session_key_opens_the_admin(client: Client) -> None:
    key = session_key()
    client.cookies["sessionid"] = key
    assert client.get(reverse("admin:index")).status_code == 200
