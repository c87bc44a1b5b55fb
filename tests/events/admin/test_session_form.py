from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from events.models import Event, Session
from tests.events.admin.browser import add, address, change, errors, fields_of, submit
from tests.factories import make_event, make_session

BRUSSELS = "Europe/Brussels"
JUMPED_OVER = "2024-03-31T02:30"
SHOWN_TWICE = "2024-10-27T02:30"
TWICE = (
    "The clocks of Europe/Brussels show 02:30 twice on 2024-10-27, and it is not clear which is meant: "
    "02:30 GMT+02:00 (00:30 UTC) or 02:30 GMT+01:00 (01:30 UTC)."
)
NEVER = (
    "The clocks of Europe/Brussels jump over 02:30 on 2024-03-31: there is no such time. "
    "It is meant for either 03:30 GMT+02:00 (01:30 UTC) or 01:30 GMT+01:00 (00:30 UTC)."
)


def timed(starts: str, ends: str, **values: Any) -> dict[str, Any]:
    return {"precision": "time", "starts_at": starts, "ends_at": ends} | values


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "instants"),
    [
        ("2024-03-30T13:00", "2024-03-30T14:00", ("2024-03-30T12:00Z", "2024-03-30T13:00Z")),
        ("2024-03-31T13:00", "2024-03-31T14:00", ("2024-03-31T11:00Z", "2024-03-31T12:00Z")),
        ("2024-10-26T13:00", "2024-10-26T14:00", ("2024-10-26T11:00Z", "2024-10-26T12:00Z")),
        ("2024-10-27T13:00", "2024-10-27T14:00", ("2024-10-27T12:00Z", "2024-10-27T13:00Z")),
        (
            "2024-10-27T01:30",
            "2024-10-27T03:30",
            ("2024-10-26T23:30Z", "2024-10-27T02:30Z"),
        ),
    ],
)
def test_times_are_read_on_the_clock_of_the_event(
    editor: Client, starts: str, ends: str, instants: tuple[str, str]
) -> None:
    event = make_event(timezone=BRUSSELS)

    response = add(editor, Session, event=event.pk, **timed(starts, ends))

    assert response.status_code == 302
    session = Session.objects.get()
    assert (session.starts_at, session.ends_at) == tuple(map(datetime.fromisoformat, instants))
    assert (session.span_start, session.span_end) == (session.starts_at, session.ends_at)


@pytest.mark.parametrize(
    ("zone", "shown", "clock"),
    [
        (BRUSSELS, "2024-09-18T13:00", "Clock of Europe/Brussels (Central European Time), the event’s zone."),
        ("Asia/Seoul", "2024-09-18T20:00", "Clock of Asia/Seoul (Korean Time), the event’s zone."),
        ("Etc/GMT+3", "2024-09-18T08:00", "Clock of Etc/GMT+3, the event’s zone."),
        ("", "2024-09-18T11:00", "Clock of UTC: the event has no zone."),
    ],
)
def test_the_form_shows_times_on_the_clock_that_it_names(
    editor: Client, zone: str, shown: str, clock: str
) -> None:
    session = make_session(make_event(timezone=zone))

    with timezone.override("America/New_York"):
        own = editor.get(address(session, "change"))
        inline = editor.get(address(session.event, "change"))

    assert fields_of(own)["starts_at"] == [shown]
    assert fields_of(inline)["sessions-0-starts_at"] == [shown]
    assert own.context["adminform"].form.fields["starts_at"].help_text == clock
    assert inline.context["inline_admin_formsets"][0].formset[0].fields["ends_at"].help_text == clock


@pytest.mark.parametrize("model", [Event, Session])
def test_a_new_form_names_the_zone_that_is_not_chosen_yet(editor: Client, model: type) -> None:
    page = editor.get(address(model, "add"))

    assert "Clock of the event’s zone; of UTC where it has none." in page.content.decode()


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (timed(JUMPED_OVER, "2024-03-31T04:00"), {"starts_at": [NEVER]}),
        (timed("2024-03-31T01:00", JUMPED_OVER), {"ends_at": [NEVER]}),
        (timed(SHOWN_TWICE, "2024-10-27T04:00"), {"starts_at": [TWICE]}),
        (timed("2024-10-27T01:00", SHOWN_TWICE), {"ends_at": [TWICE]}),
        (timed("2024-09-18T13:00", "2024-09-18T13:00"), {"ends_at": ["A session ends after it starts."]}),
        (timed("2024-09-18T13:00", ""), {"ends_at": ["A session of this precision needs it."]}),
        (timed("2024-09-18T13:00", "later"), {"ends_at": ["Enter a valid date/time."]}),
        (
            timed("2024-09-18T13:00", "2024-09-18T14:00Z"),
            {"ends_at": ["A time on the event’s clock is written without an offset."]},
        ),
        (timed("2024-09-18\0", "2024-09-18T14:00"), {"starts_at": ["Enter a valid date/time."]}),
        (
            timed("1066-10-14T09:00", "2024-09-18T14:00"),
            {"starts_at": ["The year lies between 1900 and 2199."]},
        ),
        (
            timed("2024-09-18T13:00", "9999-12-31T23:59"),
            {"ends_at": ["The year lies between 1900 and 2199."]},
        ),
        (
            timed("2024-09-18T13:00", "2024-09-18T14:00", first_day="2024-09-18"),
            {"first_day": ["A session of this precision has none."]},
        ),
        (
            {"precision": "day", "first_day": "2024-09-18", "last_day": "2024-09-17"},
            {"last_day": ["The last day is not before the first."]},
        ),
        (
            {"precision": "day", "first_day": "2024-09-18", "last_day": "9999-12-31"},
            {"last_day": ["The year lies between 1900 and 2199."]},
        ),
        (
            {"precision": "window", "first_day": "2024-09-18"},
            {"last_day": ["A session of this precision needs it."]},
        ),
        (
            {"precision": "unknown", "first_day": "2024-09-18"},
            {"first_day": ["A session of this precision has none."]},
        ),
        (
            {"precision": "about"},
            {"precision": ["Select a valid choice. about is not one of the available choices."]},
        ),
        ({"title_en": "a\0b"}, {"title_en": ["Null characters are not allowed."]}),
        ({"number": "-1"}, {"number": ["Ensure this value is greater than or equal to 0."]}),
    ],
)
def test_a_bad_date_is_refused_at_its_field(
    editor: Client, values: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    event = make_event(timezone=BRUSSELS)
    prefixed = {f"sessions-0-{name}": value for name, value in values.items()}

    own = add(editor, Session, event=event.pk, **values)
    inline = add(editor, Event, title_en="A", slug="a", timezone=BRUSSELS, **prefixed)

    assert errors(own) == wrong
    assert errors(inline) == {f"sessions-0-{name}": texts for name, texts in wrong.items()}
    assert not Session.objects.exists()


def test_without_a_zone_every_time_exists_once(editor: Client) -> None:
    event = make_event(timezone="")

    add(editor, Session, event=event.pk, **timed(JUMPED_OVER, "2024-10-27T02:30"))

    session = Session.objects.get()
    assert session.starts_at == datetime(2024, 3, 31, 2, 30, tzinfo=UTC)
    assert session.ends_at == datetime(2024, 10, 27, 2, 30, tzinfo=UTC)


def test_an_instant_that_the_clock_shows_twice_stays_as_it_is(editor: Client) -> None:
    second_half_past_two = datetime(2024, 10, 27, 1, 30, 20, tzinfo=UTC)
    session = make_session(starts_at=second_half_past_two, ends_at=datetime(2024, 10, 27, 3, tzinfo=UTC))

    own = change(editor, session, title_en="Its own title")
    inline = change(editor, session.event, **{"sessions-0-title_en": "Another"})

    assert (own.status_code, inline.status_code) == (302, 302)
    session.refresh_from_db()
    assert (session.title, session.starts_at) == ("Another", second_half_past_two)


@pytest.mark.parametrize(
    ("zone", "starts", "ends"),
    [
        ("Asia/Seoul", "2024-09-18T04:00Z", "2024-09-18T05:00Z"),
        ("", "2024-09-18T13:00Z", "2024-09-18T14:00Z"),
        ("Europe/Paris", "2024-09-18T11:00Z", "2024-09-18T12:00Z"),
    ],
)
def test_a_new_zone_keeps_what_the_clock_shows(editor: Client, zone: str, starts: str, ends: str) -> None:
    session = make_session(make_event(timezone=BRUSSELS))

    response = change(editor, session.event, timezone=zone)

    assert response.status_code == 302
    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == (
        datetime.fromisoformat(starts),
        datetime.fromisoformat(ends),
    )
    assert session.event.timezone == zone


def test_a_new_zone_can_make_an_unchanged_time_impossible(editor: Client) -> None:
    session = make_session(
        make_event(timezone="Asia/Seoul"),
        starts_at=datetime(2024, 3, 30, 17, 30, tzinfo=UTC),
        ends_at=datetime(2024, 3, 30, 19, tzinfo=UTC),
    )

    response = change(editor, session.event, timezone=BRUSSELS)

    assert errors(response) == {"sessions-0-starts_at": [NEVER]}
    assert Event.objects.get().timezone == "Asia/Seoul"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "Europe/Brussels\0", "localtime"])
def test_a_wrong_zone_is_refused_at_its_field_only(editor: Client, zone: str) -> None:
    session = make_session(make_event(timezone=BRUSSELS))

    response = change(editor, session.event, timezone=zone, **{"sessions-0-starts_at": "2024-09-18T12:00"})

    assert errors(response).keys() == {"timezone"}
    session.refresh_from_db()
    assert session.starts_at == datetime(2024, 9, 18, 11, tzinfo=UTC)


def test_a_new_event_takes_its_times_on_the_zone_chosen_with_it(editor: Client) -> None:
    first = timed("2024-09-18T13:00", "2024-09-18T14:00")
    values = {f"sessions-0-{name}": value for name, value in first.items()}

    response = add(editor, Event, title_en="A", slug="a", timezone="Asia/Seoul", **values)

    assert response.status_code == 302
    assert Session.objects.get().starts_at == datetime(2024, 9, 18, 4, tzinfo=UTC)


def test_the_current_zone_of_the_site_has_no_say(editor: Client) -> None:
    session = make_session(make_event(timezone="Asia/Seoul"))

    with timezone.override("America/New_York"):
        submit(editor, address(session, "change"), starts_at="2024-09-18T19:00")

    session.refresh_from_db()
    assert settings.TIME_ZONE == "UTC"
    assert session.starts_at == datetime(2024, 9, 18, 10, tzinfo=UTC)
