import pytest
from django.core.exceptions import ValidationError

from events.importing.table_columns import (
    EVENT_COLUMNS,
    HEADERS,
    SESSION_COLUMNS,
    Shown,
    check_headers,
    to_be_read,
)

LANGUAGES = ["en", "ar", "es", "fr", "ko", "pl", "zh_hans"]


def in_languages(name: str) -> list[str]:
    return [f"{name}_{language}" for language in LANGUAGES]


def test_names_of_the_columns_are_for_ever() -> None:
    """They stand in files that editors keep."""
    assert [
        "event",
        "session",
        "state",
        "kind",
        *in_languages("title"),
        *in_languages("summary"),
        "original_name",
        "original_language",
        "timezone",
        "attendance",
        "platform",
        "place",
        *in_languages("audience"),
        "cost",
        "topics",
        "organisers",
        "hosts",
        "partners",
        "supporters",
        "funders",
        "members",
        "interpretation_partners",
        *in_languages("session_title"),
        "precision",
        "starts",
        "ends",
        "first_day",
        "last_day",
        *in_languages("date_note"),
        "status",
        *in_languages("status_reason"),
        "withdrawn",
        "languages",
        "speakers",
    ] == HEADERS


def test_state_and_withdrawal_are_only_shown() -> None:
    cells = dict.fromkeys(HEADERS, "")
    columns = [*EVENT_COLUMNS, *SESSION_COLUMNS]

    assert [column.name for column in columns if isinstance(column, Shown)] == ["state", "withdrawn"]
    assert [column for column in columns if column not in to_be_read(columns, cells)] == [
        column for column in columns if isinstance(column, Shown)
    ]


def test_columns_that_are_not_there_are_not_read() -> None:
    read = to_be_read(EVENT_COLUMNS, {"event": "", "place": "", "kind": ""})

    assert [column.name for column in read] == ["kind", "place"]


@pytest.mark.parametrize("headers", [["event"], ["place", "event"], ["session", "event", "starts"], HEADERS])
def test_these_headers_will_do(headers: list[str]) -> None:
    check_headers(headers)


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ([], "“event” is missing"),
        (["session"], "“event” is missing"),
        (["event", "speakers"], "“session” is missing"),
        (["event", ""], "Column 2 has no name"),
        (["Event"], "columns that there are not: Event"),
        (["event", "uid"], "columns that there are not: uid"),
        (["event", "place", "event"], "stand twice: event"),
    ],
)
def test_these_headers_are_refused(headers: list[str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        check_headers(headers)
