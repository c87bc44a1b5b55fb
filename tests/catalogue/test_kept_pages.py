"""Pages that were asked for before, answered from memory."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from events.models import Event
from events.upkeep import bring_up_to_date
from tests.factories import make_session
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_kept(settings: Settings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "catalogue.middleware.kept_pages"]


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute that does not pass while a test runs."""
    monkeypatch.setattr("catalogue.middleware.timezone.now", lambda: datetime(2024, 9, 18, 12, tzinfo=UTC))


def told() -> None:
    bring_up_to_date(Event.objects.all(), timezone.now())


@pytest.mark.usefixtures("noon")
def test_page_asked_for_again_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_session()
    told()
    first = client.get("/en/events/?when=all")
    with django_assert_num_queries(1):  # for the version of the catalogue, at most once a second
        again = client.get("/en/events/?when=all")

    assert (again.content, again["Content-Type"]) == (first.content, first["Content-Type"])
    assert again.headers == first.headers
    assert client.get("/en/events/?when=past").content != first.content


@pytest.mark.usefixtures("noon")
def test_page_is_made_anew_when_something_was_written(client: Client) -> None:
    event = make_session().event
    told()
    assert Page(client.get("/en/events/?when=all")).texts(".row__title") == [event.title]

    event.title_en = "Renamed"
    event.save()
    assert Page(client.get("/en/events/?when=all")).texts(".row__title") != ["Renamed"]
    told()
    assert Page(client.get("/en/events/?when=all")).texts(".row__title") == ["Renamed"]


def test_page_is_made_anew_in_the_next_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2024, 9, 18, 12, tzinfo=UTC)
    event = make_session().event
    told()
    monkeypatch.setattr("catalogue.middleware.timezone.now", lambda: now)
    client.get(event.get_absolute_url())
    Event.objects.update(title_en="Renamed")

    assert b"Renamed" not in client.get(event.get_absolute_url()).content
    monkeypatch.setattr("catalogue.middleware.timezone.now", lambda: now + timedelta(minutes=1))
    assert b"Renamed" in client.get(event.get_absolute_url()).content


@pytest.mark.usefixtures("noon")
def test_picture_is_drawn_once_in_each_language(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{make_session().event.get_absolute_url()}social.png"
    told()
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)

    assert (again.content, again.headers) == (first.content, first.headers)
    assert client.get(address.replace("/en/", "/fr/")).content != first.content


@pytest.mark.usefixtures("noon")
def test_who_is_signed_in_is_answered_anew(client: Client) -> None:
    event = make_session().event
    told()
    client.get(event.get_absolute_url())
    Event.objects.update(title_en="Renamed")
    client.force_login(User.objects.create_user("ann"))

    assert b"Renamed" in client.get(event.get_absolute_url()).content


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("path", ["/en/nowhere/", "/en/events.ics", "/healthz", "/admin/login/"])
def test_what_is_no_public_page_is_never_kept(client: Client, path: str) -> None:
    client.get(path)
    assert caches["pages"]._cache == {}
    client.get("/en/about/")
    assert len(caches["pages"]._cache) == 1
