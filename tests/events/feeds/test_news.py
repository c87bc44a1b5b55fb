from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.choices import SessionStatus
from events.models import Change
from tests.events.feeds.reading import NEWS, in_days, publish
from tests.factories import make_event, make_offer, make_organisation, make_session, make_undated_session

pytestmark = pytest.mark.django_db

ATOM = {"": "http://www.w3.org/2005/Atom"}


def told(response: HttpResponse) -> list[tuple[str, str]]:
    """(title, kind) of each entry, in its order."""
    assert response.status_code == 200
    return [
        (entry.findtext("title", namespaces=ATOM), entry.find("category", ATOM).get("term"))
        for entry in ElementTree.fromstring(response.content).findall("entry", ATOM)
    ]


def test_news_says_what_it_is(client: Client) -> None:
    response = client.get(f"{NEWS}?when=past")
    feed = ElementTree.fromstring(response.content)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="climate-webinars-past.atom"'
    assert feed.findtext("title", namespaces=ATOM) == "Climate webinars: Past"
    assert feed.findtext("subtitle", namespaces=ATOM) == (
        "What was newly announced, changed, cancelled or recorded. When: Past."
    )
    assert {link.get("rel"): link.get("href") for link in feed.findall("link", ATOM)} == {
        "alternate": "http://127.0.0.1:8000/en/events/?when=past",
        "self": "http://127.0.0.1:8000/en/events.atom?when=past",
    }


def test_news_tells_what_changed_latest_first(client: Client) -> None:
    now, session = timezone.now(), in_days(3)
    session.event.title = "Heat"
    session.event.save()
    publish(now - timedelta(hours=3))
    session.starts_at += timedelta(days=1)
    session.ends_at += timedelta(days=1)
    session.save()
    publish(now - timedelta(hours=2))
    session.status = SessionStatus.CANCELLED
    session.save()
    publish(now - timedelta(hours=1))
    make_undated_session(make_event(title="Rain"))
    publish(now)

    news = told(client.get(NEWS))

    assert [kind for _title, kind in news] == ["announced", "cancelled", "moved", "announced"]
    assert [news[0][0], news[1][0], news[3][0]] == [
        "Rain – Added to the catalogue.",
        "Heat – Cancelled.",
        "Heat – Newly announced.",
    ]
    assert news[2][0].startswith("Heat – Moved from ")


def test_news_is_narrowed_as_the_list_is(client: Client) -> None:
    make_offer(make_session(make_event(title="Heat")), language="ko")
    make_session(make_event(title="Rain"))
    publish()

    assert told(client.get(f"{NEWS}?language=ko")) == [("Heat – Newly announced.", "announced")]
    assert told(client.get(f"{NEWS}?when=upcoming")) == []


def test_news_gives_the_reason_while_it_holds(client: Client) -> None:
    session = make_session()
    publish()
    session.status, session.status_reason = SessionStatus.CANCELLED, "The speaker is ill."
    session.save()
    publish()
    assert b"Cancelled. The speaker is ill." in client.get(NEWS).content

    session.status, session.status_reason = SessionStatus.SCHEDULED, "She is well again."
    session.save()
    publish()

    assert b"The speaker is ill." not in client.get(NEWS).content


@pytest.mark.parametrize(("days", "news"), [(89, [("Heat – Withdrawn.", "withdrawn")]), (91, [])])
def test_of_what_was_withdrawn_nothing_else_is_told(client: Client, days: int, news: list) -> None:
    session = make_session(make_event(title="Heat"))
    publish()
    session.event.withdraw()
    publish(timezone.now() - timedelta(days=days))

    assert told(client.get(NEWS)) == news


def test_news_holds_the_latest_fifty(client: Client) -> None:
    event = make_event(title="Series")
    for number in range(51):
        make_session(event, title=f"Part {number}")
    publish()
    assert Change.objects.count() == 51

    news = told(client.get(NEWS))

    assert len(news) == 50
    assert news[0][0] == "Series · Part 50 – Newly announced."


@pytest.mark.parametrize("number", [1, 3])
def test_news_takes_the_same_queries_for_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _number in range(number):
        make_offer(make_session(), provider=make_organisation())
    publish()

    with django_assert_num_queries(5):
        response = client.get(NEWS)

    assert len(told(response)) == number
