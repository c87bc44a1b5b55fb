"""Rows that one editor changes, adds or deletes while another has the same page open."""

import pytest
from django.test import Client

from events.models import Citation, Event, LanguageOffer, Resource, Session
from events.upkeep import bring_up_to_date
from tests.events.admin.browser import errors, row
from tests.events.admin.entries import EARLIER
from tests.events.admin.two_editors import SAVED, Opened, everything, seen, signed_in
from tests.factories import make_citation, make_event, make_offer, make_resource, make_session

KEPT = "Your row stands below as a new one."
URL = "https://e.org/"


@pytest.fixture
def colleague(db: None) -> Client:
    return signed_in("colleague")


@pytest.fixture
def event(db: None) -> Event:
    """A draft of one session, with two links."""
    event = make_session(make_event(title="Heat", state="draft")).event
    for position in range(2):
        make_resource(event, title=f"Link {position}", url=f"{URL}{position}", position=position)
    return event


def a_link(number: int, *, existing: int = 2) -> dict[str, str]:
    return row("resources", existing=existing, kind="stream", url=f"{URL}{number}", position=str(number))


def links() -> list[tuple[str, str]]:
    return list(Resource.objects.order_by("url").values_list("url", "title_en"))


def test_a_row_that_the_other_changed_is_taken_over(editor: Client, colleague: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"resources-0-title_en": "Theirs"})

    mine.save(**{"resources-1-title_en": "Mine"}, **a_link(7))
    told = seen(mine.told)
    answer = mine.save()

    assert told == [("Title", "Link 0", "Theirs", "Link 0")]
    assert answer.status_code == SAVED
    assert links() == [(f"{URL}0", "Theirs"), (f"{URL}1", "Mine"), (f"{URL}7", None)]


@pytest.mark.parametrize(("choice", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_of_a_row_that_both_changed_one_field_is_chosen(
    editor: Client, colleague: Client, event: Event, choice: str, title: str
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"resources-0-title_en": "Theirs"})

    mine.save(**{"resources-0-title_en": "Mine", "resources-0-url": f"{URL}mine"})
    [told] = mine.told
    mine.save(**{told.name: choice})

    assert (told.before, told.now, told.mine) == ("Link 0", "Theirs", "Mine")
    assert links() == [(f"{URL}1", "Link 1"), (f"{URL}mine", title)]


def test_a_row_that_the_other_added_is_told_and_stays(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**a_link(5))

    mine.save(**a_link(7))
    told = [(one.label, one.now != "", one.who.split(",")[0]) for one in mine.told]
    answer = mine.save()

    assert told == [("resource", True, "colleague")]
    assert answer.status_code == SAVED
    assert [url for url, _title in links()] == [f"{URL}{number}" for number in (0, 1, 5, 7)]


def test_a_row_that_the_other_deleted_is_told_and_gone(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"resources-0-DELETE": "on"})

    mine.save(**{"resources-1-title_en": "Mine"}, **a_link(7))
    told = [(one.label, one.now, one.mine, one.who.split(",")[0]) for one in mine.told]
    answer = mine.save()

    assert told == [("resource", "removed", "", "colleague")]
    assert answer.status_code == SAVED
    assert links() == [(f"{URL}1", "Mine"), (f"{URL}7", None)]


def test_a_row_that_i_changed_and_the_other_deleted_comes_as_a_new_one(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine, old = Opened(editor, event), Resource.objects.get(position=0).pk
    Opened(colleague, event).save(**{"resources-0-DELETE": "on"})

    mine.save(**{"resources-0-title_en": "Mine"}, **a_link(7))
    told = [one.mine for one in mine.told]
    answer = mine.save()

    assert told == [KEPT]
    assert answer.status_code == SAVED
    assert links() == [(f"{URL}0", "Mine"), (f"{URL}1", "Link 1"), (f"{URL}7", None)]
    assert not Resource.objects.filter(pk=old).exists()


def test_lines_of_a_row_that_i_left_alone_are_no_change_of_mine(
    editor: Client, colleague: Client, event: Event
) -> None:
    make_citation(event=event, tokens=["a", "b"])
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"citations-0-DELETE": "on"})

    mine.save()
    told = [one.mine for one in mine.told]
    mine.save()

    assert told == [""]
    assert not Citation.objects.exists()


def test_a_row_that_i_deleted_and_the_other_changed_is_told_before_it_goes(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"resources-0-title_en": "Theirs"})

    mine.save(**{"resources-0-DELETE": "on"}, **a_link(7))
    told, before = seen(mine.told), Resource.objects.count()
    mine.save()

    assert (told, before) == ([("Title", "Link 0", "Theirs", "Link 0")], 2)
    assert [url for url, _title in links()] == [f"{URL}1", f"{URL}7"]


def test_a_row_that_both_deleted_is_no_question(editor: Client, colleague: Client, event: Event) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"resources-0-DELETE": "on"})

    answer = mine.save(**{"resources-0-DELETE": "on"})

    assert answer.status_code == SAVED


def test_a_published_session_that_the_other_deleted_is_told_to_be_withdrawn(
    editor: Client, colleague: Client
) -> None:
    first = make_session()
    second = make_session(first.event)
    bring_up_to_date(Event.objects.all(), EARLIER)
    mine = Opened(editor, first.event)
    Opened(colleague, first.event).save(**{"sessions-1-DELETE": "on"})

    mine.save(**{"sessions-1-title_en": "Mine"})
    told = seen(mine.told)
    mine.save()

    assert told == [("Withdrawn", "no", "yes", "no")]
    assert Session.objects.filter(pk=second.pk).values_list("title_en", "withdrawn").get() == ("Mine", True)


def test_a_second_session_comes_while_the_languages_of_the_only_one_are_edited(
    editor: Client, colleague: Client, event: Event
) -> None:
    session = event.sessions.get()
    make_offer(session)
    mine = Opened(editor, event)
    new = row("sessions", existing=1, number="2", precision="unknown", status="scheduled")
    Opened(colleague, event).save(**new)
    french = row("language_offers", existing=1, language="fr", mode="floor", session=str(session.pk))

    mine.save(**{"language_offers-0-language": "ar"}, **french)
    told = [(one.label, one.now) for one in mine.told]
    answer = mine.save()

    assert told == [("session", "Heat · 2")]
    assert answer.status_code == SAVED
    assert sorted(LanguageOffer.objects.values_list("session", "language")) == [
        (session.pk, "ar"),
        (session.pk, "fr"),
    ]
    assert event.sessions.count() == 2


def test_my_language_is_kept_where_the_only_session_was_replaced(
    editor: Client, colleague: Client, event: Event
) -> None:
    session = event.sessions.get()
    mine = Opened(editor, event)
    make_session(event)
    session.delete()

    mine.save(**row("language_offers", language="fr", mode="floor", session=str(session.pk)))
    answer = mine.save()

    assert answer.status_code == SAVED
    assert LanguageOffer.objects.values_list("session__number", "language").get() == (2, "fr")


def test_a_second_session_that_the_other_deleted_leaves_a_page_without_errors(
    editor: Client, colleague: Client, event: Event
) -> None:
    make_session(event)
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"sessions-1-DELETE": "on"})

    refused = mine.save(title_en="Mine")

    assert set(errors(refused)) == {"__all__"}


def test_my_session_is_kept_with_its_number_where_the_other_deleted_it(
    editor: Client, colleague: Client, event: Event
) -> None:
    make_session(event)
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"sessions-1-DELETE": "on"})

    mine.save(**{"sessions-1-title_en": "Mine"})
    answer = mine.save()

    assert answer.status_code == SAVED
    assert event.sessions.values_list("number", "title_en").last() == (2, "Mine")


def test_nothing_is_written_while_rows_are_asked_about(
    editor: Client, colleague: Client, event: Event
) -> None:
    mine = Opened(editor, event)
    Opened(colleague, event).save(**{"resources-0-DELETE": "on"}, **a_link(5))
    before = everything()

    mine.save(**{"resources-0-title_en": "Mine", "resources-1-DELETE": "on"}, **a_link(7))

    assert everything() == before
    assert [one.now == "removed" for one in mine.told] == [True, False]
