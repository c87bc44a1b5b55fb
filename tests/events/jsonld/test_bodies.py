from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from events import jsonld
from events.models import Speaker
from organisations.models import Office, Organisation, Project
from tests.factories import (
    make_appearance,
    make_event,
    make_office,
    make_organisation,
    make_project,
    make_session,
    make_speaker,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver/en"


def node(kind: str, path: str, name: str) -> dict[str, str]:
    return {"@type": kind, "@id": SITE + path, "url": SITE + path, "name": name}


def test_organisation_says_all_that_is_known_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    iclei = make_organisation(
        slug="iclei",
        name="ICLEI – Local Governments",
        acronym="ICLEI",
        original_name="宜可城",
        original_language="zh-hans",
        parent=make_organisation(slug="above", name="Above"),
        place="Bonn",
        country="DE",
        website="https://iclei.example.org/",
        description="<p>Of towns</p>",
    )
    below = make_organisation(slug="below", name="Below", parent=iclei)
    make_office(
        iclei,
        name="Secretariat",
        original_name="秘书处",
        original_language="zh-hans",
        address="A Street 7\nBonn",
        country="DE",
        phone="+49 228 1",
        email="a@example.org",
        website="https://bonn.example.org/",
    )
    make_office(iclei, name="Korea", country="KR")
    make_office(below, name="Elsewhere")
    iclei = Organisation.objects.select_related("parent").get(slug="iclei")
    children, offices = list(iclei.children.by_name()), list(Office.objects.of_bodies([iclei.pk, below.pk]))

    with django_assert_num_queries(0):
        said = jsonld.organisation(iclei, children, offices, "en")

    assert said == node("Organization", "/organisations/iclei/", "ICLEI – Local Governments") | {
        "alternateName": ["ICLEI", "宜可城"],
        "description": "Of towns",
        "sameAs": "https://iclei.example.org/",
        "address": {"@type": "PostalAddress", "addressLocality": "Bonn", "addressCountry": "DE"},
        "parentOrganization": node("Organization", "/organisations/above/", "Above"),
        "subOrganization": [node("Organization", "/organisations/below/", "Below")],
        "location": [
            {
                "@type": "Place",
                "name": "Secretariat",
                "alternateName": ["秘书处"],
                "address": "A Street 7\nBonn",
                "url": "https://bonn.example.org/",
            },
            {
                "@type": "Place",
                "name": "Korea",
                "address": {"@type": "PostalAddress", "addressCountry": "KR"},
            },
        ],
        "contactPoint": [
            {
                "@type": "ContactPoint",
                "name": "Secretariat",
                "telephone": "+49 228 1",
                "email": "a@example.org",
            }
        ],
    }


def test_organisation_of_which_nothing_is_known_says_nothing_more() -> None:
    iclei = make_organisation(slug="iclei", name="ICLEI", acronym="ICLEI")

    assert jsonld.organisation(iclei, [], [], "en") == node("Organization", "/organisations/iclei/", "ICLEI")


def test_person_is_as_presented_last_and_has_each_event_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    speaker = make_speaker(slug="li-li", name="Li Li", original_name="李莉", original_language="zh-hans")
    goyang = make_organisation(slug="goyang", name="Goyang")
    series, summit = make_event(slug="series", title="Series"), make_event(slug="summit", title="Summit")
    latest, middle, first = make_session(series), make_session(series), make_session(summit)
    latest_first = [
        make_appearance(latest, speaker=speaker, honorific="Ms", role="Mayor", affiliation=goyang),
        make_appearance(middle, speaker=speaker, role="Deputy mayor"),
        make_appearance(first, speaker=speaker, honorific="Dr", role="Planner"),
    ]

    with django_assert_num_queries(0):
        said = jsonld.person(speaker, latest_first, "en")

    assert said == node("Person", "/speakers/li-li/", "Li Li") | {
        "alternateName": ["李莉"],
        "honorificPrefix": "Ms",
        "jobTitle": "Mayor",
        "affiliation": node("Organization", "/organisations/goyang/", "Goyang"),
        "performerIn": [
            node("Event", "/events/series/", "Series"),
            node("Event", "/events/summit/", "Summit"),
        ],
    }


def test_person_who_appears_nowhere_has_a_name() -> None:
    speaker = Speaker(slug="li-li", name="Li Li")

    assert jsonld.person(speaker, [], "en") == node("Person", "/speakers/li-li/", "Li Li")


def test_project_has_its_grant_to_the_cent(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_project(
        slug="gkec",
        name="Exchange Centre",
        acronym="GKEC",
        tagline="To net zero",
        description="Three lines of work.",
        funder=make_organisation(slug="eu", name="EU"),
        funder_contribution=Decimal("309500.10"),
        total_cost=Decimal("400000"),
        currency="EUR",
        website="https://gkec.example.org/",
    )
    project = Project.objects.select_related("funder").get()

    with django_assert_num_queries(0):
        said = jsonld.project(project, "en")

    eu = node("Organization", "/organisations/eu/", "EU")
    assert said == node("Project", "/projects/gkec/", "Exchange Centre") | {
        "alternateName": ["GKEC"],
        "slogan": "To net zero",
        "description": "Three lines of work.",
        "sameAs": "https://gkec.example.org/",
        "funder": eu,
        "funding": {
            "@type": "MonetaryGrant",
            "amount": {"@type": "MonetaryAmount", "value": "309500.10", "currency": "EUR"},
            "funder": eu,
        },
    }


def test_project_without_figures_has_no_grant() -> None:
    project = make_project(slug="gkec", name="Exchange Centre")

    assert jsonld.project(project, "en") == node("Project", "/projects/gkec/", "Exchange Centre")
