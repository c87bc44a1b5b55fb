import pytest
from django.db.models import ProtectedError

from events.choices import InvolvementRole
from tests.factories import make_event, make_involvement
from tests.refusing import WHOLE, assert_refused

pytestmark = pytest.mark.django_db


def test_organisation_has_each_part_once() -> None:
    event = make_event()
    host = make_involvement(event, role=InvolvementRole.HOST)

    second = make_involvement(event, organisation=host.organisation, role=InvolvementRole.FUNDER)

    assert_refused(second, WHOLE, "role", role=InvolvementRole.HOST)


def test_role_is_kept_by_the_database() -> None:
    assert_refused(make_involvement(), "role", "involvement_role", role="friend")


def test_organisation_with_a_part_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        make_involvement().organisation.delete()
