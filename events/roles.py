"""Who may do what: roles are groups of permissions, made and mended by ``manage.py make_roles``."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model

from events.models import (
    Appearance,
    CalendarEntry,
    Change,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    LinkCheck,
    LoadedRecord,
    OtherName,
    Resource,
    Session,
    Source,
    Speaker,
    Topic,
)
from events.querysets import EventQuerySet
from organisations.models import Office, Organisation, Project


def is_limited(user: AbstractBaseUser) -> bool:
    """Whether the user edits the events of given organisations only."""
    return user.has_perm("events.change_event") and not user.has_perm("events.edit_every_event")


def events_for(user: AbstractBaseUser) -> EventQuerySet:
    """The events that the user may see before they are public."""
    return Event.objects.in_remit_of(user) if is_limited(user) else Event.objects.all()


EVENT_AND_PARTS = (Event, Session, LanguageOffer, Appearance, Involvement, OtherName, Resource, Citation)
SHARED = (Speaker, Organisation, Office, Project, Topic, Source)
"""What many events show."""
KEPT = (CalendarEntry, Change, LinkCheck, LoadedRecord)
ALL = ("view", "add", "change", "delete")

type Codes = frozenset[tuple[str, str]]
"""App label and codename of permissions."""


def may(actions: Iterable[str], models: Iterable[type[Model]]) -> Codes:
    return frozenset(
        (model._meta.app_label, f"{action}_{model._meta.model_name}")
        for model in models
        for action in actions
    )


def own(*codenames: str) -> Codes:
    """Permissions that Event declares."""
    return frozenset(("events", codename) for codename in codenames)


EDITOR = (
    may(ALL, [*EVENT_AND_PARTS, *SHARED])
    | may(["view"], KEPT)
    | own("publish_event", "edit_every_event", "translate_catalogue", "exchange_events")
)
ROLES: dict[str, Codes] = {
    "Administrators": EDITOR
    | frozenset(("auth", f"{action}_user") for action in ALL)
    | frozenset(("events", f"{action}_remit") for action in ALL)
    | frozenset([("auth", "view_group"), ("admin", "view_logentry")]),
    "Editors": EDITOR,
    # Of the organisations in their remit: the admin shows them no other events.
    "Editors of organisations": may(ALL, EVENT_AND_PARTS)
    | may(ALL, [Office])
    | may(["view", "add", "change"], [Speaker])
    | may(["view", "add", "change"], [Organisation])
    | may(["view", "add"], [Source])
    | may(["view"], [Topic, Project])
    | own("publish_event", "exchange_events"),
    # Of the languages in their remit.
    "Translators": may(["view"], [*EVENT_AND_PARTS, *SHARED]) | own("translate_catalogue"),
}


def make_roles() -> Iterator[str]:
    """Make each role, or give it again just what belongs to it; yields a line for each that changed."""
    with transaction.atomic():
        every = Permission.objects.select_related("content_type")
        known = {(one.content_type.app_label, one.codename): one for one in every}
        for name, codes in ROLES.items():
            group, is_new = Group.objects.get_or_create(name=name)
            wanted = {known[code] for code in codes}
            before = set(group.permissions.all())
            if is_new or wanted != before:
                group.permissions.set(wanted)
                yield f"{name}: {len(wanted - before)} permissions given, {len(before - wanted)} taken."
