"""The calendar entries before and after what an editor did."""

from datetime import UTC, datetime

from django.db.models import Model

from events.models import CalendarEntry
from tests.events.content_lines import stamps

EARLIER = datetime(2024, 1, 1, tzinfo=UTC)

type Kept = tuple[int, datetime, bytes]


def entries() -> dict[tuple[int, str], Kept]:
    """SEQUENCE, LAST-MODIFIED and the bytes of each, by session and language."""
    return {
        (entry.session_id, entry.language): (entry.sequence, entry.last_modified, bytes(entry.content))
        for entry in CalendarEntry.objects.all()
    }


def assert_renewed(before: dict[tuple[int, str], Kept], session: Model, *languages: str) -> None:
    for language in languages or ("en",):
        sequence, modified, content = entries()[session.pk, language]
        old_sequence, old_modified, old_content = before[session.pk, language]
        assert sequence == old_sequence + 1
        assert modified > old_modified
        assert content != old_content
        stamp = f"{modified:%Y%m%dT%H%M%SZ}"
        assert stamps(content) == (sequence, stamp, stamp)
