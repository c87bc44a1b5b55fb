from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from events.models import Change
from tests.factories import make_change, make_session
from tests.refusing import assert_refused

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def test_number_is_given_once_in_a_session() -> None:
    first, second = make_change(number=1), make_change(number=1)

    assert_refused(second, "__all__", "change", session=first.session, before={"status": "tentative"})
    with pytest.raises(IntegrityError, match="change"), transaction.atomic():
        Change(session=first.session, number=1, at=NOW, after={}).save()


@pytest.mark.parametrize("missing", ["at", "after", "number"])
def test_change_has_a_number_a_time_and_what_was_told(missing: str) -> None:
    values = {"number": 1, "at": NOW, "after": {"status": "tentative"}} | {missing: None}

    with pytest.raises(IntegrityError, match=missing), transaction.atomic():
        Change(session=make_session(), **values).save()


def test_changes_of_a_session_stand_in_the_order_of_their_numbers() -> None:
    session = make_session()
    for number in (2, 3, 1):
        make_change(session, number=number)

    assert [change.number for change in session.changes.all()] == [1, 2, 3]
