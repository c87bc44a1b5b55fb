"""The second of two editors to save is told what the first changed; nothing is written before they answer."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.utils.html import escape

from events.models import Event, Session
from tests.events.admin.browser import errors
from tests.events.admin.two_editors import SAVED, Opened, everything, seen, signed_in
from tests.factories import make_event, make_organisation, make_session, make_speaker, make_topic

NOT_YET = "Nothing is saved yet: somebody else changed this meanwhile. See above, and save again."


@pytest.fixture
def colleague(db: None) -> Client:
    return signed_in("colleague", first_name="Ana", last_name="Lima")


@pytest.fixture
def event(db: None) -> Event:
    return make_session(make_event(title="Heat", platform="Zoom", description="One\nTwo")).event


def test_what_nobody_else_changed_is_saved_at_once(editor: Client, event: Event) -> None:
    mine = Opened(editor, event)

    response = mine.save(title_en="Cold", platform="")

    assert response.status_code == SAVED
    assert Event.objects.values_list("title_en", "platform").get() == ("Cold", "")


def test_a_field_that_only_the_other_changed_is_taken_over(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(platform="Teams")

    mine.save(title_en="Cold")
    told, shown = mine.told, mine.fields
    answer = mine.save()

    assert seen(told) == [("Platform", "Zoom", "Teams", "Zoom")]
    assert [one.name for one in told] == [""]
    assert (shown["title_en"], shown["platform"]) == (["Cold"], ["Teams"])
    assert answer.status_code == SAVED
    assert Event.objects.values_list("title_en", "platform").get() == ("Cold", "Teams")


@pytest.mark.parametrize(("choice", "kept"), [(None, "Mine"), ("mine", "Mine"), ("theirs", "Theirs")])
def test_of_a_field_that_both_changed_one_is_chosen(
    editor: Client, colleague: Client, event: Event, choice: str | None, kept: str
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(title_en="Theirs")

    refused = mine.save(title_en="Mine")
    [told] = mine.told
    chosen = mine.fields[told.name]
    answer = mine.save(**({told.name: choice} if choice else {}))

    assert errors(refused) == {"__all__": [NOT_YET]}
    assert (told.label, told.before, told.now, told.mine) == ("Title", "Heat", "Theirs", "Mine")
    assert chosen == ["mine"]
    assert answer.status_code == SAVED
    assert Event.objects.get().title_en == kept


def test_the_same_change_by_both_is_no_question(editor: Client, colleague: Client, event: Event) -> None:
    same = {"title_en": "Cold", "description_en": "One\r\nThree", "attendance": "online"}
    mine = Opened(editor, event)
    Opened(colleague, event).save(**same)

    response = mine.save(**same, platform="Teams")

    assert response.status_code == SAVED
    assert Event.objects.values_list("title_en", "platform").get() == ("Cold", "Teams")


def test_the_same_topics_in_another_order_are_no_question(
    editor: Client, colleague: Client, event: Event
) -> None:
    one, two = make_topic(slug="a"), make_topic(slug="b")
    mine = Opened(editor, event)
    Opened(colleague, event).save(topics=[str(one.pk), str(two.pk)])

    response = mine.save(topics=[str(two.pk), str(one.pk)])

    assert response.status_code == SAVED
    assert set(Event.objects.get().topics.all()) == {one, two}


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ({"attendance": "online"}, ("Attendance", "Not stated", "Online", "Not stated")),
        ({"description_en": "Two\r\nOne"}, ("Description", "One\nTwo", "Two\nOne", "One\nTwo")),
        ({"title_ko": "더위"}, ("Title", "", "더위", "")),
        ({"sessions-1-withdrawn": "on"}, ("Withdrawn", "no", "yes", "no")),
        ({"sessions-0-status": "cancelled"}, ("Status", "Scheduled", "Cancelled", "Scheduled")),
        (
            {"sessions-0-starts_at": "2024-09-18T12:30"},
            ("Starts", "2024-09-18 13:00", "2024-09-18 12:30", "2024-09-18 13:00"),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_values_are_told_as_a_person_reads_them(
    editor: Client, colleague: Client, event: Event, theirs: dict[str, str], told: tuple[str, ...]
) -> None:
    make_session(event)
    mine = Opened(editor, event)
    Opened(colleague, event).save(**theirs)

    mine.save(platform="Teams")
    [change] = mine.told
    mine.save()
    kept = Opened(editor, event).fields

    said = (change.label, change.before, change.now, change.mine)
    assert tuple(text.replace("\r\n", "\n") for text in said) == told
    assert change.name == ""
    assert {name: kept[name] for name in theirs} == {name: [value] for name, value in theirs.items()}
    assert kept["platform"] == ["Teams"]


def test_topics_of_both_are_named(editor: Client, colleague: Client, event: Event) -> None:
    own, theirs, kept = (make_topic(name=name) for name in ("Own", "Theirs", "Kept"))
    event.topics.set([kept])
    mine = Opened(editor, event)
    Opened(colleague, event).save(topics=[str(kept.pk), str(theirs.pk)])

    mine.save(topics=[str(kept.pk), str(own.pk)])
    [told] = mine.told
    mine.save(**{told.name: "theirs"})

    assert (told.label, told.before, told.now, told.mine) == ("Topics", "Kept", "Kept, Theirs", "Kept, Own")
    assert set(event.topics.all()) == {kept, theirs}


def test_a_time_stays_what_the_clock_shows_where_the_other_moved_the_event(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(timezone="Asia/Seoul")

    mine.save(**{"sessions-0-starts_at": "2024-09-18T09:00"})
    told = seen(mine.told)
    mine.save()

    assert told == [("Time zone", "Europe/Brussels", "Asia/Seoul", "Europe/Brussels")]
    assert f"{Session.objects.get().starts_local:%H:%M %Z}" == "09:00 KST"


def test_an_error_and_a_question_come_together(editor: Client, colleague: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(title_en="Theirs")

    refused = mine.save(title_en="Mine", timezone="Europe/Nowhere")
    [told] = mine.told
    still_wrong = mine.save(**{told.name: "theirs"})
    after = mine.told, mine.fields["title_en"]
    answer = mine.save(timezone="Asia/Seoul")

    assert set(errors(refused)) == {"__all__", "timezone"}
    assert set(errors(still_wrong)) == {"timezone"}
    assert after == ([], ["Theirs"])
    assert answer.status_code == SAVED
    assert Event.objects.values_list("title_en", "timezone").get() == ("Theirs", "Asia/Seoul")


def test_a_third_change_is_told_before_anything_is_saved(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(title_en="Theirs")
    mine.save(title_en="Mine")

    Opened(colleague, event).save(title_en="Third", platform="Teams")
    again = mine.save()
    told = seen(mine.told)
    answer = mine.save()

    assert again.status_code == 200
    assert told == [("Platform", "Zoom", "Teams", "Zoom"), ("Title", "Theirs", "Third", "Mine")]
    assert answer.status_code == SAVED
    assert Event.objects.values_list("title_en", "platform").get() == ("Mine", "Teams")


def test_theirs_is_what_was_shown(editor: Client, colleague: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(title_en="Theirs")
    mine.save(title_en="Mine")
    [told] = mine.told
    Opened(colleague, event).save(title_en="Third")

    mine.save(**{told.name: "theirs"})

    assert seen(mine.told) == [("Title", "Theirs", "Third", "Theirs")]


def test_nothing_is_written_before_the_answer(editor: Client, colleague: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(title_en="Theirs")
    before = everything()

    mine.save(title_en="Mine", _publish="yes", **{"sessions-0-DELETE": "on"})

    assert everything() == before
    assert seen(mine.told) == [("Title", "Heat", "Theirs", "Mine")]


HOSTILE = '<script>alert("1")</script>'


def test_texts_of_the_panel_are_escaped(editor: Client, colleague: Client, event: Event) -> None:
    mine = Opened(editor, event)
    User.objects.filter(username="colleague").update(first_name=HOSTILE)
    Opened(colleague, event).save(title_en="Theirs")
    Event.objects.update(title_en=HOSTILE)  # the form would refuse it

    refused = mine.save(title_en=HOSTILE + " & more", platform=HOSTILE)

    [told] = mine.told
    assert (told.now, told.mine, told.who.split(",")[0]) == (HOSTILE, HOSTILE + " & more", HOSTILE + " Lima")
    assert HOSTILE not in refused.content.decode()
    assert refused.content.decode().count(escape(HOSTILE)) > 3


@pytest.mark.parametrize("make", [make_speaker, make_organisation])
def test_pages_of_what_many_events_show_ask_too(editor: Client, colleague: Client, make: Any) -> None:
    record: Model = make(name="Name")
    mine = Opened(editor, record)
    Opened(colleague, record).save(name_en="Theirs")

    mine.save(name_en="Mine")
    [told] = mine.told
    answer = mine.save(**{told.name: "theirs"})

    assert (told.label, told.before, told.now, told.mine) == ("Name", "Name", "Theirs", "Mine")
    assert told.who.split(",")[0] == "Ana Lima"
    assert answer.status_code == SAVED
    assert type(record).objects.get(pk=record.pk).name_en == "Theirs"
