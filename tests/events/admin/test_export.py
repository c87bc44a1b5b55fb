from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from events.choices import EventState, InvolvementRole, OfferMode
from events.importing.table_columns import HEADERS
from events.models import Event
from tests.events.admin.tables_sent import (
    CSV,
    EXPORT,
    LIST,
    XLSX,
    export,
    rows_in_csv,
    rows_in_xlsx,
)
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
    make_undated_session,
)

READERS = {CSV: rows_in_csv, XLSX: rows_in_xlsx}


def filled(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def make_rich_event() -> Event:
    event = make_event(
        slug="heat",
        title="Heat in cities",
        summary_ko="도시의 더위",
        timezone="Asia/Seoul",
        topics=[make_topic(slug="heat"), make_topic(slug="adaptation")],
    )
    provider = make_organisation(slug="smile")
    for role in (InvolvementRole.ORGANISER, InvolvementRole.INTERPRETATION_PARTNER):
        make_involvement(event, organisation=provider, role=role)
    session = make_session(event, status="cancelled", status_reason_en="A strike.")
    make_offer(session, language="ko", mode=OfferMode.INTERPRETATION, provider=provider)
    make_offer(session, language="en", mode=OfferMode.FLOOR)
    for position, slug in enumerate(["zoe", "adam"]):
        make_appearance(session, speaker=make_speaker(slug=slug), position=position)
    make_day_session(event, title="The second", withdrawn=True)
    return event


OF_EVENT = {
    "event": "heat",
    "state": "published",
    "kind": "webinar",
    "title_en": "Heat in cities",
    "summary_ko": "도시의 더위",
    "timezone": "Asia/Seoul",
    "attendance": "not_stated",
    "cost": "not_stated",
    "topics": "adaptation; heat",
    "organisers": "smile",
    "interpretation_partners": "smile",
}


@pytest.mark.parametrize("kind", READERS)
def test_export_has_a_row_for_each_session(editor: Client, kind: str) -> None:
    make_rich_event()

    first, second = READERS[kind](export(editor, kind))

    assert list(first) == HEADERS
    assert filled(first) == OF_EVENT | {
        "session": "1",
        "precision": "time",
        "starts": "2024-09-18 20:00",
        "ends": "2024-09-18 21:00",
        "status": "cancelled",
        "status_reason_en": "A strike.",
        "languages": "en:floor; ko:interpretation@smile",
        "speakers": "zoe; adam",
    }
    assert filled(second) == OF_EVENT | {
        "session": "2",
        "session_title_en": "The second",
        "precision": "day",
        "first_day": "2020-10-07",
        "last_day": "2020-10-28",
        "status": "scheduled",
        "withdrawn": "yes",
    }


def test_csv_begins_with_the_mark_of_utf_8(editor: Client) -> None:
    make_session()

    assert export(editor, CSV)[:8] == b"\xef\xbb\xbfevent"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1"])
@pytest.mark.parametrize("kind", READERS)
def test_what_a_spreadsheet_would_run_is_exported_with_an_apostrophe(
    editor: Client, kind: str, text: str
) -> None:
    make_session(make_event(title=text))

    data = export(editor, kind)

    # The reader of the tests does not undo what XML needs for a carriage return.
    assert READERS[kind](data)[0]["title_en"].replace("_x000D_", "\r") == f"'{text}"


def test_cells_of_a_workbook_are_texts(editor: Client) -> None:
    make_session(make_event(title="#N/A", place="007", platform="TRUE"))

    rows = list(load_workbook(BytesIO(export(editor, XLSX))).active.iter_rows(min_row=2))
    kinds = {cell.data_type for row in rows for cell in row if cell.value is not None}
    formats = {cell.number_format for row in rows for cell in row if cell.value is not None}

    assert kinds == {"s"}
    assert formats == {"@"}


def test_time_that_clocks_show_twice_has_its_offset_and_seconds_stay(editor: Client) -> None:
    event = make_event(timezone="Europe/Brussels")
    first, second = datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 1, 30, 5, tzinfo=UTC)
    make_session(event, starts_at=first, ends_at=second)

    [row] = rows_in_csv(export(editor))

    assert (row["starts"], row["ends"]) == ("2024-10-27 02:30+02:00", "2024-10-27 02:30:05+01:00")


def test_export_follows_the_filters_of_the_list(editor: Client) -> None:
    make_session(make_event(slug="shown", state=EventState.DRAFT))
    make_session(make_event(slug="hidden"))

    rows = rows_in_csv(export(editor, query="?state__exact=draft"))

    assert [row["event"] for row in rows] == ["shown"]


def test_filter_that_there_is_not_leads_back_to_the_list(editor: Client) -> None:
    response = editor.get(f"{EXPORT}?colour=green")

    assert (response.status_code, response.url) == (302, LIST)


def test_nul_in_a_filter_is_refused(editor: Client) -> None:
    assert editor.get(f"{EXPORT}?state__exact=a%00b").status_code == 400


@pytest.mark.parametrize(("action", "kind"), [("export_csv", CSV), ("export_xlsx", XLSX)])
def test_selected_events_are_exported(editor: Client, action: str, kind: str) -> None:
    chosen = make_session(make_event(slug="chosen")).event
    make_session(make_event(slug="other"))

    response = editor.post(LIST, {"action": action, "_selected_action": [chosen.pk]})

    assert response.headers["Content-Disposition"].endswith(f'.{action.removeprefix("export_")}"')
    assert [row["event"] for row in READERS[kind](response.content)] == ["chosen"]


def queries_of_export(editor: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        export(editor)
    return len(queries)


def test_queries_do_not_depend_on_the_number_of_rows(editor: Client) -> None:
    make_rich_event()
    make_undated_session()
    few = queries_of_export(editor)

    for _number in range(3):
        session = make_session(make_event(topics=[make_topic()]))
        make_involvement(session.event)
        make_appearance(session)
        make_offer(session, provider=make_organisation())
        make_undated_session(session.event)

    assert queries_of_export(editor) == few


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(user)
    return client


def test_who_may_not_exchange_events_exports_none(reader: Client) -> None:
    event = make_session().event

    page = reader.get(LIST)
    selected: dict[str, Any] = {"action": "export_csv", "_selected_action": [event.pk]}

    assert reader.get(EXPORT).status_code == 403
    assert "Content-Disposition" not in reader.post(LIST, selected).headers
    assert EXPORT not in page.content.decode()


def test_who_may_exchange_and_view_exports(reader: Client) -> None:
    User.objects.get().user_permissions.add(Permission.objects.get(codename="exchange_events"))
    make_session(make_event(slug="seen"))

    page = reader.get(LIST)

    assert [row["event"] for row in rows_in_csv(export(reader))] == ["seen"]
    assert EXPORT in page.content.decode()
