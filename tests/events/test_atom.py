"""The news feed by the rules of RFC 4287, read by a parser that knows nothing of the writer."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from events import atom
from events.models import Change, Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_event,
    make_offer,
    make_organisation,
    make_session,
    make_undated_session,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
HEAD = {
    "name": "Climate webinars: Heat",
    "about": "What was newly announced.",
    "page": "http://testserver/en/events/?topic=heat&kind=webinar",
    "feed": "http://testserver/en/events.atom?topic=heat&kind=webinar",
}
NAMESPACE = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "http://testserver"
    settings.SAMPLE_CATALOGUE = False


def news(changes: Iterable[Change] | None = None, language: str = "en", **head: str) -> ET.Element:
    """The feed, parsed; checks what RFC 4287 demands of every feed."""
    changes = Change.objects.latest_first().for_news() if changes is None else changes
    with translation.override(language):
        feed = ET.fromstring(atom.news(changes, language, **HEAD | head))
    assert feed.tag == f"{NAMESPACE}feed"
    entries = all_of(feed, "entry")
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):  # §4.1.1, §4.1.2: exactly one
            assert text(one, name).strip(), name
        assert datetime.fromisoformat(text(one, "updated")).tzinfo
        alternates = [link for link in all_of(one, "link") if link.get("rel") == "alternate"]
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates) == 1
    authors = [author.find(f"{NAMESPACE}name").text for author in all_of(feed, "author")]
    assert authors == [{"en": "Climate webinar catalogue", "ko": "기후 웨비나 카탈로그"}[language]]
    ids = [text(one, "id") for one in entries]
    assert len(set(ids)) == len(ids)
    return feed


def all_of(parent: ET.Element, name: str) -> list[ET.Element]:
    return parent.findall(f"{NAMESPACE}{name}")


def text(parent: ET.Element, name: str) -> str:
    [found] = all_of(parent, name)
    return found.text or ""


def link(parent: ET.Element, relation: str) -> str:
    [found] = [one for one in all_of(parent, "link") if one.get("rel") == relation]
    return found.get("href")


def announced(now: datetime = NOW, **values: str) -> Session:
    session = make_session(make_event(**values))
    bring_up_to_date(Event.objects.filter(pk=session.event_id), now)
    return session


def cancelled(session: Session, now: datetime = LATER) -> None:
    session.status = "cancelled"
    session.save()
    bring_up_to_date(Event.objects.all(), now)


def test_feed_names_itself_its_page_and_its_language() -> None:
    feed = news([], "ko")

    assert (text(feed, "title"), text(feed, "subtitle")) == (HEAD["name"], HEAD["about"])
    assert (link(feed, "alternate"), link(feed, "self"), text(feed, "id")) == (
        HEAD["page"],
        HEAD["feed"],
        HEAD["feed"],
    )
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"


def test_empty_feed_has_a_time_that_stands_still() -> None:
    assert text(news([]), "updated") == "1970-01-01T00:00:00+00:00"


def test_entry_says_what_changed_when_it_is_and_how_to_follow_it() -> None:
    session = announced(slug="heat", title="Heat", summary="Why it is hot.")
    make_offer(session, provider=make_organisation(acronym="UN"))
    bring_up_to_date(Event.objects.all(), LATER)

    [entry, _announcement] = all_of(news(), "entry")

    assert text(entry, "title") == "Heat – Can now be followed in Korean."
    assert link(entry, "alternate") == "http://testserver/en/events/heat/#session-1"
    assert text(entry, "updated") == text(entry, "published") == "2024-09-02T08:00:00+00:00"
    assert [one.get("term") for one in all_of(entry, "category")] == ["changed"]
    assert all_of(entry, "summary")[0].get("type") == "html"
    assert text(entry, "summary").split("\n\n") == [
        "<p>Can now be followed in Korean.</p>",
        "<p>Wed, 18 Sept 2024, 13:00–14:00 (Central European Summer Time, GMT+02:00)</p>",
        "<p>Follow in: Korean (Interpretation, UN)</p>",
        "<p>Why it is hot.</p>",
    ]


def test_entries_stand_in_the_order_given_and_the_feed_is_as_new_as_the_newest() -> None:
    session = announced()
    cancelled(session)
    announced(NOW - timedelta(days=3))

    feed = news()

    assert [text(entry, "updated") for entry in all_of(feed, "entry")] == [
        "2024-09-02T08:00:00+00:00",
        "2024-09-01T08:00:00+00:00",
        "2024-08-29T08:00:00+00:00",
    ]
    assert text(feed, "updated") == "2024-09-02T08:00:00+00:00"
    kinds = [one.get("term") for entry in all_of(feed, "entry") for one in all_of(entry, "category")]
    assert kinds == ["cancelled", "announced", "announced"]


def test_reason_is_told_with_the_status_that_it_is_of() -> None:
    session = announced()
    session.status_reason = "A storm."
    cancelled(session)
    session.event.platform = "Teams"
    session.event.save()
    bring_up_to_date(Event.objects.all(), LATER + timedelta(days=1))

    told = [text(entry, "summary").split("\n\n")[0] for entry in all_of(news(), "entry")]

    assert told == ["<p>Now held: Teams.</p>", "<p>Cancelled. A storm.</p>", "<p>Newly announced.</p>"]


def test_identity_of_an_entry_is_the_same_in_each_language_and_after_each_change() -> None:
    session = announced()
    before = [text(entry, "id") for entry in all_of(news(), "entry")]
    cancelled(session)
    Event.objects.update(slug="another", title_en="Another")

    after = [text(entry, "id") for entry in all_of(news(), "entry")]

    assert after[1:] == before
    assert after[0] != before[0]
    assert [text(entry, "id") for entry in all_of(news(language="ko"), "entry")] == after
    assert all(UUID(one.removeprefix("urn:uuid:")).version == 5 for one in after)


def test_markup_in_text_is_escaped_once_in_titles_and_twice_in_html() -> None:
    announced(title="<b>Heat</b> & rain", summary="a < b & c")

    [entry] = all_of(news(name="<i>&"), "entry")

    assert text(entry, "title") == "<b>Heat</b> & rain – Newly announced."
    assert "<p>a &lt; b &amp; c</p>" in text(entry, "summary")
    assert "<b>" not in text(entry, "summary")


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    announced(title="a\x01b\x0bc\x1ed\x7fe\ufffef\uffffg", summary="\ufffe\x08x")

    [entry] = all_of(news(name="\x02Heat\ufffe", about="\uffff\x03all"), "entry")

    assert text(entry, "title") == "ab\nc\ndefg – Newly announced."
    assert text(entry, "summary").endswith("<p>x</p>")
    assert text(news([], name="\x02Heat\ufffe"), "title") == "Heat"


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=100))
def test_feed_is_xml_whatever_the_texts(words: str) -> None:
    session = announced(title=words, summary=words, platform=words)

    feed = news(Change.objects.filter(session=session).for_news(), name=f"News {words}", about=words)

    assert len(all_of(feed, "entry")) == 1


def test_samples_say_so(settings: Settings) -> None:
    settings.SAMPLE_CATALOGUE = True

    assert text(news([]), "title") == "Sample: Climate webinars: Heat"


def test_what_has_no_date_says_so() -> None:
    make_undated_session(make_event(title="Heat"), date_note="In autumn.")
    bring_up_to_date(Event.objects.all(), NOW)

    [entry] = all_of(news(), "entry")

    assert text(entry, "title") == "Heat – Added to the catalogue."
    assert text(entry, "summary").split("\n\n") == ["<p>Added to the catalogue.</p>", "<p>In autumn.</p>"]


def test_feed_is_written_without_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_offer(announced(), provider=make_organisation())
    bring_up_to_date(Event.objects.all(), LATER)
    changes = list(Change.objects.latest_first().for_news())

    with django_assert_num_queries(0):
        feed = news(changes)

    assert len(all_of(feed, "entry")) == 2
