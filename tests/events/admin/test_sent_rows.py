"""A post in its rows: taken apart by their keys, put together again, and never failing over what it holds."""

import pytest
from django.test import Client

from events.models import Event, Resource, Session
from tests.events.admin.browser import errors
from tests.events.admin.two_editors import SAVED, Opened, signed_in
from tests.factories import make_event, make_resource, make_session, make_topic

BROKEN = "the count of rows is made good, and what they hold is dropped without a word"


@pytest.fixture
def event(db: None) -> Event:
    event = make_session(make_event(title="Heat")).event
    make_resource(event, title="Link", url="https://e.org/")
    return event


@pytest.mark.parametrize("name", ["TOTAL_FORMS", "INITIAL_FORMS"])
@pytest.mark.parametrize("value", ["abc", None])
def test_a_broken_count_of_rows_is_refused(
    editor: Client, event: Event, name: str, value: str | None
) -> None:
    mine = Opened(editor, event)

    refused = mine.save(**{f"resources-{name}": value, "resources-0-title_en": "Mine"})

    assert set(errors(refused)) == {"resources"}
    assert Resource.objects.get().title_en == "Link"


def test_an_event_without_a_count_of_sessions_is_refused(editor: Client, event: Event) -> None:
    mine = Opened(editor, event)

    refused = mine.save(**{"sessions-TOTAL_FORMS": "abc"})

    assert set(errors(refused)) == {"sessions"}
    assert Session.objects.count() == 1


def test_rows_between_which_there_are_gaps_are_kept_in_order(editor: Client, event: Event) -> None:
    mine = Opened(editor, event)
    new = {"resources-3-kind": "stream", "resources-3-url": "https://e.org/3", "resources-3-position": "3"}

    refused = mine.save(**{"resources-TOTAL_FORMS": "4"}, **new)

    assert {name.rpartition("-")[0] for name in errors(refused)} <= {"resources-1", "resources-2"}
    assert mine.fields["resources-3-url"] == ["https://e.org/3"]


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "0"])
def test_a_row_of_an_unknown_key_is_refused_or_none(editor: Client, event: Event, key: str) -> None:
    mine = Opened(editor, event)

    response = mine.save(**{"resources-0-id": key, "resources-0-title_en": "Mine"})

    assert response.status_code == 200
    assert Resource.objects.get().title_en == "Link"


@pytest.mark.parametrize(
    "choice", ["meanwhile:", "meanwhile:||x", "meanwhile:resources|0|url", "meanwhile:|||||"]
)
def test_a_forged_choice_chooses_nothing(editor: Client, event: Event, choice: str) -> None:
    mine = Opened(editor, event)

    response = mine.save(title_en="Mine", **{choice: "theirs"})

    assert response.status_code == SAVED
    assert Event.objects.get().title_en == "Mine"


@pytest.mark.parametrize("key", ["9" * 30, "9" * 5000])
def test_a_key_that_no_record_has_is_told_without_failing(editor: Client, event: Event, key: str) -> None:
    mine = Opened(editor, event)
    Opened(signed_in("colleague"), event).save(topics=[str(make_topic().pk)])

    refused = mine.save(topics=[key])

    assert set(errors(refused)) == {"__all__", "topics"}
