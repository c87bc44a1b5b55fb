import pytest

from organisations.models import Office
from tests.factories import make_office
from tests.refusing import assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def test_country_is_iso_3166() -> None:
    assert_refused(make_office(), "country", "office_country_shape", country="kr")
    assert wrong_fields(make_office(), country="ZZ") == {"country"}


def test_language_of_the_address_is_a_bcp_47_code() -> None:
    assert_refused(
        make_office(), "address_language", "office_address_language_shape", address_language="Polish"
    )
    assert wrong_fields(make_office(), address_language="pl") == set()


def test_slug_is_unique() -> None:
    make_office(slug="bonn")

    assert_refused(make_office(), "slug", "slug", slug="bonn")


def test_office_goes_with_its_body() -> None:
    office = make_office()

    office.organisation.delete()

    assert not Office.objects.exists()
