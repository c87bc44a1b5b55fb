"""The history of an event: who changed what, in words, and how an editor brings a state back."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reversion.models import Revision

from events import revisions, upkeep
from events.models import Event, Session
from tests.events.admin.entries import EARLIER, assert_renewed, entries
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)


@pytest.fixture
def event(db: None) -> Event:
    event = make_session(make_event(title="Heat")).event
    upkeep.bring_up_to_date(Event.objects.all(), EARLIER)
    revisions.keep(event.pk)
    return event


def history(event: Event) -> str:
    return reverse("admin:events_event_history", args=[event.pk])


def page_of(event: Event, revision: Revision) -> str:
    return reverse("admin:events_event_revision", args=[event.pk, revision.pk])


def first(event: Event) -> Revision:
    return revisions.revisions_of(event).last()


def told(page: HttpResponse) -> list[tuple[str, str, str]]:
    """What the last write changed: label, before and after."""
    return [(one.label, one.before, one.after) for one in page.context["entries"][0].changes]


VALUES: dict[str, tuple[Callable[[Event], Any], tuple[str, str, str]]] = {
    "choice": (
        lambda event: Event.objects.update(attendance="online"),
        ("Attendance", "Not stated", "Online"),
    ),
    "column": (lambda event: Event.objects.update(title_ko="더위"), ("Title (Korean)", "–", "더위")),
    "boolean": (lambda event: Session.objects.update(withdrawn=True), ("Withdrawn", "no", "yes")),
    "topics": (
        lambda event: event.topics.set([make_topic(slug="a", name="Sea"), make_topic(slug="b", name="Air")]),
        ("Topics", "–", "Sea, Air"),
    ),
    "time": (
        lambda event: Session.objects.update(
            starts_at=datetime(2024, 9, 18, 10, tzinfo=UTC), span_start=datetime(2024, 9, 18, 10, tzinfo=UTC)
        ),
        ("Starts", "18 Sept 2024, 13:00 Europe/Brussels", "18 Sept 2024, 12:00 Europe/Brussels"),
    ),
    "parent": (
        lambda event: Event.objects.filter(pk=event.pk).update(parent=make_event(title="Fair")),
        ("Part of", "–", "Fair"),
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_differences_are_told_in_words(editor: Client, event: Event, name: str) -> None:
    make, expected = VALUES[name]
    make(event)
    revisions.keep(event.pk)

    assert told(editor.get(history(event))) == [expected]


def test_tokens_and_records_that_are_no_more_are_told_in_words(editor: Client, event: Event) -> None:
    citation = make_citation(event=event, tokens=["a"])
    offer = make_offer(event.sessions.get(), provider=make_organisation())
    revisions.keep(event.pk)
    gone = offer.provider
    type(citation).objects.update(tokens=["a", "b"])
    type(offer).objects.update(provider=None)
    gone.delete()
    revisions.keep(event.pk)

    page = editor.get(history(event))

    assert told(page) == [("Provided by", "a record that is no more", "–"), ("Tokens", "a", "a, b")]


def test_hostile_texts_are_escaped(editor: Client, event: Event) -> None:
    hostile = "<script>alert(1)</script>"
    Event.objects.update(platform=hostile)
    revisions.keep(event.pk, None, hostile)

    pages = [editor.get(history(event)), editor.get(page_of(event, first(event)))]

    assert [hostile in page.content.decode() for page in pages] == [False, False]
    assert told(pages[0]) == [("Platform", "–", hostile)]


def test_a_state_is_brought_back_by_a_post_alone(editor: Client, event: Event) -> None:
    Event.objects.update(title_en="Cold")
    upkeep.bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    shown = editor.get(page_of(event, first(event)))
    after_looking = Event.objects.get().title_en
    answer = editor.post(page_of(event, first(event)))

    changes = [(one.label, one.before, one.after) for one in shown.context["changes"]]
    assert changes == [("Title (English)", "Cold", "Heat")]
    assert (after_looking, Event.objects.get().title_en) == ("Cold", "Heat")
    assert answer.status_code == 302
    assert_renewed(before, event.sessions.get())
    assert [*upkeep.problems(datetime(2024, 10, 1, tzinfo=UTC))] == []
    users = [one.user and one.user.username for one in revisions.revisions_of(event)]
    assert users == ["editor", None, None]
    assert revisions.revisions_of(event).first().comment.startswith("Brought back as it was on ")


def test_what_cannot_be_brought_back_changes_nothing(editor: Client, event: Event) -> None:
    offer = make_offer(event.sessions.get(), provider=make_organisation())
    revisions.keep(event.pk)
    then, gone = revisions.revisions_of(event).first(), offer.provider
    type(offer).objects.update(provider=None)
    gone.delete()
    before = revisions.state_now(event)

    page = editor.post(page_of(event, then), follow=True)

    [said] = [str(message) for message in page.context["messages"]]
    assert said.startswith("Nothing was changed, for that state cannot be brought back: ")
    assert revisions.same(revisions.state_now(event), before)


@pytest.mark.django_db(transaction=True)
def test_a_speaker_who_is_no_more_is_a_reason(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    client.raise_request_exception = False
    appearance = make_appearance(make_session(make_event(state="draft")))
    event = appearance.session.event
    revisions.keep(event.pk)
    speaker, then = appearance.speaker, first(event)
    appearance.delete()
    speaker.delete()

    answer = client.post(page_of(event, then))

    assert (answer.status_code, answer.headers.get("Location")) == (302, history(event))


def test_who_may_only_see_brings_nothing_back(client: Client, event: Event) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_event"))
    client.force_login(reader)
    Event.objects.update(title_en="Cold")

    codes = [client.get(history(event)).status_code, client.get(page_of(event, first(event))).status_code]
    refused = client.post(page_of(event, first(event)))

    assert (codes, refused.status_code) == ([200, 200], 403)
    assert Event.objects.get().title_en == "Cold"


def test_a_revision_of_another_event_is_not_found(editor: Client, event: Event) -> None:
    other = make_session().event
    revisions.keep(other.pk)
    far = reverse("admin:events_event_revision", args=[event.pk, 10**30])

    codes = [
        editor.get(page_of(event, first(other))).status_code,
        editor.post(page_of(event, first(other))).status_code,
        editor.get(far).status_code,
    ]

    assert codes == [404, 404, 404]


def test_a_long_history_has_pages(editor: Client, event: Event) -> None:
    for number in range(44):
        Event.objects.update(platform=f"Platform {number}")
        revisions.keep(event.pk)

    pages = [editor.get(history(event), {"p": number}) for number in (1, 2, 3, 9, "x")]

    assert [len(page.context["entries"]) for page in pages] == [20, 20, 5, 5, 20]
    assert told(pages[1]) == [("Platform", "Platform 22", "Platform 23")]
    assert [page.context["entries"][-1].is_first for page in pages] == [False, False, True, True, False]


def queries_of_history(editor: Client, event: Event) -> int:
    with CaptureQueriesContext(connection) as queries:
        editor.get(history(event))
    return len(queries)


def test_queries_do_not_grow_with_the_event(editor: Client) -> None:
    counts = []
    for number in (1, 3):
        event = make_event()
        for _number in range(number):
            make_appearance(make_session(event), speaker=make_speaker())
        revisions.keep(event.pk)
        Session.objects.filter(event=event).update(title_en="Other")
        revisions.keep(event.pk)
        counts.append(queries_of_history(editor, event))

    assert counts[0] == counts[1]


def test_queries_do_not_grow_with_the_records_that_are_named(editor: Client) -> None:
    counts = []
    for number in (1, 3):
        event = make_event()
        sessions = [make_session(event) for _number in range(number)]
        found = [make_resource(event, position=position) for position in range(number)]
        revisions.keep(event.pk)
        for resource, session in zip(found, sessions, strict=True):
            type(resource).objects.filter(pk=resource.pk).update(session=session)
        revisions.keep(event.pk)
        counts.append(queries_of_history(editor, event))

    assert counts[0] == counts[1]
