"""Two who write at the same time: neither renders what the other is just changing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import close_old_connections, connection, transaction

from events.models import Event, Session, Speaker
from events.upkeep import bring_up_to_date, problems, take_turn
from tests.events.content_lines import stored, value
from tests.factories import make_appearance

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
WAIT = 10


def write(change: Callable[[], object], now: datetime, *, begun: Signal, go_on: Signal) -> None:
    """What each write path does, with a rest between the change and what follows it."""
    try:
        with transaction.atomic():
            take_turn()
            change()
            begun.set()
            assert go_on.wait(WAIT)
            bring_up_to_date(Event.objects.all(), now)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_entry_shows_what_both_changed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time by itself")
    session = make_appearance().session
    bring_up_to_date(Event.objects.all(), NOW)
    first, second, free = Signal(), Signal(), Signal()
    free.set()
    changes = (
        lambda: Event.objects.update(title_en="Another title"),
        lambda: Speaker.objects.update(name_en="Another name"),
    )
    one = Thread(
        target=write, args=(changes[0], NOW + timedelta(days=1)), kwargs={"begun": first, "go_on": second}
    )
    two = Thread(
        target=write, args=(changes[1], NOW + timedelta(days=2)), kwargs={"begun": Signal(), "go_on": free}
    )

    one.start()
    assert first.wait(WAIT)
    two.start()
    two.join(0.3)  # waits for its turn
    assert two.is_alive()
    second.set()
    for thread in (one, two):
        thread.join(WAIT)
    close_old_connections()

    session = Session.objects.get(pk=session.pk)
    assert value(stored(session), "SUMMARY") == "Another title"
    assert "Another name" in value(stored(session), "DESCRIPTION")
    assert value(stored(session), "SEQUENCE") == "2"
    assert list(problems(NOW)) == []
