from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from events import cldr
from events.choices import (
    AppearanceMode,
    Attendance,
    Cost,
    EventKind,
    EventState,
    OfferMode,
    Precision,
    SessionStatus,
)
from events.importing.samples import generate
from events.models import (
    Appearance,
    Event,
    Involvement,
    LanguageOffer,
    Resource,
    Session,
    Speaker,
    Topic,
)
from organisations.models import Office, Organisation

NOW = datetime(2026, 3, 10, 9, 12, 30, tzinfo=UTC)
MADE = (
    Topic,
    Organisation,
    Office,
    Speaker,
    Event,
    Involvement,
    Session,
    LanguageOffer,
    Appearance,
    Resource,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """300 sessions, drawn once for this file: each test has its transaction inside that of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        generate(300, seed=1, now=NOW)
        yield
        transaction.set_rollback(True)


def values(field: str, model: type[Model]) -> set[Any]:
    return set(model.objects.values_list(field, flat=True))


def test_sessions_of_each_event_are_numbered_from_one() -> None:
    counts = Counter(Session.objects.values_list("event", flat=True))

    for event, count in counts.items():
        numbers = Session.objects.filter(event=event).values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, count + 1))
    assert 1 in counts.values()
    assert 5 < max(counts.values()) <= 12


def test_records_of_every_model_are_valid() -> None:
    for record in chain.from_iterable(model.objects.order_by("pk")[:25] for model in MADE):
        record.full_clean()
    assert all(model.objects.exists() for model in MADE)


def test_records_show_every_variety() -> None:
    assert values("precision", Session) == set(Precision)
    assert values("status", Session) == set(SessionStatus)
    assert values("kind", Event) == set(EventKind)
    assert values("attendance", Event) == set(Attendance)
    assert Event.objects.exclude(other_attendance="").exists()
    assert values("cost", Event) == set(Cost)
    assert values("mode", LanguageOffer) == set(OfferMode)
    assert values("mode", Appearance) == set(AppearanceMode)
    assert {cldr.direction(code) for code in values("language", LanguageOffer)} == {"ltr", "rtl"}
    assert {"zh", "ja", "ko"} < values("language", LanguageOffer)
    assert len(values("timezone", Event)) > 20
    assert len(values("country", Organisation)) > 10
    assert Organisation.objects.filter(parent__parent__isnull=False).exists()
    assert Event.objects.filter(parent__isnull=False).exists()
    assert Event.objects.exclude(original_name="").filter(own_translations="en").exists()
    assert LanguageOffer.objects.filter(provider__isnull=False).exists()
    for status in set(SessionStatus) - {SessionStatus.SCHEDULED}:
        assert Session.objects.filter(status=status).exclude(status_reason="").exists()


def test_events_are_published_and_called_samples() -> None:
    assert values("state", Event) == {EventState.PUBLISHED}
    assert (
        not Event.objects.exclude(title__startswith="Sample ").exclude(title__startswith="Sample: ").exists()
    )


def test_sessions_lie_around_now_and_nearer_to_it_more_often() -> None:
    spans = Session.objects.exclude(span_end=None)

    past, upcoming = spans.past(NOW).count(), spans.upcoming(NOW).count()

    assert 0.4 < past / (past + upcoming) < 0.6
    assert not spans.filter(span_end__lt=NOW - timedelta(days=740)).exists()
    assert not spans.filter(span_start__gt=NOW + timedelta(days=370)).exists()
    for near, far in [(0, 120), (-120, -240)]:
        assert spans_between(near, near + 120) > 1.5 * spans_between(far, far + 120) > 0


def spans_between(first_day: int, last_day: int) -> int:
    return Session.objects.filter(
        span_start__gte=NOW + timedelta(days=first_day), span_start__lt=NOW + timedelta(days=last_day)
    ).count()


def test_sessions_begin_on_whole_and_half_hours_of_working_days() -> None:
    starts = [
        session.starts_local
        for session in Session.objects.filter(precision=Precision.TIME).select_related("event")
    ]

    assert {start.minute for start in starts} == {0, 30}
    assert {start.weekday() for start in starts} <= {0, 1, 2, 3, 4}
    assert all(8 <= start.hour < 18 for start in starts)


def test_series_keeps_its_hour_when_the_clocks_change() -> None:
    hours: dict[int, set] = defaultdict(set)
    offsets: dict[int, set] = defaultdict(set)
    for session in Session.objects.filter(precision=Precision.TIME).select_related("event"):
        hours[session.event_id].add(session.starts_local.time())
        offsets[session.event_id].add(session.starts_local.utcoffset())

    assert all(len(times) == 1 for times in hours.values())
    assert any(len(found) == 2 for found in offsets.values())


def test_sessions_keep_their_span() -> None:
    for session in Session.objects.all():
        kept = session.span_start, session.span_end
        session.settle_dates()
        assert kept == (session.span_start, session.span_end)
    assert Session.objects.filter(span_start__isnull=False).exists()


def test_links_lead_to_a_reserved_host_and_some_are_left_out() -> None:
    addresses = values("url", Resource) | values("website", Organisation)

    assert {urlsplit(address).hostname for address in addresses} == {None, "example.org"}
    assert Resource.objects.filter(kind="recording", url="").exists()
    assert Resource.objects.filter(kind="recording").exclude(url="").exists()


def test_recordings_are_of_past_sessions_that_were_held() -> None:
    recorded = Session.objects.filter(resources__kind="recording")

    assert recorded.past(NOW).exists()
    assert not recorded.upcoming(NOW).exists()
    assert set(recorded.values_list("status", flat=True)) == {SessionStatus.SCHEDULED}
