"""Who is named beside what was changed meanwhile, and what a page without a good token does."""

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import revisions
from events.models import Event, Session
from tests.events.admin.two_editors import SAVED, Opened, seen, signed_in
from tests.factories import make_event, make_session


@pytest.fixture
def event(db: None) -> Event:
    return make_session(make_event(title="Heat", platform="Zoom")).event


def named(mine: Opened) -> dict[str, str]:
    return {one.label: one.who.split(",")[0] for one in mine.told}


@pytest.mark.parametrize(
    ("names", "who"), [({"first_name": "Ana", "last_name": "Lima"}, "Ana Lima"), ({}, "colleague")]
)
def test_an_editor_is_named_in_full_if_possible(
    editor: Client, event: Event, names: dict[str, str], who: str
) -> None:
    mine = Opened(editor, event)
    Opened(signed_in("colleague", **names), event).save(platform="Teams", **{"sessions-0-title_en": "A"})

    mine.save()

    assert named(mine) == {"Platform": who, "Title": who}


def test_each_field_has_its_own_author(editor: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Opened(signed_in("first"), event).save(platform="Teams", title_en="Cold")
    Opened(signed_in("second"), event).save(platform="Jitsi")

    mine.save()

    assert named(mine) == {"Platform": "second", "Title": "first"}


def test_what_came_past_the_admin_is_of_nobody(editor: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Event.objects.update(platform="Teams")

    mine.save()

    assert named(mine) == {"Platform": "somebody else"}


def test_what_came_past_the_admin_before_another_edit_is_of_the_site(editor: Client, event: Event) -> None:
    colleague = signed_in("colleague")
    Opened(colleague, event).save(platform="Teams")
    mine = Opened(editor, event)
    Event.objects.update(platform="Jitsi")
    Opened(colleague, event).save(title_en="Cold")

    mine.save()

    assert named(mine) == {"Platform": "the site", "Title": "colleague"}


def test_the_page_of_a_session_names_who_changed_it_on_the_page_of_its_event(
    editor: Client, event: Event
) -> None:
    session = Session.objects.get()
    mine = Opened(editor, session)
    Opened(signed_in("colleague"), event).save(**{"sessions-0-title_en": "Theirs"})

    mine.save(title_en="Mine")
    told = [(one.label, one.before, one.now, one.mine) for one in mine.told]
    who = named(mine)
    answer = mine.save()

    assert (told, who) == ([("Title", "", "Theirs", "Mine")], {"Title": "colleague"})
    assert answer.status_code == SAVED
    assert Session.objects.get().title_en == "Mine"


def test_a_save_looks_once_at_each_state_that_others_kept(editor: Client, event: Event) -> None:
    counts = []
    for number in (1, 3):
        revisions.keep(event.pk)
        mine = Opened(editor, event)
        for turn in range(number):
            Event.objects.update(title_en=f"Title {number} {turn}")
            revisions.keep(event.pk)
        with CaptureQueriesContext(connection) as queries:
            mine.save(platform="Teams")
        counts.append(len(queries))

    assert counts[1] - counts[0] <= 2


FOREIGN = signing.dumps(["x", []], salt="another")


@pytest.mark.parametrize(
    "token", [None, "", "nonsense", FOREIGN], ids=["none", "empty", "nonsense", "foreign"]
)
def test_without_a_token_of_ours_nothing_is_compared(editor: Client, event: Event, token: str | None) -> None:
    mine = Opened(editor, event)
    Event.objects.update(platform="Teams")

    answer = mine.save(title_en="Cold", opened=token)

    assert answer.status_code == SAVED
    assert Event.objects.values_list("title_en", "platform").get() == ("Cold", "Zoom")


def test_a_token_of_another_record_loses_nothing(editor: Client, event: Event) -> None:
    other = Opened(editor, make_session(make_event(title="Other", platform="Jitsi")).event)
    mine = Opened(editor, event)

    asked = mine.save(title_en="Cold", opened=other.fields["opened"])
    told = seen(mine.told)
    answer = mine.save()

    assert asked.status_code == 200
    assert ("Title", "Other", "Heat", "Cold") in told
    assert answer.status_code == SAVED
    kept = Event.objects.filter(pk=event.pk).values_list("title_en", "platform").get()
    assert kept == ("Cold", "Zoom")
