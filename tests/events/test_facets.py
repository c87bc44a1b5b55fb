"""Facets proved against counting: what the sets say of a random catalogue is what the database counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from pyroaring import BitMap
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from events.choices import Hours, Order
from events.facets import Facets
from events.models import Involvement, LanguageOffer, Session, Speaker, Topic
from organisations.models import Organisation
from tests.events.random_catalogue import (
    BODIES,
    CHOICES,
    DAYS,
    FIRST_DAY,
    LANGUAGES,
    WORDS,
    ZONES,
    Parameters,
    address,
    counted,
    listed,
    make_catalogue,
)
from tests.journeys.conftest import undone_afterwards


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone_afterwards(django_db_blocker):
        make_catalogue(Random(1))
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def random_question(seed: int) -> Parameters:
    """Few filters at once, so that something is left; of those that take several values, one to three."""
    rng = Random(seed)
    parameters: Parameters = {}
    for name in rng.sample([*CHOICES, "q", "tz", "hours", "from", "to"], rng.choice([0, 1, 2, 2, 3, 4])):
        day = (FIRST_DAY + timedelta(days=rng.randrange(DAYS))).isoformat()
        match name:
            case "q":
                parameters[name] = [" ".join(rng.sample(WORDS, rng.choice([1, 1, 2])))]
                parameters["order"] = [rng.choice(["", *Order.values])]
            case "tz" | "hours":
                parameters["tz"] = [rng.choice(ZONES[1:])]
                parameters |= {"hours": [Hours.HUMANE]} if name == "hours" else {}
            case "from" | "to":
                parameters[name] = [day]
            case "when" | "recording":
                parameters[name] = [rng.choice(CHOICES[name])]
            case _:
                parameters[name] = rng.sample(CHOICES[name], rng.choice([1, 1, 2, 3]))
    if {"from", "to"} <= parameters.keys():
        parameters["from"], parameters["to"] = sorted([parameters["from"], parameters["to"]])
    return parameters


QUESTIONS: list[Parameters] = [
    {"q": ["Heat"], "when": ["upcoming"]},
    {"language": ["zh"], "from": ["2024-03-10"], "to": ["2024-11-20"]},
    *map(random_question, range(80)),
]
FEW = QUESTIONS[1::7]
of_each_question = pytest.mark.parametrize("asked", QUESTIONS, ids=map(address, QUESTIONS))


def test_questions_are_not_idle() -> None:
    sizes = [counted(asked) for asked in QUESTIONS]

    assert Session.objects.count() > Session.objects.listed().count() > 40
    assert len({size for size in sizes if size}) > 20
    assert sum(size > 0 for size in sizes) > len(sizes) / 2


@of_each_question
def test_list_holds_what_the_database_finds_in_its_order(asked: Parameters) -> None:
    found = listed(asked)
    facets = Facets(found)

    assert facets.count == found.qs.count()
    assert list(facets.in_order()) == list(found.in_order().values_list("pk", flat=True))


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("asked", FEW, ids=map(address, FEW))
def test_choice_would_leave_what_the_database_counts(asked: Parameters, name: str) -> None:
    records = {"topic": Topic, "organisation": Organisation, "speaker": Speaker}
    slugs = CHOICES[name]
    if name in records:
        keys = dict(records[name].objects.values_list("slug", "pk"))
        values = {str(keys[slug]): slug for slug in slugs}
    else:
        values = dict(zip(slugs, slugs, strict=True))

    assert Facets(listed(asked), all_of=name).counts(name, values) == {
        value: counted(asked, **{name: [slug]}) for value, slug in values.items()
    }


@pytest.mark.parametrize("zone", ZONES[1:])
@pytest.mark.parametrize("asked", QUESTIONS[:8], ids=map(address, QUESTIONS[:8]))
def test_waking_hours_would_leave_what_the_database_counts(asked: Parameters, zone: str) -> None:
    asked = asked | {"tz": [zone]}

    assert Facets(listed(asked)).counts("hours", Hours.values) == {
        Hours.HUMANE: counted(asked, hours=[Hours.HUMANE])
    }


@pytest.mark.parametrize("asked", FEW[::2], ids=map(address, FEW[::2]))
def test_month_holds_what_the_database_counts(asked: Parameters) -> None:
    asked = {name: values for name, values in asked.items() if name not in {"tz", "hours"}}
    months = list(Facets(listed(asked)).months().items())
    expected, first = [], FIRST_DAY
    while first < FIRST_DAY + timedelta(days=DAYS + 250):
        following = (first + timedelta(days=31)).replace(day=1)
        days = {"from": [first.isoformat()], "to": [(following - timedelta(days=1)).isoformat()]}
        if found := set(listed(asked | days).qs.values_list("pk", flat=True)):
            expected.append((first, BitMap(found)))
        first = following

    assert [(month, keys) for month, keys in months if keys] == expected


@of_each_question
def test_count_without_a_filter_is_that_of_the_others(asked: Parameters) -> None:
    facets = Facets(listed(asked))
    narrowing = [name for name in asked if name not in {"tz", "order"}]

    assert [facets.count_without(name) for name in narrowing] == [
        counted(asked, **{name: []}) for name in narrowing
    ]
    assert facets.count_without(*narrowing) == Session.objects.listed().count()


def test_counting_all_choices_takes_two_questions_to_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    found = listed({"language": ["zh"], "kind": ["webinar", "summit"], "when": ["upcoming"]})
    facets = Facets(found)

    with django_assert_num_queries(2):  # the sets, and the order in time
        for name in ("language", "kind", "attendance", "recording", "when"):
            assert facets.counts(name, CHOICES[name])
        assert facets.months()


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
