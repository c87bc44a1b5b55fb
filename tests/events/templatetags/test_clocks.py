from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString

from events.models import Session
from events.templatetags.catalogue import in_codes, marked, month_on, on_clock, with_zone
from tests.factories import (
    make_day_session,
    make_event,
    make_offer,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db


def at(start: datetime, zone: str) -> Session:
    return make_session(make_event(timezone=zone), starts_at=start, ends_at=start + timedelta(hours=1))


@pytest.mark.parametrize(
    ("organiser", "zone", "shown"),
    [
        ("Europe/Brussels", "", ("18 13:00", "18 14:00", "Europe/Brussels")),
        ("Europe/Brussels", "Pacific/Auckland", ("18 23:00", "19 00:00", "Pacific/Auckland")),
        ("", "", ("18 11:00", "18 12:00", "UTC")),
        ("", "Asia/Kathmandu", ("18 16:45", "18 17:45", "Asia/Kathmandu")),
    ],
)
def test_session_is_on_the_clock_of_the_page_else_the_organisers(
    organiser: str, zone: str, shown: tuple[str, str, str]
) -> None:
    session = make_session(make_event(timezone=organiser))
    clock = on_clock(session, zone)

    assert (f"{clock.start:%d %H:%M}", f"{clock.end:%d %H:%M}", clock.zone) == shown
    assert (clock.start, clock.end) == (session.starts_at, session.ends_at)


def test_clock_is_the_summer_or_winter_one_of_the_session() -> None:
    start = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    clock = on_clock(at(start, ""), "Europe/Brussels")

    assert [at.isoformat() for at in (clock.start, clock.end)] == [
        "2024-10-27T02:30:00+02:00",
        "2024-10-27T02:30:00+01:00",
    ]


def test_month_is_that_of_the_clock() -> None:
    session = at(datetime(2024, 9, 30, 20, tzinfo=UTC), "Europe/Brussels")
    early = at(datetime(2025, 1, 1, 1, tzinfo=UTC), "Europe/Brussels")

    assert [month_on(session, zone) for zone in ("", "Asia/Seoul")] == [date(2024, 9, 1), date(2024, 10, 1)]
    assert [month_on(early, zone) for zone in ("", "America/Lima")] == [date(2025, 1, 1), date(2024, 12, 1)]


def test_month_of_days_is_the_same_on_every_clock() -> None:
    first = date(2024, 9, 30)
    sessions = [
        make(first_day=first, last_day=date(2024, 10, 2)) for make in (make_day_session, make_window_session)
    ]

    assert {month_on(one, zone) for one in sessions for zone in ("", "Asia/Seoul", "America/Lima")} == {
        date(2024, 9, 1)
    }
    assert month_on(make_undated_session(), "Asia/Seoul") is month_on(make_undated_session(), "") is None


@pytest.mark.parametrize(
    ("address", "zone", "shown"),
    [
        ("/en/", "", "/en/"),
        ("/en/#main", "", "/en/#main"),
        ("/en/", "Asia/Seoul", "/en/?tz=Asia%2FSeoul"),
        ("/en/events/heat/#session-2", "Asia/Seoul", "/en/events/heat/?tz=Asia%2FSeoul#session-2"),
        ("/en/events/?when=all", "Asia/Seoul", "/en/events/?when=all&tz=Asia%2FSeoul"),
        ("/en/events/?when=all#a?b", "Etc/GMT+5", "/en/events/?when=all&tz=Etc%2FGMT%2B5#a?b"),
        ("/en/events/#a?b", "UTC", "/en/events/?tz=UTC#a?b"),
    ],
)
def test_address_has_the_zone_before_its_anchor(address: str, zone: str, shown: str) -> None:
    assert with_zone(address, zone) == shown


def test_address_with_a_zone_is_escaped_in_a_template() -> None:
    rendered = Template("{% load catalogue %}{{ address|with_zone:zone }}").render(
        Context({"address": "/en/?a=1", "zone": '"><b>'})
    )

    assert rendered == "/en/?a=1&amp;tz=%22%3E%3Cb%3E"


def test_offers_in_a_language_and_its_varieties() -> None:
    session = make_session()
    offers = [make_offer(session, language=code) for code in ("zh-hans", "zh", "ko", "pt-br", "kok")]
    zh_hans, zh, ko, pt_br, _konkani = offers

    assert in_codes(offers, ["zh"]) == [zh_hans, zh]
    assert in_codes(offers, ["zh-hans", "ko"]) == [zh_hans, ko]
    assert in_codes(offers, ["pt"]) == [pt_br]
    assert in_codes(offers, ["fr"]) == in_codes(offers, []) == in_codes([], ["zh"]) == []


@pytest.mark.parametrize(
    ("title", "question", "shown"),
    [
        ("Urban heat", "heat", "Urban <mark>heat</mark>"),
        ("Urban heat", "HEAT urban", "<mark>Urban</mark> <mark>heat</mark>"),
        ("Urban heating", "heat", "Urban <mark>heating</mark>"),
        ("Heat, more heat", "heat", "<mark>Heat</mark>, more <mark>heat</mark>"),
        ("À Genève", "geneve", "À <mark>Genève</mark>"),
        ("Urban heat", "rain", "Urban heat"),
        ("Urban heat", "", "Urban heat"),
        ("<b>heat & rain</b>", "heat", "&lt;b&gt;<mark>heat</mark> &amp; rain&lt;/b&gt;"),
    ],
)
def test_words_that_a_question_found_are_marked(title: str, question: str, shown: str) -> None:
    found = Template("{% load catalogue %}{% marked event 'title' question %}").render(
        Context({"event": make_event(title=title), "question": question})
    )

    assert found == shown


def test_marks_stand_within_the_language_of_their_text() -> None:
    korean, arabic = (
        make_event(title_en="", title_ko="더위 <도시>"),
        make_event(title_en="", title_ar="حرارة المدن"),
    )

    assert marked(korean, "title", "더위") == '<span lang="ko"><mark>더위</mark> &lt;도시&gt;</span>'
    assert marked(arabic, "title", "مدن") == '<span lang="ar" dir="rtl">حرارة <mark>المدن</mark></span>'
    assert marked(arabic, "title", "") == '<span lang="ar" dir="rtl">حرارة المدن</span>'
    with translation.override("ko"):
        assert marked(korean, "title", "더위") == "<mark>더위</mark> &lt;도시&gt;"
    assert isinstance(marked(korean, "title", "더위"), SafeString)
