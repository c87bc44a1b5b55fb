from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from events.choices import LinkOutcome
from events.links import events_with_broken_links
from events.links.addresses import addresses, forget_unused, records_with, remember, to_ask
from events.links.asking import Answer
from events.models import LinkCheck
from tests.factories import (
    make_event,
    make_link_check,
    make_office,
    make_organisation,
    make_project,
    make_resource,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 20, 12, tzinfo=UTC)
SHARED = "https://example.org/shared"


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def test_every_address_of_the_catalogue_stands_once() -> None:
    make_resource(url="https://example.org/recording")
    make_resource(url="")
    for make in (make_resource, make_resource):
        make(url=SHARED)
    make_organisation(website=SHARED)
    make_organisation(website="https://body.example/")
    make_office(website="https://office.example/")
    make_project(website="https://project.example/")

    assert sorted(addresses()) == [
        "https://body.example/",
        "https://example.org/recording",
        SHARED,
        "https://office.example/",
        "https://project.example/",
    ]


def test_those_never_asked_come_first_then_the_oldest() -> None:
    for url, days in {"https://a.example/": 8, "https://b.example/": 9, "https://c.example/": 6}.items():
        make_organisation(website=make_link_check(url=url, checked_at=days_ago(days)).url)
    make_organisation(website="https://new.example/")

    assert to_ask(days_ago(7), 10) == ["https://new.example/", "https://b.example/", "https://a.example/"]
    assert to_ask(days_ago(7), 2) == ["https://new.example/", "https://b.example/"]
    assert to_ask(days_ago(7), 1) == ["https://new.example/"]
    assert to_ask(days_ago(7), 0) == []
    assert to_ask(days_ago(8), 10)[1:] == ["https://b.example/", "https://a.example/"]


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_to_be_asked_is_found_in_two_queries(django_assert_num_queries: Callable, count: int) -> None:
    for number in range(count):
        make_resource(url=f"https://example.org/{number}")

    with django_assert_num_queries(2):
        assert len(to_ask(NOW, 10)) == count


def test_an_answer_takes_the_place_of_the_last() -> None:
    remember(SHARED, Answer(LinkOutcome.FOUND, 200), days_ago(7))
    remember(SHARED, Answer(LinkOutcome.UNREACHABLE, detail="It took too long."), NOW)

    [check] = LinkCheck.objects.values("url", "outcome", "status", "detail", "checked_at")
    assert check == {
        "url": SHARED,
        "outcome": "unreachable",
        "status": None,
        "detail": "It took too long.",
        "checked_at": NOW,
    }


def test_checks_of_addresses_that_nothing_links_to_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.links.addresses.BATCH", 2)
    make_office(website=make_link_check(url=SHARED).url)
    for _number in range(3):
        make_link_check()

    assert forget_unused() == 3
    assert [check.url for check in LinkCheck.objects.all()] == [SHARED]
    assert forget_unused() == 0


def test_events_with_broken_links_stand_once() -> None:
    make_link_check(url=SHARED, outcome=LinkOutcome.MISSING)
    make_link_check(url="https://example.org/slow", outcome=LinkOutcome.UNREACHABLE)
    make_link_check(url="https://example.org/fine")
    event, slow, fine = make_event(), make_event(), make_event()
    make_resource(event, url=SHARED)
    make_resource(event, url=SHARED, position=1)
    make_resource(slow, url="https://example.org/slow")
    make_resource(fine, url="https://example.org/fine")
    make_resource(fine, url="https://example.org/never-asked", position=1)

    assert list(events_with_broken_links().order_by("pk")) == [event, slow]


def test_records_with_an_address() -> None:
    resources = [make_resource(url=SHARED) for _number in range(3)]
    organisation = make_organisation(website=SHARED)
    office = make_office(website="https://office.example/")
    project = make_project(website=SHARED)
    make_project(website="https://project.example/")

    found = records_with([SHARED, "https://office.example/"], limit=2)

    assert found == {
        SHARED: [*resources[:2], organisation, project],
        "https://office.example/": [office],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_records_are_found_in_a_query_a_kind(django_assert_num_queries: Callable, count: int) -> None:
    urls = [make_resource(url=f"https://example.org/{number}").url for number in range(count)]

    with django_assert_num_queries(4):
        found = records_with(urls, limit=2)

    with django_assert_num_queries(0):
        assert len({record.event.title for [record] in found.values()}) == count
