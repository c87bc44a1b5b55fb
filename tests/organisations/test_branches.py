from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def make_tree(rng: Random, size: int) -> list[Organisation]:
    """Bodies, some below an earlier one."""
    bodies: list[Organisation] = []
    for _number in range(size):
        bodies.append(make_organisation(parent=rng.choice([None, *bodies, *bodies])))
    return bodies


def below(body: Organisation) -> set[int]:
    """By walking down, a query for each body."""
    return {body.pk}.union(*map(below, Organisation.objects.filter(parent=body)))


def test_branch_is_the_body_and_all_below_it() -> None:
    top = make_organisation()
    west, east = make_organisation(parent=top), make_organisation(parent=top)
    bay = make_organisation(parent=west)
    other = make_organisation()

    assert Organisation.objects.branches() == {
        top.pk: {top.pk, west.pk, east.pk, bay.pk},
        west.pk: {west.pk, bay.pk},
        east.pk: {east.pk},
        bay.pk: {bay.pk},
        other.pk: {other.pk},
    }


def test_branches_are_none_without_bodies() -> None:
    assert Organisation.objects.branches() == {}


@pytest.mark.parametrize("seed", range(5))
def test_branches_of_any_tree_are_what_walking_down_finds(
    seed: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bodies = make_tree(Random(seed), 25)

    with django_assert_num_queries(1):
        branches = Organisation.objects.branches()

    assert branches == {body.pk: below(body) for body in bodies}
    assert max(map(len, branches.values())) > 3


def test_body_above_that_was_stored_later_has_its_branch() -> None:
    bay, west, top = (make_organisation() for _number in range(3))
    Organisation.objects.filter(pk=bay.pk).update(parent=west)
    Organisation.objects.filter(pk=west.pk).update(parent=top)

    assert Organisation.objects.branches()[top.pk] == {bay.pk, west.pk, top.pk}


def test_bodies_in_a_circle_are_below_one_another() -> None:
    first = make_organisation()
    second = make_organisation(parent=first)
    third = make_organisation(parent=second)
    Organisation.objects.filter(pk=first.pk).update(parent=second)
    circle = {first.pk, second.pk}

    assert Organisation.objects.branches() == {
        first.pk: {*circle, third.pk},
        second.pk: {*circle, third.pk},
        third.pk: {third.pk},
    }


@pytest.mark.parametrize("seed", range(5))
def test_ids_under_are_the_branches_joined(seed: int) -> None:
    rng = Random(seed)
    chosen = rng.sample(make_tree(rng, 20), 3)
    expected = set().union(*map(below, chosen))

    assert Organisation.objects.ids_under(body.pk for body in chosen) == expected


def test_ids_under_keep_an_id_that_no_body_has() -> None:
    body = make_organisation()

    assert Organisation.objects.ids_under([body.pk, 12_345]) == {body.pk, 12_345}
