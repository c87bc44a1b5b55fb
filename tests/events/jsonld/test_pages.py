import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from events import jsonld
from events.models import Session
from tests.factories import make_event, make_session

SITE = "http://testserver/en"


@pytest.mark.django_db
def test_collection_lists_sessions_in_their_order_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    series = make_event(slug="series", title="Series")
    make_session(series), make_session(series), make_session(make_event(slug="heat", title="Heat"))
    sessions = list(Session.objects.order_by("-pk").for_cards())

    with django_assert_num_queries(0):
        said = jsonld.collection("Water", "/en/topics/water/", sessions, "en")

    listed = [
        ("Heat", "/events/heat/#session-1"),
        ("Series · session 2 of 2", "/events/series/#session-2"),
        ("Series · session 1 of 2", "/events/series/#session-1"),
    ]
    assert said == {
        "@type": "CollectionPage",
        "@id": f"{SITE}/topics/water/",
        "url": f"{SITE}/topics/water/",
        "name": "Water",
        "inLanguage": "en",
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": 3,
            "itemListElement": [
                {"@type": "ListItem", "position": position, "url": SITE + path}
                for position, (name, path) in enumerate(listed, start=1)
            ],
        },
    }


def test_collection_of_nothing_says_so() -> None:
    said = jsonld.collection("Water", "/en/topics/water/", [], "en")

    assert said["mainEntity"] == {"@type": "ItemList", "numberOfItems": 0}


def test_website_says_where_to_send_a_question() -> None:
    with translation.override("ar"):
        said = jsonld.website("ar")

    assert {name: value for name, value in said.items() if name != "name"} == {
        "@type": "WebSite",
        "@id": "http://testserver/ar/",
        "url": "http://testserver/ar/",
        "inLanguage": "ar",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": "http://testserver/ar/events/?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def test_website_of_samples_says_so(settings: Settings) -> None:
    assert jsonld.website("en")["name"] == "Climate webinar catalogue"

    settings.SAMPLE_CATALOGUE = True

    assert jsonld.website("en")["name"] == "Sample: Climate webinar catalogue"


def test_breadcrumbs_are_numbered_and_end_at_the_page() -> None:
    assert jsonld.breadcrumbs([("Home", "/en/"), ("Heat", None)]) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": {"@id": "http://testserver/en/"}},
            {"@type": "ListItem", "position": 2, "name": "Heat"},
        ],
    }
