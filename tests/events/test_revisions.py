"""Every state of an event is kept, and a kept one comes back, with all that belongs to it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from reversion.models import Revision

from events import revisions, upkeep
from events.calendar_entries import CannotRenderError
from events.editing import editing
from events.models import Appearance, Citation, Event, Involvement, LanguageOffer, Resource, Session
from events.revisions import CannotBringBackError
from tests.events.admin.entries import EARLIER, assert_renewed, entries
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_resource,
    make_session,
    make_topic,
)

NOW = datetime(2024, 10, 1, tzinfo=UTC)


@pytest.fixture
def session(db: None) -> Session:
    """Of a published event with a record of each kind, kept as it is."""
    session = make_session(make_event(title="Heat", topics=[make_topic(name="Water")]), title="First")
    offer = make_offer(session)
    make_appearance(session)
    make_involvement(session.event)
    make_resource(session.event, session=session, url="https://e.org/")
    make_citation(language_offer=offer, tokens=["a", "b"])
    upkeep.bring_up_to_date(Event.objects.all(), EARLIER)
    revisions.keep(session.event_id)
    return session


def latest(event: Event) -> Revision:
    return revisions.revisions_of(event).first()


def bring_back(event: Event, revision: Revision) -> None:
    with editing(None, [event]):
        revisions.bring_back(event, revision)


@transaction.atomic
def bring_back_for_good(event: Event, revision: Revision) -> None:
    bring_back(event, revision)
    connection.check_constraints()


def changed(before: revisions.State, after: revisions.State) -> list[tuple[str, str, Any, Any]]:
    return [(one.key[0], one.name, one.before, one.after) for one in revisions.differences(before, after)]


def test_a_state_is_kept_whole(session: Session) -> None:
    kept = revisions.state_of(latest(session.event))

    assert revisions.same(kept, revisions.state_now(session.event))
    assert sorted(label for label, _key in kept) == [
        "events.appearance",
        "events.citation",
        "events.event",
        "events.involvement",
        "events.languageoffer",
        "events.resource",
        "events.session",
    ]


def test_differences_name_fields_and_whole_records(session: Session) -> None:
    before = revisions.state_now(session.event)
    Session.objects.update(title_en="Other")
    LanguageOffer.objects.all().delete()
    make_offer(session, language="fr")

    after = revisions.state_now(session.event)

    assert changed(before, after) == [
        ("events.session", "title_en", "First", "Other"),
        ("events.languageoffer", "", "Korean (Interpretation)", None),
        ("events.citation", "", before[[*before][-1]].name, None),
        ("events.languageoffer", "", None, "French (Interpretation)"),
    ]


def test_the_language_that_is_read_is_no_difference(session: Session) -> None:
    Event.objects.update(title_ko="더위")
    before = revisions.state_now(Event.objects.get(pk=session.event_id))

    with translation.override("ko"):
        after = revisions.state_now(Event.objects.get())

    assert changed(before, after) == []


def test_all_that_was_deleted_comes_back_with_its_keys(session: Session) -> None:
    event, then = session.event, latest(session.event)
    kept = revisions.state_now(event)
    for model in (Citation, Resource, Involvement, Appearance, LanguageOffer):
        model.objects.all().delete()
    event.topics.clear()
    Event.objects.update(title_en="Cold")
    event.refresh_from_db()

    bring_back(event, then)

    assert revisions.same(revisions.state_now(event), kept)
    assert [*upkeep.problems(NOW)] == []


def test_a_deleted_draft_comes_back_with_its_uid(db: None) -> None:
    session = make_session(make_event(state="draft"))
    second = make_session(session.event)
    revisions.keep(session.event_id)
    then = latest(session.event)
    Session.objects.filter(pk=second.pk).delete()

    bring_back(session.event, then)

    assert list(session.event.sessions.values_list("pk", "uid")) == [
        (session.pk, session.uid),
        (second.pk, second.uid),
    ]


def test_an_added_draft_goes(db: None) -> None:
    session = make_session(make_event(state="draft"))
    revisions.keep(session.event_id)
    then = latest(session.event)
    make_offer(make_session(session.event))

    bring_back(session.event, then)

    assert Session.objects.get() == session
    assert not LanguageOffer.objects.exists()


def test_an_added_session_that_was_announced_is_withdrawn(session: Session) -> None:
    then = latest(session.event)
    added = make_session(session.event)
    upkeep.bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    bring_back(session.event, then)

    assert dict(Session.objects.values_list("pk", "withdrawn")) == {session.pk: False, added.pk: True}
    assert_renewed(before, added)
    assert entries()[session.pk, "en"] == before[session.pk, "en"]
    assert [*upkeep.problems(NOW)] == []


def test_what_belongs_to_a_withdrawn_session_stays(session: Session) -> None:
    then = latest(session.event)
    added = make_session(session.event)
    make_offer(added)
    upkeep.bring_up_to_date(Event.objects.all(), EARLIER)

    bring_back(session.event, then)

    assert LanguageOffer.objects.filter(session=added).count() == 1


def test_the_entry_is_renewed_once(session: Session) -> None:
    then, uid = latest(session.event), session.uid
    Session.objects.update(title_en="Other")
    upkeep.bring_up_to_date(Event.objects.all(), EARLIER)
    before = entries()

    bring_back(session.event, then)

    session.refresh_from_db()
    assert (session.title_en, session.uid) == ("First", uid)
    assert_renewed(before, session)


@pytest.mark.parametrize(
    ("state", "publish_at"),
    [("published", None), ("withdrawn", None), ("draft", datetime(2030, 1, 1, tzinfo=UTC))],
)
def test_state_and_time_of_publishing_stay(db: None, state: str, publish_at: datetime | None) -> None:
    event = make_session(make_event(state="draft", title="Heat")).event
    revisions.keep(event.pk)
    then = latest(event)
    Event.objects.update(state=state, publish_at=publish_at, title_en="Cold")
    event.refresh_from_db()

    bring_back(event, then)

    assert Event.objects.values_list("title_en", "state", "publish_at").get() == ("Heat", state, publish_at)


def test_what_was_published_since_it_was_read_stays_public(db: None) -> None:
    event = make_session(make_event(state="draft", title="Heat")).event
    revisions.keep(event.pk)
    Event.objects.update(state="published")

    bring_back(event, latest(event))

    assert Event.objects.get().state == "published"


def test_a_slug_that_is_taken_is_a_reason(session: Session) -> None:
    event, then = session.event, latest(session.event)
    old = event.slug
    Event.objects.filter(pk=event.pk).update(slug="new")
    make_event(slug=old)
    event.refresh_from_db()
    before = revisions.state_now(event)

    with pytest.raises(CannotBringBackError):
        bring_back(event, then)

    assert revisions.same(revisions.state_now(event), before)


REFUSED_LATE = (IntegrityError, CannotRenderError)
GONE = {
    "speaker": (Appearance, "speaker"),
    "organisation": (Involvement, "organisation"),
    "source": (Citation, "source"),
    "topic": (None, "topic"),
}


@pytest.mark.parametrize("name", GONE)
def test_what_refers_to_a_record_that_is_no_more_is_refused(name: str, session: Session) -> None:
    event, then = session.event, latest(session.event)
    part, way = GONE[name]
    target = event.topics.get() if part is None else getattr(part.objects.get(), way)
    if part:
        part.objects.all().delete()
    target.delete()
    before = revisions.state_now(event)

    with pytest.raises(CannotBringBackError):
        bring_back_for_good(event, then)

    assert revisions.same(revisions.state_now(event), before)
