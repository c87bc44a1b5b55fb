"""When the pages in the sitemaps last changed, and what a crawler that goes by that comes to hear of."""

from datetime import UTC, date, datetime

import pytest
import reversion
from django.test import Client
from django.utils.http import http_date

from events import sitemaps
from events.choices import EventState, SessionStatus
from events.models import Event
from tests.events.sitemap_pages import (
    LATER,
    SECTIONS,
    SITEMAP,
    TOLD,
    english,
    fill,
    root,
    told,
)
from tests.factories import (
    make_day_session,
    make_event,
    make_involvement,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db


def test_index_says_when_what_is_in_a_sitemap_last_changed(client: Client) -> None:
    fill()
    days = [entry.findtext(f"{SITEMAP}lastmod") for entry in root(client, "/sitemap.xml")]

    assert days[SECTIONS.index("months")] == TOLD.isoformat()
    assert days[SECTIONS.index("sources")] is None


def test_event_changed_when_its_sessions_were_last_told(client: Client) -> None:
    event = fill(slug="heat", created_at=datetime(2024, 1, 1, tzinfo=UTC)).event
    assert english(client, "events")["/events/heat/"] == "2024-09-01"

    event.title_en = "Renamed"
    event.save()
    told(LATER)

    assert english(client, "events")["/events/heat/"] == "2024-10-02"
    assert set(english(client, "organisations").values()) == {"2024-10-02"}
    assert set(english(client, "topics").values()) == {"2024-10-02"}
    assert english(client, "months") == {"/calendar/2024/09/": "2024-10-02"}
    assert sorted(map(str, english(client, "speakers").values())) == ["2024-10-02", "None"]


def test_event_that_no_calendar_holds_changed_when_the_public_was_last_told_something_else(
    client: Client,
) -> None:
    session = make_undated_session(make_event(slug="heat", created_at=datetime(2024, 3, 1, tzinfo=UTC)))
    assert english(client, "events") == {"/events/heat/": "2024-03-01"}
    told()
    assert english(client, "events") == {"/events/heat/": "2024-09-01"}

    session.status = SessionStatus.POSTPONED
    session.save()
    told(LATER)

    assert english(client, "events") == {"/events/heat/": "2024-10-02"}


def test_event_changed_when_an_editor_changed_what_no_calendar_is_told(client: Client) -> None:
    event = fill(slug="heat", created_at=datetime(2024, 1, 1, tzinfo=UTC)).event
    edited = datetime(2024, 12, 3, 8, tzinfo=UTC)

    with reversion.create_revision():
        reversion.set_date_created(edited)
        event.description_en = "At more length."
        event.save()
    told(LATER)

    assert english(client, "events")["/events/heat/"] == "2024-12-03"


def test_crawler_that_asks_by_date_hears_of_what_is_withdrawn(client: Client) -> None:
    make_session(make_event(slug="heat"))
    told()
    make_session(make_event(slug="rain"))
    told(LATER)
    first = client.get("/sitemap-events.xml")

    Event.objects.filter(slug="heat").update(state=EventState.WITHDRAWN)
    told(LATER)

    since = first.get("Last-Modified", http_date(LATER.timestamp()))
    assert client.get("/sitemap-events.xml", headers={"if-modified-since": since}).status_code == 200


def test_month_that_a_session_goes_on_in_is_listed_and_one_of_a_window_is_not(client: Client) -> None:
    make_day_session(make_event(), first_day=date(2024, 9, 29), last_day=date(2024, 10, 2))
    make_window_session(make_event(), first_day=date(2024, 12, 1), last_day=date(2024, 12, 20))
    told()

    assert english(client, "months") == {"/calendar/2024/09/": "2024-09-01", "/calendar/2024/10/": None}
    for month in ("09", "10"):
        assert b"noindex" not in client.get(f"/en/calendar/2024/{month}/").content
    assert b"noindex" in client.get("/en/calendar/2024/12/").content


def test_each_page_of_a_long_sitemap_says_when_its_own_records_changed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps.PageSitemap, "limit", 1)
    for now in (TOLD, LATER):
        make_involvement(make_session().event)
        told(now)
    paths = ["/sitemap-organisations.xml", "/sitemap-organisations.xml?p=2"]

    days = [{entry.findtext(f"{SITEMAP}lastmod") for entry in root(client, path)} for path in paths]
    assert days == [{"2024-09-01"}, {"2024-10-02"}]
