from datetime import date, datetime

import pytest
from django.test import Client

from events.choices import EventState, OfferMode
from events.models import (
    Appearance,
    Event,
    Involvement,
    LanguageOffer,
    Session,
)
from tests.events.admin.tables_sent import (
    changes,
    confirm,
    csv_of,
    export,
    import_rows,
    make_series,
    refusals,
    rows_in_csv,
    send,
    xlsx_of,
)
from tests.factories import (
    make_appearance,
    make_citation,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
)


@pytest.fixture
def series(db: None) -> list[Session]:
    return make_series()


def spreadsheet_time(*parts: int) -> datetime:
    """A spreadsheet knows no zones."""
    return datetime(*parts)  # noqa: DTZ001


def test_state_and_withdrawal_are_left_alone(editor: Client, series: list[Session]) -> None:
    row = {"event": "series", "session": "1", "state": "withdrawn", "withdrawn": "yes", "place": "Bonn"}

    import_rows(editor, row)

    event = Event.objects.get()
    assert (event.state, event.place) == (EventState.PUBLISHED, "Bonn")
    assert not event.sessions.filter(withdrawn=True).exists()


def test_empty_cell_empties_and_absent_column_leaves_alone(editor: Client) -> None:
    event = make_event(slug="full", platform="Zoom", place="Bonn", cost="free", topics=[make_topic()])
    session = make_day_session(event, title="One", date_note="In spring")
    make_offer(session)

    import_rows(
        editor,
        {"event": "full", "session": "1", "platform": "", "cost": "", "topics": "", "date_note_en": ""},
    )

    event.refresh_from_db()
    session.refresh_from_db()
    assert (event.platform, event.cost, list(event.topics.all())) == ("", "not_stated", [])
    assert (event.place, session.title, session.date_note_en) == ("Bonn", "One", None)
    assert session.language_offers.count() == 1


def test_what_is_listed_already_keeps_what_no_column_holds(editor: Client) -> None:
    session = make_session(make_event(slug="cast"))
    kept = make_appearance(session, speaker=make_speaker(slug="ana"), honorific="Dr", role_en="Chair")
    make_citation(appearance=kept)
    make_appearance(session, speaker=make_speaker(slug="bo"))
    new = make_speaker(slug="cy")
    part = make_involvement(session.event, note_en="With pleasure", editor_note="See mail")
    offer = make_offer(session, language="ko", mode=OfferMode.FLOOR)
    make_citation(language_offer=offer)
    provider = make_organisation(slug="smile")

    import_rows(
        editor,
        {
            "event": "cast",
            "session": "1",
            "organisers": f"smile; {part.organisation.slug}",
            "languages": "ko:floor@smile",
            "speakers": "cy; ana",
        },
    )

    cast = list(Appearance.objects.all())
    assert [(one.pk == kept.pk, one.speaker.slug, one.honorific, one.role_en) for one in cast] == [
        (True, "ana", "Dr", "Chair"),
        (False, "cy", "", None),
    ]
    assert cast[1].speaker == new
    assert kept.citations.count() == 1
    first, _second = Involvement.objects.values_list("pk", "note_en", "editor_note")
    assert first == (part.pk, "With pleasure", "See mail")
    assert list(LanguageOffer.objects.values_list("pk", "provider")) == [(offer.pk, provider.pk)]
    assert offer.citations.count() == 1


def test_blanks_and_another_order_change_nothing(editor: Client) -> None:
    event = make_event(slug="same", place="Bonn", topics=[make_topic(slug="a"), make_topic(slug="b")])
    session = make_session(event)
    for slug in ("ana", "bo"):
        make_appearance(session, speaker=make_speaker(slug=slug))
        make_involvement(event, organisation=make_organisation(slug=slug))
    make_offer(session, language="ko", mode=OfferMode.NOT_STATED)
    make_offer(session, language="en", mode=OfferMode.FLOOR)
    same = {
        "event": " same ",
        "session": "01",
        "place": "Bonn ",
        "topics": "b;a;",
        "organisers": "bo; ana",
        "starts": "2024-09-18T13:00:00+02:00",
        "languages": "ko; en : floor",
        "speakers": "bo;ana",
    }

    page = send(editor, csv_of(same))

    assert (refusals(page), changes(page)) == ([], [])
    assert "confirm_form" not in page.context


def test_zone_moves_with_all_times_on_its_clock(editor: Client, series: list[Session]) -> None:
    rows = [row | {"timezone": "Asia/Seoul"} for row in rows_in_csv(export(editor))]

    page = send(editor, csv_of(*rows))
    confirm(editor, page)

    # What the clocks show stays, so it is another instant.
    assert {session.starts_at.hour for session in Session.objects.all()} == {4}
    assert changes(page)[:2] == [
        (2, "timezone", "Europe/Brussels", "Asia/Seoul"),
        (2, "starts", "2024-09-04 20:00", "2024-09-04 13:00"),
    ]


def test_zone_does_not_move_without_the_times(editor: Client, series: list[Session]) -> None:
    rows = [row | {"timezone": "Asia/Seoul"} for row in rows_in_csv(export(editor))]
    without_columns = [{name: row[name] for name in ("event", "session", "timezone")} for row in rows]

    some = refusals(send(editor, csv_of(*rows[:2])))
    none = refusals(send(editor, csv_of(*without_columns)))

    assert [(row, column) for row, column, _why in some] == [(2, "timezone"), (3, "event")]
    assert "here are none of session 3." in some[0][2]
    assert "here are none of session 1, 2, 3." in none[0][2]


def test_real_dates_of_a_workbook_are_times_and_days(editor: Client, series: list[Session]) -> None:
    row = {
        "event": "series",
        "session": 2,
        "starts": spreadsheet_time(2024, 9, 11, 14),
        "ends": spreadsheet_time(2024, 9, 11, 15),
    }
    day = {
        "event": "series",
        "session": None,
        "first_day": spreadsheet_time(2025, 5, 1),
        "last_day": date(2025, 5, 2),
    }

    confirm(editor, send(editor, xlsx_of(row), "times.xlsx"))
    confirm(editor, send(editor, xlsx_of(day), "days.xlsx"))

    moved = Session.objects.get(number=2)
    added = Session.objects.get(number=4)
    assert (moved.starts_at.hour, moved.ends_at.hour) == (12, 13)
    assert (added.first_day, added.last_day) == (date(2025, 5, 1), date(2025, 5, 2))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_all_spreadsheets_are_read(editor: Client, delimiter: str, encoding: str) -> None:
    table = csv_of({"event": "new", "title_ko": "기후, 도시; “말”"}, delimiter=delimiter)

    confirm(editor, send(editor, table.decode().encode(encoding)))

    assert Event.objects.get().title_ko == "기후, 도시; “말”"
