from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.models import Event
from tests.factories import make_event, make_involvement, make_session

pytestmark = pytest.mark.django_db


def make_draft(slug: str, *, minutes: int = -1, timezone_name: str = "Asia/Seoul") -> Event:
    """A draft that has an organiser and a session with a time, and is due in so many minutes."""
    at = timezone.now() + timedelta(minutes=minutes)
    event = make_event(slug=slug, state="draft", publish_at=at, timezone=timezone_name)
    make_session(event)
    make_involvement(event)
    return event


def states() -> dict[str, str]:
    return dict(Event.objects.values_list("slug", "state"))


def test_what_is_published_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    make_draft("later", minutes=5)
    make_draft("second", minutes=-1)
    make_draft("first", minutes=-2)

    call_command("publish_due")

    assert capsys.readouterr().out == "Published: first\nPublished: second\n"
    assert states() == {"first": "published", "second": "published", "later": "draft"}


def test_with_nothing_due_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    make_draft("later", minutes=5)

    call_command("publish_due")

    assert (capsys.readouterr().out, states()) == ("", {"later": "draft"})


def test_what_is_held_back_fails_the_command_after_the_others_are_published(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_draft("held", minutes=-3, timezone_name="").involvements.all().delete()
    make_draft("zoneless", minutes=-2, timezone_name="")
    make_draft("ready")

    with pytest.raises(CommandError) as failure:
        call_command("publish_due")

    assert str(failure.value) == (
        "Held back: held: no organiser, no time zone\nHeld back: zoneless: no time zone"
    )
    assert failure.value.returncode == 1
    assert capsys.readouterr().out == "Published: ready\n"
    assert states() == {"held": "draft", "zoneless": "draft", "ready": "published"}


def test_what_no_calendar_can_hold_is_named_and_the_others_are_published(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_draft("first", minutes=-3)
    bad = make_draft("bad", minutes=-2)
    make_draft("last")
    Event.objects.filter(pk=bad.pk).update(slug="no slug at all")

    with pytest.raises(CommandError, match=r"^Held back: no slug at all: session no slug at all 1: "):
        call_command("publish_due")

    assert capsys.readouterr().out == "Published: first\nPublished: last\n"
    assert states() == {"first": "published", "no slug at all": "draft", "last": "published"}
