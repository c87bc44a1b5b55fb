"""Which values facets know of the sessions of a random catalogue, proved against the database."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

import pytest
from pytest_django import DjangoDbBlocker

from events.facets import Facets
from events.models import Involvement, LanguageOffer, Session
from organisations.models import Organisation
from tests.events.random_catalogue import BODIES, LANGUAGES, counted, listed, make_catalogue
from tests.journeys.conftest import undone_afterwards


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone_afterwards(django_db_blocker):
        make_catalogue(Random(1))
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_values_are_those_that_apply_the_largest_first_and_those_chosen() -> None:
    facets = Facets(listed({"language": ["pl"], "kind": ["webinar"]}))
    sizes = {code: counted({"language": [code]}) for code in facets.values("language")}

    assert set(sizes) == {*LANGUAGES, "pl"}
    assert list(sizes) == sorted(sizes, key=lambda code: (-sizes[code], code))


def test_bodies_above_those_involved_are_values_too() -> None:
    slugs = {str(pk): slug for pk, slug in Organisation.objects.values_list("pk", "slug")}
    involvements = Involvement.objects.filter(event__sessions__in=Session.objects.listed())
    involved = set(involvements.values_list("organisation__slug", flat=True))
    above = {slug for slug in BODIES if any(one.startswith(slug) for one in involved)}

    assert {slugs[key] for key in Facets(listed({})).values("organisation")} == above > involved


def test_language_has_the_modes_and_providers_of_its_varieties_too() -> None:
    facets, public = Facets(listed({})), Session.objects.listed()
    for code, family in {"zh": ["zh", "zh-hans", "zh-hant"], "fi": ["fi"], "pl": []}.items():
        offers = LanguageOffer.objects.filter(language__in=family, session__in=public)
        modes, providers = defaultdict(set), defaultdict(set)
        for offer in offers:
            modes[offer.mode].add(offer.session_id)
            providers[str(offer.provider_id)].add(offer.session_id)
        providers.pop("None", None)

        assert facets.parts("mode", code) == {mode: len(keys) for mode, keys in modes.items()}
        assert facets.parts("provider", code) == {key: len(keys) for key, keys in providers.items()}


def test_sizes_are_of_each_value_by_itself_the_largest_first() -> None:
    offers = LanguageOffer.objects.filter(session__in=Session.objects.listed())
    sizes = Counter(language for language, _session in set(offers.values_list("language", "session")))

    assert Facets(listed({"kind": ["webinar"]})).sizes("language") == sorted(
        sizes.items(), key=lambda size: (-size[1], size[0])
    )


def test_sets_beside_the_choices_are_what_is_off_and_what_has_a_window() -> None:
    facets, public = Facets(listed({})), Session.objects.listed()
    off, windows = public.filter(status__in=["cancelled", "postponed"]), public.filter(precision="window")

    assert set(facets.off) == set(off.values_list("pk", flat=True)) != set()
    assert set(facets.windows) == set(windows.values_list("pk", flat=True)) != set()
