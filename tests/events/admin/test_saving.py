"""Whatever is saved in the admin is in the bytes of every calendar entry that shows it."""

import pytest
from django.db.models import Model
from django.test import Client

from events.models import Event, LanguageOffer, Session
from events.upkeep import bring_up_to_date
from tests.events.admin.browser import add, change, row
from tests.events.admin.entries import EARLIER, assert_renewed, entries
from tests.events.content_lines import stored, value
from tests.factories import make_appearance, make_event, make_involvement, make_session, make_speaker


@pytest.mark.usefixtures("two_languages")
@pytest.mark.parametrize(
    ("name", "changes", "where", "words"),
    [
        ("event", {"title_en": "Another title"}, "SUMMARY", "Another title"),
        ("event", {"sessions-0-starts_at": "2024-09-18T12:30"}, "DTSTART", "20240918T103000Z"),
        ("event", {"involvements-0-DELETE": "on"}, "DESCRIPTION", "organiser"),
        ("event", {"resources-0-url": "https://e.org/other"}, "DESCRIPTION", "https://e.org/other"),
        ("event", {"sessions-0-status": "cancelled"}, "STATUS", "CANCELLED"),
        ("session", {"starts_at": "2024-09-18T12:30"}, "DTSTART", "20240918T103000Z"),
        ("session", {"language_offers-0-language": "ar"}, "DESCRIPTION", "be followed in Arabic"),
        ("session", {"language_offers-0-DELETE": "on"}, "DESCRIPTION", "no longer be followed in Korean"),
        ("session", {"appearances-0-honorific": "Dr"}, "DESCRIPTION", "Speakers:\nDr "),
        ("offer", {"mode": "captions"}, "DESCRIPTION", "(Captions, "),
        ("appearance", {"role_en": "Mayor"}, "DESCRIPTION", ", Mayor, "),
        ("involvement", {"role": "funder"}, "DESCRIPTION", "organiser"),
        ("resource", {"url": "https://e.org/other"}, "DESCRIPTION", "https://e.org/other"),
        ("resource", {"kind": "stream"}, "CONFERENCE", "https://example.org/recording"),
        ("topic", {"name_en": "Another topic"}, "CATEGORIES", "Another topic"),
        ("provider", {"name_en": "Another one"}, "DESCRIPTION", "(Interpretation, Another one)"),
        ("organiser", {"name_en": "Another one"}, "CONTACT", "Another one"),
        ("affiliation", {"name_en": "Another one"}, "DESCRIPTION", ", Another one"),
        ("speaker", {"name_en": "Another one"}, "DESCRIPTION", "Another one"),
    ],
)
def test_a_change_renews_the_entries_that_show_it(
    editor: Client,
    records: dict[str, Model],
    name: str,
    changes: dict[str, object],
    where: str,
    words: str,
) -> None:
    before, session = entries(), records["session"]
    assert words not in (value(stored(session), where) or "")

    response = change(editor, records[name], **changes)

    assert response.status_code == 302
    assert_renewed(before, session, "en", "ko")
    assert words in value(stored(session), where)


def test_a_topic_taken_away_leaves_no_categories(editor: Client, records: dict[str, Model]) -> None:
    before = entries()

    change(editor, records["event"], topics=[])

    assert_renewed(before, records["session"])
    assert value(stored(records["session"]), "CATEGORIES") is None


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


def test_a_published_event_gets_its_entries(editor: Client) -> None:
    session = make_session(make_event(state="draft"))
    make_involvement(session.event)

    change(editor, session.event, _publish="yes")

    assert [(key, entry[0]) for key, entry in entries().items()] == [((session.pk, "en"), 0)]


@pytest.mark.usefixtures("two_languages")
def test_a_text_in_another_language_renews_the_entry_in_it(editor: Client, records: dict[str, Model]) -> None:
    before, session = entries(), records["session"]

    change(editor, records["event"], title_ko="더위")

    assert value(stored(session, "ko"), "SUMMARY") == "더위"
    assert entries()[session.pk, "en"] == before[session.pk, "en"]
    assert entries()[session.pk, "ko"][0] == 1


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
    assert entries()[unrelated.pk, "en"] == before[unrelated.pk, "en"]
