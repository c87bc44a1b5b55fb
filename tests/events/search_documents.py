"""Search documents, and what is written in them."""

from datetime import UTC, datetime

from events.models import Event, OtherName, SearchDocument, Session
from events.upkeep import bring_up_to_date
from tests.factories import saved

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)


def up_to_date(now: datetime = NOW) -> None:
    bring_up_to_date(Event.objects.all(), now)


def texts(session: Session) -> list[list[str]]:
    return SearchDocument.objects.get(pk=session.pk).texts


def make_other_name(event: Event, name: str) -> OtherName:
    return saved(OtherName(event=event, name=name, language="en"))
