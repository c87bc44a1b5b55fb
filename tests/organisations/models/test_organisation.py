import pytest
from django.db.models import ProtectedError

from organisations.models import Organisation
from tests.factories import make_organisation
from tests.refusing import assert_database_refuses, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def test_body_cannot_be_its_own_parent() -> None:
    body = make_organisation()

    assert_refused(body, "parent", "organisation_not_its_own_parent", parent=body)


@pytest.mark.parametrize("length", [2, 3])
def test_body_cannot_stand_below_itself(length: int) -> None:
    top = bottom = make_organisation()
    for _number in range(length - 1):
        bottom = make_organisation(parent=bottom)

    assert wrong_fields(top, parent=bottom) == {"parent"}


def test_new_body_may_stand_below_another() -> None:
    parent = make_organisation()

    assert wrong_fields(Organisation(slug="new", name="New", parent=parent)) == set()


def test_country_is_iso_3166() -> None:
    assert_refused(make_organisation(), "country", "organisation_country_shape", country="de")
    assert wrong_fields(make_organisation(), country="XX") == {"country"}
    assert wrong_fields(make_organisation(), country="DE") == set()


def test_slug_is_unique() -> None:
    make_organisation(slug="iclei")

    assert_refused(make_organisation(), "slug", "slug", slug="iclei")


def test_body_with_others_below_it_cannot_be_deleted() -> None:
    parent = make_organisation()
    make_organisation(parent=parent)

    with pytest.raises(ProtectedError):
        parent.delete()


def test_short_name_is_the_acronym_where_there_is_one() -> None:
    assert make_organisation(name="Local Governments", acronym="LG").short_name == "LG"
    assert make_organisation(name="Local Governments").short_name == "Local Governments"


def test_database_refuses_an_empty_country_that_is_no_text() -> None:
    assert_database_refuses(make_organisation(), "country", country=None)
