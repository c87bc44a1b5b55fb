from datetime import UTC, date, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from reversion.models import Revision

from events.choices import EventState, InvolvementRole, OfferMode, Precision
from events.models import (
    Event,
    LanguageOffer,
    Session,
)
from events.upkeep import problems
from tests.events.admin.entries import assert_renewed, entries
from tests.events.admin.tables_sent import (
    LIST,
    changes,
    confirm,
    csv_of,
    everything_kept,
    export,
    import_rows,
    make_series,
    refusals,
    rows_in_csv,
    send,
)
from tests.factories import (
    make_event,
    make_organisation,
    make_session,
)


@pytest.fixture
def series(db: None) -> list[Session]:
    return make_series()


def test_dry_run_tells_and_writes_nothing(editor: Client, series: list[Session]) -> None:
    before = everything_kept()

    page = send(
        editor,
        csv_of(
            {"event": "series", "session": "2", "starts": "2024-09-11 13:30", "platform": "Zoom"},
            {"event": "series", "session": "3", "starts": "2024-09-18 13:00", "platform": "Zoom"},
            {"event": "series", "session": "", "starts": "", "platform": "Zoom"},
            {"event": "new", "session": "7", "starts": "", "platform": ""},
        )
        .replace(b"platform", b"title_en,platform")
        .replace(b"Zoom", b"A series,Zoom")
        .replace(b"new,7,,", b"new,7,,New,"),
    )

    assert changes(page) == [
        (2, "platform", "", "Zoom"),
        (2, "starts", "2024-09-11 13:00", "2024-09-11 13:30"),
        (5, "title_en", "", "New"),
        (5, "precision", "", "unknown"),
    ]
    shown = page.content.decode()
    assert "Nothing has been imported yet." in shown
    assert "2024-09-11 13:30" in shown
    assert everything_kept() == before


def test_refused_row_is_named_and_nothing_is_written(editor: Client, series: list[Session]) -> None:
    before = everything_kept()

    page = send(
        editor,
        csv_of(
            {"event": "series", "session": "1", "status": "cancelled"},
            {"event": "series", "session": "2", "status": "gone"},
        ),
    )

    why = "“gone” is none of scheduled, tentative, postponed, cancelled."
    assert refusals(page) == [(3, "status", why)]
    assert why in page.content.decode()
    assert "confirm_form" not in page.context
    assert everything_kept() == before


def test_moved_session_is_told_to_its_calendars_and_to_no_others(
    editor: Client, series: list[Session]
) -> None:
    before = entries()
    row = {"event": "series", "session": "2", "starts": "2024-09-11 14:00", "ends": "2024-09-11 15:00"}

    page = send(editor, csv_of(row), "moved.csv")
    response = confirm(editor, page)

    assert (response.status_code, response.url) == (302, LIST)
    session = Session.objects.get(event__slug="series", number=2)
    assert session.starts_at == datetime(2024, 9, 11, 12, tzinfo=UTC)
    assert_renewed(before, session)
    others = [one for one in series if one != session]
    assert [entries()[one.pk, "en"] for one in others] == [before[one.pk, "en"] for one in others]
    assert list(problems(datetime.now(UTC))) == []


def test_import_is_kept_as_one_state_and_logged(editor: Client, series: list[Session]) -> None:
    rows = [{"event": "series", "session": str(number), "status": "tentative"} for number in (1, 2)]

    page = send(editor, csv_of(*rows), "plan.csv")
    confirm(editor, page)

    user = User.objects.get()
    found, imported = Revision.objects.order_by("pk")
    assert (found.user, found.comment) == (None, "")
    assert (imported.user, imported.comment) == (user, "Imported from plan.csv.")
    [logged] = LogEntry.objects.all()
    assert (logged.user, logged.object_id, logged.get_change_message()) == (
        user,
        str(series[0].event_id),
        "Imported from plan.csv.",
    )


def test_event_that_a_table_does_not_change_is_not_kept_anew(editor: Client, series: list[Session]) -> None:
    make_session(make_event(slug="other", title="Other"))
    rows = rows_in_csv(export(editor))
    other = {"kind": " webinar ", "state": "draft"}
    changed = [row | ({"place": "Bonn"} if row["event"] == "series" else other) for row in rows]

    import_rows(editor, *changed)

    assert {entry.object_id for entry in LogEntry.objects.all()} == {str(series[0].event_id)}
    assert Revision.objects.count() == 2


def test_new_series_comes_as_a_draft_and_calendars_know_nothing(
    editor: Client, series: list[Session]
) -> None:
    make_organisation(slug="iclei")
    before = entries()
    common = {"event": "heat", "state": "published", "title_en": "Heat", "timezone": "Asia/Seoul"}
    rows = [
        common
        | {
            "organisers": "iclei",
            "session": "",
            "starts": f"2027-03-{day} 13:00",
            "ends": f"2027-03-{day} 14:00",
            "languages": "ko; en:interpretation@iclei",
        }
        for day in (10, 17, 24)
    ]

    import_rows(editor, *rows)

    event = Event.objects.get(slug="heat")
    assert (event.state, event.title, event.kind) == (EventState.DRAFT, "Heat", "webinar")
    assert [(part.organisation.slug, part.role) for part in event.involvements.all()] == [
        ("iclei", InvolvementRole.ORGANISER)
    ]
    assert [(one.number, one.precision, one.starts_at) for one in event.sessions.order_by("number")] == [
        (number, Precision.TIME, datetime(2027, 3, day, 4, tzinfo=UTC))
        for number, day in enumerate((10, 17, 24), start=1)
    ]
    offers = LanguageOffer.objects.filter(session__number=3, session__event=event)
    assert [(one.language, one.mode, one.provider and one.provider.slug) for one in offers] == [
        ("en", OfferMode.INTERPRETATION, "iclei"),
        ("ko", OfferMode.NOT_STATED, None),
    ]
    assert entries() == before


def test_session_without_a_number_takes_the_next_that_nobody_claims(
    editor: Client, series: list[Session]
) -> None:
    rows = [
        {"event": "series", "session": "", "first_day": "2025-01-01", "last_day": "2025-01-02"},
        {"event": "series", "session": "4", "first_day": "2025-02-01", "last_day": "2025-02-01"},
        {"event": "series", "session": "9", "first_day": "", "last_day": ""},
        {"event": "series", "session": "", "first_day": "2025-03-01", "last_day": "2025-03-01"},
    ]

    import_rows(editor, *rows)

    new = Session.objects.filter(event__slug="series", number__gt=3).order_by("number")
    assert [(session.number, session.precision, session.first_day) for session in new] == [
        (4, Precision.DAY, date(2025, 2, 1)),
        (9, Precision.UNKNOWN, None),
        (10, Precision.DAY, date(2025, 1, 1)),
        (11, Precision.DAY, date(2025, 3, 1)),
    ]


def test_row_that_says_nothing_of_a_session_makes_none(editor: Client, series: list[Session]) -> None:
    import_rows(editor, {"event": "series", "title_ko": "연속"})

    assert Event.objects.get().title_ko == "연속"
    assert Session.objects.count() == 3
