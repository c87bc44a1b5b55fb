"""vobject: a pure Python parser, in Radicale and other CalDAV servers."""

from dataclasses import replace

import vobject

from tests.clients.entry import Entry


def read(feed: bytes) -> list[Entry]:
    """Without conferences: vobject takes the value for a list of texts, and ends it at its first comma."""
    return sorted(
        Entry(
            uid=event.uid.value,
            start=event.dtstart.value,
            end=event.dtend.value,
            title=event.summary.value,
            status=event.status.value,
            description=event.description.value,
            location=event.getChildValue("location", ""),
            url=event.url.value,
            categories=tuple(event.getChildValue("categories", ())),
            conferences=(),
        )
        for event in vobject.readOne(feed.decode()).vevent_list
    )


def test_vobject_reads_what_is_meant(feed: bytes, expected: list[Entry]) -> None:
    assert read(feed) == [replace(entry, conferences=()) for entry in expected]
