from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from events.models import CalendarEntry
from tests.factories import make_entry, make_session
from tests.refusing import assert_refused

pytestmark = pytest.mark.django_db


def test_session_has_one_entry_in_each_language() -> None:
    first = make_entry(language="en")
    second = make_entry(first.session, language="ko")

    assert_refused(second, "__all__", "language", language="en")
    with pytest.raises(IntegrityError, match="language"), transaction.atomic():
        CalendarEntry(
            session=first.session,
            language="ko",
            content=b"",
            checksum=0,
            starts_at=datetime(2024, 1, 1, tzinfo=UTC),
            last_modified=datetime(2024, 1, 1, tzinfo=UTC),
        ).save()
    assert make_entry(make_session(), language="en").pk


@pytest.mark.parametrize("missing", ["last_modified", "starts_at", "checksum"])
def test_entry_is_stamped_and_summed(missing: str) -> None:
    stamps = dict.fromkeys(["last_modified", "starts_at"], datetime(2024, 1, 1, tzinfo=UTC))
    values = stamps | {"checksum": 1} | {missing: None}
    entry = CalendarEntry(session=make_session(), language="en", content=b"", **values)

    with pytest.raises(IntegrityError, match=missing), transaction.atomic():
        entry.save()


def test_bytes_come_back_as_they_were() -> None:
    content = bytes(range(256)) + "水".encode()

    entry = make_entry(content=content, checksum=2**40 - 1)

    entry.refresh_from_db()
    assert (bytes(entry.content), entry.checksum) == (content, 2**40 - 1)
