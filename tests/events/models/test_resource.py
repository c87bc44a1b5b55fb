import pytest

from events.choices import ResourceKind
from tests.factories import make_event, make_resource, make_session
from tests.refusing import WHOLE, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def test_session_belongs_to_the_same_event() -> None:
    event = make_event()

    assert wrong_fields(make_resource(event, position=0), session=make_session()) == {"session"}
    assert wrong_fields(make_resource(event, position=1), session=make_session(event)) == set()


def test_position_is_given_once_for_a_kind() -> None:
    event = make_event()
    make_resource(event, position=0)

    second = make_resource(event, position=1)

    assert_refused(second, WHOLE, "position", position=0)


def test_kind_is_kept_by_the_database() -> None:
    assert_refused(make_resource(), "kind", "resource_kind", kind="balloon")


def test_resource_is_called_by_its_title_or_its_kind() -> None:
    assert str(make_resource(title="Part 1", kind=ResourceKind.RECORDING)) == "Part 1"
    assert str(make_resource(title="", kind=ResourceKind.RECORDING)) == "Recording"
