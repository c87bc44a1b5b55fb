from datetime import UTC, datetime

import pytest

from events.models import CalendarEntry
from tests.factories import make_session
from tests.refusing import assert_refused

pytestmark = pytest.mark.django_db


def make_entry() -> CalendarEntry:
    return CalendarEntry.objects.create(
        session=make_session(), digest="0" * 64, last_modified=datetime(2024, 1, 1, tzinfo=UTC)
    )


def test_session_has_one_entry() -> None:
    first, second = make_entry(), make_entry()

    assert_refused(second, "session", "session", session=first.session)
