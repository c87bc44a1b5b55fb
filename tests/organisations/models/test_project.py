from decimal import Decimal

import pytest

from tests.factories import make_project
from tests.refusing import WHOLE, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["funder_contribution", "total_cost"])
def test_amount_is_not_negative(field: str) -> None:
    project = make_project(currency="EUR")

    assert_refused(project, WHOLE, "project_amounts_not_negative", **{field: Decimal("-0.01")})


@pytest.mark.parametrize("field", ["funder_contribution", "total_cost"])
def test_amount_needs_its_currency(field: str) -> None:
    assert_refused(make_project(), WHOLE, "project_amounts_have_currency", **{field: Decimal(1)})
    assert wrong_fields(make_project(), **{field: Decimal(1), "currency": "EUR"}) == set()


def test_currency_is_iso_4217() -> None:
    assert wrong_fields(make_project(), currency="EUR") == set()
    assert wrong_fields(make_project(), currency="EURO") == {"currency"}
    assert wrong_fields(make_project(), currency="eur") == {"currency"}
