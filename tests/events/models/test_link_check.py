import pytest

from tests.factories import make_link_check
from tests.refusing import assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def test_an_address_is_checked_once() -> None:
    first, second = make_link_check(), make_link_check()

    assert_refused(second, "url", "url", url=first.url)


def test_outcome_is_one_of_the_choices() -> None:
    assert_refused(make_link_check(), "outcome", "link_check_outcome", outcome="perhaps")
    assert wrong_fields(make_link_check(), outcome="perhaps") == {"outcome"}
