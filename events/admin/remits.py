"""What the permissions of Django do not know: who edits the events of given organisations only."""

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from events.models import Event
from events.querysets import bodies_of
from events.roles import is_limited


class InRemit:
    """For a ModelAdmin: shows the records of the user's remit only.

    ``of_event`` are the ways from a record to its event; ``of_organisation`` to the body whose own it is.
    A record without either is everybody's to see.
    """

    of_event: tuple[str, ...] = ()
    of_organisation: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        records = super().get_queryset(request)
        if not (self.of_event or self.of_organisation) or not is_limited(request.user):
            return records
        events = Event.objects.in_remit_of(request.user).order_by().values("pk")
        mine = Q(pk__in=[])
        for way in self.of_event:
            mine |= Q(**{f"{way}__in": events})
        for way in self.of_organisation:
            mine |= Q(**{f"{way}__in": bodies_of(request.user)})
        return records.filter(mine)


class OthersMayShow:
    """For what many events show: all see it; who is of a limited remit changes only what is theirs."""

    def is_in_remit(self, request: HttpRequest, record: Model) -> bool:
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not is_limited(request.user) or self.is_in_remit(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not is_limited(request.user) or self.is_in_remit(request, obj))
