from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client

from events.calendar_entries import bring_up_to_date
from events.models import CalendarEntry, Event, LanguageOffer, Session, Topic
from tests.events.admin.browser import add, address, change, row
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)

EARLIER = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def records(db: None) -> dict[str, Model]:
    """A session and all that its calendar entry shows, by name; the calendars know it."""
    topic = make_topic()
    event = make_event(topics=[topic])
    session = make_session(event)
    provider, organiser, affiliation = make_organisation(), make_organisation(), make_organisation()
    found = {
        "event": event,
        "session": session,
        "topic": topic,
        "provider": provider,
        "organiser": organiser,
        "affiliation": affiliation,
        "offer": make_offer(session, provider=provider),
        "appearance": make_appearance(session, affiliation=affiliation),
        "involvement": make_involvement(event, organisation=organiser),
        "resource": make_resource(event, url="https://example.org/recording"),
    }
    found["speaker"] = found["appearance"].speaker
    bring_up_to_date(Event.objects.all(), EARLIER)
    return found


def entries() -> dict[int, tuple[int, str, datetime]]:
    return {
        entry.session_id: (entry.sequence, entry.digest, entry.last_modified)
        for entry in CalendarEntry.objects.all()
    }


def assert_renewed(before: dict[int, tuple[int, str, datetime]], session: Model) -> None:
    sequence, digest, last_modified = entries()[session.pk]
    assert sequence == before[session.pk][0] + 1
    assert digest != before[session.pk][1]
    assert last_modified > EARLIER


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("event", {"title_en": "Another title"}),
        ("event", {"sessions-0-starts_at": "2024-09-18T12:30"}),
        ("event", {"involvements-0-DELETE": "on"}),
        ("event", {"resources-0-url": "https://example.org/elsewhere"}),
        ("event", {"topics": []}),
        ("session", {"starts_at": "2024-09-18T12:30"}),
        ("session", {"language_offers-0-language": "ar"}),
        ("session", {"language_offers-0-DELETE": "on"}),
        ("session", {"appearances-0-honorific": "Dr"}),
        ("offer", {"mode": "captions"}),
        ("appearance", {"role_en": "Mayor"}),
        ("involvement", {"role": "funder"}),
        ("resource", {"url": "https://example.org/elsewhere"}),
        ("topic", {"name_en": "Another topic"}),
        ("provider", {"name_en": "Another provider"}),
        ("organiser", {"name_en": "Another organiser"}),
        ("affiliation", {"name_en": "Another affiliation"}),
        ("speaker", {"name_en": "Another name"}),
    ],
)
def test_a_change_renews_the_entries_that_show_it(
    editor: Client, records: dict[str, Model], name: str, changes: dict[str, object]
) -> None:
    before = entries()

    response = change(editor, records[name], **changes)

    assert response.status_code == 302
    assert_renewed(before, records["session"])


@pytest.mark.parametrize(
    "name",
    [
        "event",
        "session",
        "offer",
        "appearance",
        "involvement",
        "resource",
        "topic",
        "provider",
        "organiser",
        "affiliation",
        "speaker",
    ],
)
def test_saving_without_a_change_renews_nothing(editor: Client, records: dict[str, Model], name: str) -> None:
    before, session = entries(), Session.objects.values().get()

    response = change(editor, records[name])

    assert response.status_code == 302
    assert entries() == before
    assert Session.objects.values().get() == session


def test_a_new_offer_renews_the_entry(editor: Client, records: dict[str, Model]) -> None:
    before = entries()

    response = add(editor, LanguageOffer, session=records["session"].pk, language="fr", mode="floor")

    assert response.status_code == 302
    assert_renewed(before, records["session"])


def test_an_offer_added_on_the_page_of_its_session_renews_the_entry(
    editor: Client, records: dict[str, Model]
) -> None:
    before = entries()
    new = row("language_offers", existing=1, language="fr", mode="floor")

    response = change(editor, records["session"], **new)

    assert response.status_code == 302
    assert_renewed(before, records["session"])


def test_an_offer_that_moves_renews_the_entries_of_both_events(
    editor: Client, records: dict[str, Model]
) -> None:
    other = make_session()
    bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    response = change(editor, records["offer"], session=other.pk)

    assert response.status_code == 302
    assert_renewed(before, records["session"])
    assert_renewed(before, other)


def test_a_published_event_gets_its_entry(editor: Client) -> None:
    session = make_session(make_event(state="draft"))

    change(editor, session.event, state="published")

    assert [(key, entry[0]) for key, entry in entries().items()] == [(session.pk, 0)]


@pytest.mark.parametrize("name", ["offer", "appearance", "involvement", "resource", "topic"])
def test_a_deletion_renews_the_entries_that_showed_it(
    editor: Client, records: dict[str, Model], name: str
) -> None:
    before = entries()

    response = editor.post(address(records[name], "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not type(records[name]).objects.filter(pk=records[name].pk).exists()
    assert_renewed(before, records["session"])


@pytest.mark.parametrize("name", ["offer", "appearance", "involvement", "resource", "topic"])
def test_a_deletion_from_the_list_renews_the_entries(
    editor: Client, records: dict[str, Model], name: str
) -> None:
    before, record = entries(), records[name]
    chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}

    response = editor.post(address(type(record), "changelist"), chosen)

    assert response.status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert_renewed(before, records["session"])


def test_a_deleted_session_renews_what_its_siblings_say_of_their_number(
    editor: Client, records: dict[str, Model]
) -> None:
    second = make_session(records["event"])
    bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    response = editor.post(address(second, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert second.pk not in entries()
    assert_renewed(before, records["session"])


@pytest.fixture
def refusing_calendar(editor: Client, records: dict[str, Model]) -> None:
    """Nothing can be said of the event in a calendar any more: its address cannot be made."""
    Event.objects.update(slug="no slug at all")
    editor.raise_request_exception = False


@pytest.mark.usefixtures("refusing_calendar")
def test_a_change_that_cannot_be_followed_up_is_not_kept(editor: Client, records: dict[str, Model]) -> None:
    response = change(editor, records["topic"], name_en="Another topic")

    assert response.status_code == 500
    assert Topic.objects.get().name == records["topic"].name


@pytest.mark.usefixtures("refusing_calendar")
def test_a_deletion_from_the_list_that_cannot_be_followed_up_is_not_kept(
    editor: Client, records: dict[str, Model]
) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [records["topic"].pk], "post": "yes"}

    response = editor.post(address(Topic, "changelist"), chosen)

    assert response.status_code == 500
    assert list(Topic.objects.all()) == [records["topic"]]
    assert not LogEntry.objects.exists()


def test_a_shared_speaker_renews_every_event(editor: Client, records: dict[str, Model]) -> None:
    others = [make_session() for _number in range(2)]
    for session in others:
        make_appearance(session, speaker=records["speaker"])
    unrelated = make_session()
    make_appearance(unrelated, speaker=make_speaker())
    bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    change(editor, records["speaker"], name_en="Another name")

    for session in [records["session"], *others]:
        assert_renewed(before, session)
    assert entries()[unrelated.pk] == before[unrelated.pk]
