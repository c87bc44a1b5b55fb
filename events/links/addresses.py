"""The addresses that the catalogue links to, and what is kept of their checks."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from events.choices import LinkOutcome
from events.links.asking import Answer
from events.models import Event, LinkCheck, Resource
from events.querysets import EventQuerySet
from organisations.models import Office, Organisation, Project

WHERE: dict[type[Model], str] = {
    Resource: "url",
    Organisation: "website",
    Office: "website",
    Project: "website",
}
"""The fields that hold addresses."""
BROKEN = (LinkOutcome.MISSING, LinkOutcome.UNREACHABLE)
BATCH = 500


def addresses() -> QuerySet:
    """Every address, once."""
    first, *others = [
        model.objects.exclude(**{field: ""}).order_by().values_list(field, flat=True)
        for model, field in WHERE.items()
    ]
    return first.union(*others).order_by()  # without the order of Resource, which it would take over


def checked() -> QuerySet:
    return LinkCheck.objects.order_by().values_list("url", flat=True)


def to_ask(before: datetime, limit: int) -> list[str]:
    """At most ``limit`` addresses: those never asked, then those not asked since ``before``, oldest first.

    Expects that the checks of addresses that are not in use have been forgotten.
    """
    never = list(addresses().difference(checked()).order_by()[:limit])
    due = LinkCheck.objects.filter(checked_at__lte=before).order_by("checked_at", "pk")
    return [*never, *due.values_list("url", flat=True)[: limit - len(never)]]


def remember(url: str, answer: Answer, now: datetime) -> None:
    values = {"outcome": answer.outcome, "status": answer.status, "detail": answer.detail, "checked_at": now}
    LinkCheck.objects.update_or_create(url=url, defaults=values)


def forget_unused() -> int:
    """Delete the checks of addresses that nothing links to any more; return how many they were."""
    count = 0
    while unused := list(checked().difference(addresses())[:BATCH]):
        count += LinkCheck.objects.filter(url__in=unused).delete()[0]
    return count


def events_with_broken_links() -> EventQuerySet:
    broken = LinkCheck.objects.filter(outcome__in=BROKEN).values("url")
    shown = Resource.objects.filter(Q(session=None) | Q(session__withdrawn=False))
    return Event.objects.filter(pk__in=shown.filter(url__in=broken).order_by().values("event"))


def records_with(urls: Collection[str], limit: int) -> dict[str, list[Model]]:
    """Records that link to each of ``urls``, of each kind the first ``limit``; one query a kind."""
    found: dict[str, list[Model]] = defaultdict(list)
    for model, field in WHERE.items():
        number = Window(RowNumber(), partition_by=F(field), order_by="pk")
        records = model.objects.filter(**{f"{field}__in": urls}).annotate(number_of_address=number)
        records = records.filter(number_of_address__lte=limit).order_by("pk")
        for record in records.select_related("event") if model is Resource else records:
            found[getattr(record, field)].append(record)
    return found
