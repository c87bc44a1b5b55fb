import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from organisations.models import Office, Organisation
from tests.factories import make_office, make_organisation

pytestmark = pytest.mark.django_db


def make_chain(length: int) -> list[Organisation]:
    """Bodies, each below the one before it."""
    chain = [make_organisation()]
    while len(chain) < length:
        chain.append(make_organisation(parent=chain[-1]))
    return chain


def ids(organisations: list[Organisation]) -> set[int]:
    return {organisation.pk for organisation in organisations}


@pytest.mark.parametrize("depth", [1, 3, 8])
def test_ids_under_takes_one_query_whatever_the_depth(
    depth: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chain = make_chain(depth)
    make_chain(2)

    with django_assert_num_queries(1):
        found = Organisation.objects.ids_under([chain[0].pk])

    assert found == ids(chain)


@pytest.mark.parametrize(
    ("language", "slugs"),
    [("en", ["alps", "bonn", "cork"]), ("fr", ["alps", "bonn", "cork"]), ("pl", ["bonn", "cork", "alps"])],
)
def test_by_name_is_the_order_of_the_names_that_a_page_shows(language: str, slugs: list[str]) -> None:
    make_organisation(name_en="Cork", slug="cork")
    make_organisation(name_en="Alps", name_fr="Alpes", name_pl="Zug i Alpy", slug="alps")
    make_organisation(name_en="", name_ar="Bonn", slug="bonn")

    with translation.override(language):
        assert [one.slug for one in Organisation.objects.by_name()] == slugs


def test_ids_under_leaves_out_what_stands_above_and_beside() -> None:
    top, middle, bottom = make_chain(3)
    make_organisation(parent=top)

    assert Organisation.objects.ids_under([middle.pk]) == ids([middle, bottom])


def test_ids_under_several_bodies_joins_what_is_below_each() -> None:
    first, second = make_chain(2), make_chain(3)

    assert Organisation.objects.ids_under([first[0].pk, second[1].pk]) == ids([*first, *second[1:]])


def test_ids_under_nothing_is_nothing() -> None:
    make_chain(2)

    assert Organisation.objects.ids_under([]) == set()


def test_ids_under_ends_where_the_tree_runs_in_a_circle() -> None:
    first, second = make_chain(2)
    Organisation.objects.filter(pk=first.pk).update(parent=second)

    assert Organisation.objects.ids_under([first.pk]) == ids([first, second])


def test_by_name_is_total_where_names_are_equal() -> None:
    last = make_organisation(slug="c", name="B")
    middle = make_organisation(slug="b", name="A")
    first = make_organisation(slug="a", name="A")

    assert list(Organisation.objects.by_name()) == [first, middle, last]


def test_as_tree_hangs_bodies_below_their_parents_and_sorts_siblings_by_name(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    young = make_organisation(name="Young")
    old = make_organisation(name="Old")
    west = make_organisation(name="West", parent=old)
    east = make_organisation(name="East", parent=old)
    bay = make_organisation(name="Bay", parent=west)

    with django_assert_num_queries(1):
        tree = Organisation.objects.as_tree()

    assert tree == [(old, [(east, []), (west, [(bay, [])])]), (young, [])]


def test_offices_of_bodies_stand_in_the_order_of_their_source(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    body = make_organisation()
    third = make_office(body, position=2, slug="cork")
    second = make_office(body, position=1, slug="bonn")
    first = make_office(body, position=1, slug="alps")
    make_office()

    with django_assert_num_queries(1):
        offices = list(Office.objects.of_bodies([body.pk]))
        assert {office.organisation for office in offices} == {body}

    assert offices == [first, second, third]
