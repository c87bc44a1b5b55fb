"""What the public was told: when something becomes news, and when nothing does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Model

from events.changes import Facts, facts, is_dated, kind, last_date, moment
from events.choices import EventState, SessionStatus
from events.models import Change, Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_appearance,
    make_change,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_resource,
    make_session,
    make_topic,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, 30, 15, 999, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
FACTS: Facts = {
    "withdrawn": False,
    "status": "scheduled",
    "precision": "time",
    "start": "2024-09-18T11:00:00+00:00",
    "end": "2024-09-18T12:00:00+00:00",
    "attendance": "online",
    "platform": "Zoom",
    "place": "",
    "languages": ["ar", "ko"],
    "recording": False,
}


def loaded(session: Session) -> Session:
    return Session.objects.for_calendar().prefetch_related("changes").get(pk=session.pk)


@pytest.fixture
def session() -> Session:
    """One whose facts are FACTS."""
    session = make_session(make_event(attendance="online", platform="Zoom"))
    for language, mode in (("ko", "floor"), ("ko", "captions"), ("ar", "interpretation")):
        make_offer(session, language=language, mode=mode)
    make_resource(session.event, session=session)  # a recording without an address
    bring_up_to_date(Event.objects.all(), NOW)
    return session


def news(session: Session) -> list[Change]:
    """The changes that a session has after its announcement, once all is up to date."""
    bring_up_to_date(Event.objects.all(), LATER)
    return list(session.changes.filter(number__gt=1))


def save(record: Model, **values: object) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()


def test_facts_are_what_one_plans_with(session: Session) -> None:
    assert facts(loaded(session)) == FACTS


def test_days_are_kept_as_they_are_and_nothing_is_kept_of_no_date() -> None:
    dates = [
        [facts(loaded(make()))[name] for name in ("precision", "start", "end")]
        for make in (make_day_session, make_window_session, make_undated_session)
    ]

    assert dates == [
        ["day", "2020-10-07", "2020-10-28"],
        ["window", "2022-09-12", "2022-10-30"],
        ["unknown", None, None],
    ]


def test_first_change_is_the_announcement(session: Session) -> None:
    change = session.changes.get()

    assert (change.number, change.at, change.before, change.after) == (
        1,
        NOW.replace(microsecond=0),
        {},
        FACTS,
    )


NEWS: dict[str, tuple[Callable[[Session], object], Facts]] = {
    "status": (lambda one: save(one, status="tentative"), {"status": "tentative"}),
    "end": (
        lambda one: save(one, ends_at=one.ends_at + timedelta(hours=1)),
        {"end": "2024-09-18T13:00:00+00:00"},
    ),
    "precision": (
        lambda one: save(one, precision="unknown", starts_at=None, ends_at=None),
        {"precision": "unknown", "start": None, "end": None},
    ),
    "attendance": (lambda one: save(one.event, attendance="hybrid"), {"attendance": "hybrid"}),
    "platform": (lambda one: save(one.event, platform=""), {"platform": ""}),
    "place": (lambda one: save(one.event, place="Goyang"), {"place": "Goyang"}),
    "language": (lambda one: make_offer(one, language="fr"), {"languages": ["ar", "fr", "ko"]}),
    "language no more": (
        lambda one: one.language_offers.filter(language="ar").delete(),
        {"languages": ["ko"]},
    ),
    "recording": (
        lambda one: save(one.event.resources.get(), url="https://example.org/"),
        {"recording": True},
    ),
    "withdrawn": (lambda one: Event.objects.update(state="withdrawn"), {"withdrawn": True}),
    "several": (
        lambda one: save(one, status="postponed", ends_at=one.ends_at + timedelta(hours=1)),
        {"status": "postponed", "end": "2024-09-18T13:00:00+00:00"},
    ),
}


@pytest.mark.parametrize("name", NEWS)
def test_change_of_a_fact_is_told_once(name: str, session: Session) -> None:
    change, expected = NEWS[name]
    change(session)

    [told] = news(session)

    assert (told.number, told.at) == (2, LATER.replace(microsecond=0))
    assert (told.before, told.after) == (FACTS, FACTS | expected)
    assert news(session) == [told]


NO_NEWS: dict[str, Callable[[Session], object]] = {
    "saved again": lambda one: save(one),
    "title": lambda one: save(one.event, title="Another"),
    "summary": lambda one: save(one.event, summary="Another"),
    "clock": lambda one: save(one.event, timezone="Asia/Seoul"),
    "reason": lambda one: save(one, status_reason="A storm."),
    "topic": lambda one: one.event.topics.add(make_topic()),
    "speaker": lambda one: make_appearance(one),
    "organiser": lambda one: make_involvement(one.event),
    "mode of a language": lambda one: save(one.language_offers.get(language="ar"), mode="floor"),
    "language in one mode less": lambda one: one.language_offers.filter(mode="captions").delete(),
    "slides": lambda one: make_resource(one.event, kind="slides", url="https://example.org/"),
    "recording of another session": lambda one: make_resource(
        one.event, position=1, session=make_session(one.event), url="https://example.org/"
    ),
}


@pytest.mark.parametrize("change", NO_NEWS.values(), ids=NO_NEWS)
def test_other_changes_are_no_news(change: Callable[[Session], object], session: Session) -> None:
    change(session)

    assert news(session) == []


def test_changes_are_numbered_and_each_goes_on_from_the_last(session: Session) -> None:
    for day, status in enumerate(["tentative", "cancelled", "scheduled"], start=1):
        save(session, status=status)
        bring_up_to_date(Event.objects.all(), NOW + timedelta(days=day))

    changes = list(session.changes.all())
    assert [change.number for change in changes] == [1, 2, 3, 4]
    assert [change.before for change in changes] == [{}, *(change.after for change in changes[:-1])]


def test_draft_has_no_news_until_it_is_published() -> None:
    session = make_session(make_event(state=EventState.DRAFT))
    make_offer(session)
    bring_up_to_date(Event.objects.all(), NOW)
    assert not Change.objects.exists()

    save(session.event, state=EventState.PUBLISHED)
    bring_up_to_date(Event.objects.all(), LATER)

    assert [(change.number, change.before) for change in Change.objects.all()] == [(1, {})]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, None),
        ("2024-09-18", date(2024, 9, 18)),
        ("2024-09-18T11:00:00+00:00", datetime(2024, 9, 18, 11, tzinfo=UTC)),
    ],
)
def test_moment_is_read_as_it_was_kept(said: str | None, meant: object) -> None:
    assert moment(said) == meant


def test_calendar_holds_times_and_days() -> None:
    held = {name: is_dated({"precision": name}) for name in ("time", "day", "window", "unknown")}

    assert held == {"time": True, "day": True, "window": False, "unknown": False}
    assert not is_dated({})


def test_last_date_is_the_last_that_a_calendar_could_hold() -> None:
    session = make_undated_session()
    assert last_date(session) is None
    days = FACTS | {"precision": "day", "start": "2024-10-07", "end": "2024-10-08"}
    window = FACTS | {"precision": "window", "start": "2025-01-01", "end": "2025-02-01"}
    make_change(session, after=FACTS)
    make_change(session, before=FACTS, after=days)
    make_change(session, before=days, after=window)

    assert last_date(session) == (date(2024, 10, 7), date(2024, 10, 8))
    session.changes.filter(number__gt=1).delete()
    assert last_date(session) == (moment(FACTS["start"]), moment(FACTS["end"]))


MOVED = {"end": "2024-09-18T13:00:00+00:00"}
KINDS: dict[str, tuple[Facts, Facts, str]] = {
    "first": ({}, FACTS, "announced"),
    "withdrawn, and more": (FACTS, FACTS | MOVED | {"withdrawn": True}, "withdrawn"),
    "again": (FACTS | {"withdrawn": True}, FACTS | {"status": "cancelled"}, "announced"),
    **{
        f"now {status}": (FACTS | {"status": "?"}, FACTS | MOVED | {"status": status}, status)
        for status in SessionStatus
    },
    "moved": (FACTS, FACTS | MOVED | {"recording": True}, "moved"),
    "precision": (FACTS, FACTS | {"precision": "unknown", "start": None, "end": None}, "moved"),
    "recorded": (FACTS, FACTS | {"recording": True, "place": "Goyang"}, "recording"),
    "recording gone": (FACTS | {"recording": True}, FACTS, "changed"),
    "place": (FACTS, FACTS | {"place": "Goyang"}, "changed"),
    "languages": (FACTS, FACTS | {"languages": []}, "changed"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), KINDS.values(), ids=KINDS)
def test_kind_is_what_it_is_first_of_all(before: Facts, after: Facts, expected: str) -> None:
    assert kind(Change(before=before, after=after)) == expected
