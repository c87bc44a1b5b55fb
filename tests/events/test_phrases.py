from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from events import phrases
from events.models import Event, Session
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ({"title_en": "Heat", "title_ko": "더위"}, ("더위", "ko")),
        ({"title_en": "Heat"}, ("Heat", "en")),
        ({"title_en": "", "title_pl": "Upał", "title_ar": "حرارة"}, ("حرارة", "ar")),
    ],
)
def test_content_says_its_language(titles: dict[str, str], expected: tuple[str, str]) -> None:
    event = make_event(**titles)

    assert phrases.content(event, "title", "ko") == expected
    assert phrases.content(event, "summary", "ko") == ("", "ko")
    assert phrases.content(event, "title", "de")[1] in {"en", "ar"}  # no column of its own


def test_who_speaks_in_one_line() -> None:
    speaker, body = make_speaker(name="Li Li"), make_organisation(name="City of Goyang")
    full = make_appearance(speaker=speaker, honorific="Ms", role="Chair", affiliation=body)

    assert phrases.appearance_in_words(full) == "Ms Li Li, Chair, City of Goyang"
    assert phrases.appearance_in_words(make_appearance(speaker=speaker)) == "Li Li"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mode": "not_stated"}, "Korean"),
        ({"mode": "sign"}, "Korean (Sign language)"),
        ({"mode": "not_stated", "acronym": "UN"}, "Korean (UN)"),
        ({"mode": "interpretation", "acronym": ""}, "Korean (Interpretation, United Nations)"),
    ],
)
def test_language_with_how_and_by_whom(values: dict[str, Any], said: str) -> None:
    acronym = values.pop("acronym", None)
    provider = None if acronym is None else make_organisation(name="United Nations", acronym=acronym)

    assert phrases.offer_in_words(make_offer(**values, provider=provider), "en") == said


def test_resource_by_its_title_or_its_kind() -> None:
    titled = make_resource(title="Film", url="https://example.org/")

    assert phrases.resource_in_words(titled) == "Film: https://example.org/"
    assert phrases.resource_in_words(make_resource()) == "Recording: the source gives no link"


def test_when_whatever_is_known() -> None:
    one_day = {"first_day": date(2024, 9, 18), "last_day": date(2024, 9, 18)}
    sessions = [
        make_session(),
        make_session(ends_at=datetime(2024, 9, 18, 12, tzinfo=UTC) + timedelta(hours=11)),
        make_day_session(),
        make_day_session(**one_day),
        make_window_session(),
        make_undated_session(),
        make_undated_session(date_note="In autumn."),
    ]

    zone = "(Central European Summer Time, GMT+02:00)"
    assert [phrases.when_in_words(session, "en") for session in sessions] == [
        f"Wed, 18 Sept 2024, 13:00–14:00 {zone}",
        f"Wed, 18 Sept 2024, 13:00–Thu, 19 Sept 2024, 01:00 {zone}",
        "Wed, 7 Oct 2020 – Wed, 28 Oct 2020",
        "Wed, 18 Sept 2024",
        "one day of Mon, 12 Sept 2022 – Sun, 30 Oct 2022",
        "date not stated",
        "In autumn.",
    ]


def in_short(event: Event) -> str:
    return phrases.event_in_short(event, list(event.sessions.order_by("number")), "en")


def test_event_in_short_says_when_and_in_which_languages() -> None:
    session = make_day_session(make_event())
    assert in_short(session.event) == "Wed, 7 Oct 2020 – Wed, 28 Oct 2020"

    make_offer(session, language="ko"), make_offer(session, language="ar")
    assert in_short(session.event).endswith(" · Follow in: Arabic, Korean")


@pytest.mark.parametrize(
    ("makes", "said"),
    [
        ([], ""),
        ([make_undated_session], "date not stated"),
        ([make_window_session], "one day of Mon, 12 Sept 2022 – Sun, 30 Oct 2022"),
        ([make_day_session, make_session], "7 Oct 2020 – 18 Sept 2024"),
        ([make_window_session, make_window_session], "2 sessions"),
        ([make_day_session, make_undated_session], "2 sessions"),
        ([make_day_session, make_window_session, make_session], "3 sessions"),
    ],
)
def test_event_in_short_claims_no_date_that_not_each_session_has(
    makes: list[Callable[[Event], Session]], said: str
) -> None:
    event = make_event()
    for make in makes:
        make(event)

    assert in_short(event) == said


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["cancelled"], "Cancelled · Wed, 7 Oct 2020 – Wed, 28 Oct 2020"),
        (["postponed", "postponed"], "Postponed · 7 Oct 2020 – 28 Oct 2020"),
        (["tentative"], "Tentative · Wed, 7 Oct 2020 – Wed, 28 Oct 2020"),
        (["cancelled", "scheduled"], "7 Oct 2020 – 28 Oct 2020"),
    ],
)
def test_event_in_short_begins_with_what_has_become_of_all_of_it(statuses: list[str], said: str) -> None:
    event = make_event()
    for status in statuses:
        make_day_session(event, status=status)

    assert in_short(event) == said
