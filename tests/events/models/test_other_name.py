import pytest

from events.models import OtherName
from tests.factories import make_event, saved
from tests.refusing import WHOLE, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def make_other_name(**values: str) -> OtherName:
    return saved(OtherName(**{"event": make_event(), "name": "Another name", "language": "en"} | values))


def test_name_stands_once_in_an_event() -> None:
    first = make_other_name()
    second = make_other_name(event=first.event, name="A third name")

    assert_refused(second, WHOLE, "name", name=first.name)


def test_language_is_a_bcp_47_code() -> None:
    assert_refused(make_other_name(), "language", "other_name_language_shape", language="Korean")
    assert wrong_fields(make_other_name(), language="xx") == {"language"}
