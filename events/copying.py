"""Records copied from one session to others, and from an event to its next edition.

Copies have no citations, since a citation is of one record, and no notes of editors. Each function is called
inside an edit of the event that it writes to.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import count
from typing import Any, NamedTuple, Self

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import get_translation_fields

from events.choices import ResourceKind
from events.models import Appearance, Event, Involvement, LanguageOffer, Resource, Session

EVENT = ("kind", "parent", "timezone", "attendance", "platform", "place", "cost")
TEXTS = ("summary", "description", "audience")
INVOLVEMENT = ("organisation", "role", "note", "position")
LINK = ("kind", "title", "url")
OF_WHAT_WAS_HELD = (ResourceKind.RECORDING, ResourceKind.HIGHLIGHTS, ResourceKind.SLIDES)
LONGEST_SLUG = Event._meta.get_field("slug").max_length


class Rows(NamedTuple):
    """What a session has many of: by what two are the same, and what else they say."""

    model: type[Model]
    key: tuple[str, ...]
    beside: tuple[str, ...]


LANGUAGES = Rows(LanguageOffer, ("language", "mode"), ("provider",))
SPEAKERS = Rows(Appearance, ("speaker",), ("honorific", "role", "affiliation", "mode", "position"))


class Part(TextChoices):
    """What the next edition of an event can take over."""

    TEXTS = "texts", _("Summary, description and audience")
    ORGANISATIONS = "organisations", _("Organisations")
    TOPICS = "topics", _("Topics")
    LANGUAGES = "languages", _("Languages of each session")
    SPEAKERS = "speakers", _("Speakers of each session")
    LINKS = "links", _("Links, without recordings, highlights and slides")


class Copied(NamedTuple):
    """How many records were made, changed in place, and deleted."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def and_also(self, more: Self) -> Self:
        return Copied(self.added + more.added, self.changed + more.changed, self.removed + more.removed)


def saved(record: Model) -> Model:
    record.full_clean()
    record.save()
    return record


def said_by(record: Model, names: Iterable[str]) -> dict[str, Any]:
    """What ``record`` says in these fields: of others by their keys, of a text in each of its languages."""
    try:
        translated = translator.get_options_for_model(type(record)).get_field_names()
    except NotRegistered:
        translated = []
    columns = [
        column
        for name in names
        for column in (get_translation_fields(name) if name in translated else [name])
    ]
    attributes = [record._meta.get_field(column).attname for column in columns]
    return {attribute: getattr(record, attribute) for attribute in attributes}


def by_key(rows: Iterable[Model], key: tuple[str, ...]) -> dict[tuple, Model]:
    return {tuple(said_by(row, key).values()): row for row in rows}


def copy_rows(rows: Rows, source: Session, targets: Collection[Session], *, alike: bool = False) -> Copied:
    """Give each target the rows of ``source`` that it has none of the same key for.

    ``alike``: rows of the same key say the same afterwards, and what a target has beyond ``source`` goes.
    """
    model, key, beside = rows
    wanted = by_key(model.objects.filter(session=source), key)
    present = defaultdict(list)
    for row in model.objects.filter(session__in=targets):
        present[row.session_id].append(row)
    copied, missing = Copied(), {found: [] for found in wanted}
    for target in targets:
        there = by_key(present[target.pk], key)
        for found, row in wanted.items():
            if found not in there:
                missing[found].append(model(session=target, **said_by(row, key + beside)))
        if alike:
            copied = copied.and_also(make_alike(there, wanted, beside))
    for copies in filter(None, missing.values()):
        # They differ in their session alone: what holds for one holds for all.
        copies[0].full_clean()
        model.objects.bulk_create(copies)
        copied = copied.and_also(Copied(added=len(copies)))
    return copied


def make_alike(there: dict[tuple, Model], wanted: dict[tuple, Model], beside: tuple[str, ...]) -> Copied:
    changed = [
        (row, said_by(wanted[key], beside))
        for key, row in there.items()
        if key in wanted and said_by(row, beside) != said_by(wanted[key], beside)
    ]
    for row, values in changed:
        for name, value in values.items():
            setattr(row, name, value)
        saved(row)
    beyond = [row for key, row in there.items() if key not in wanted]
    for row in beyond:
        row.delete()
    return Copied(changed=len(changed), removed=len(beyond))


def address_of(link: Resource) -> tuple:
    """By what two links are the same; without an address, by their titles."""
    return (link.kind, link.url or tuple(said_by(link, ("title",)).values()))


def copy_links(source: Session, targets: Iterable[Session]) -> Copied:
    """Give each target the links of ``source`` that it lacks, after all others of their kind in the event."""
    present, last = set(), Counter()
    for link in Resource.objects.filter(event=source.event_id):
        present.add((link.session_id, address_of(link)))
        last[link.kind] = max(last[link.kind], link.position)
    missing = [
        (target, link)
        for target in targets
        for link in source.resources.all()
        if (target.pk, address_of(link)) not in present
    ]
    for target, link in missing:
        last[link.kind] += 1
        position = last[link.kind]
        saved(Resource(event=source.event, session=target, position=position, **said_by(link, LINK)))
    return Copied(added=len(missing))


def slug_of_next_edition(slug: str) -> str:
    """A slug that no event has: with the next number at its end, be it a year or an edition."""
    stem, _dash, number = slug.rpartition("-")
    if not stem or not number.isdecimal():
        stem, number = slug[: LONGEST_SLUG - len("-1000")].rstrip("-"), "1"
    taken = set(Event.objects.filter(slug__startswith=f"{stem}-").values_list("slug", flat=True))
    candidates = (f"{stem}-{following}" for following in count(int(number) + 1))
    return next(candidate for candidate in candidates if candidate not in taken)


def make_next_edition(event: Event, original: Event, parts: Collection[str], session_count: int) -> None:
    """Save ``event``, which has a title and a slug, as a draft like ``original`` without any date.

    Its sessions stand for those of ``original`` that are not withdrawn, one after the other. Raises
    ValidationError, of the slug if somebody else has just taken it.
    """
    for name, value in said_by(original, EVENT + (TEXTS if Part.TEXTS in parts else ())).items():
        setattr(event, name, value)
    saved(event)
    if Part.TOPICS in parts:
        event.topics.set(original.topics.all())
    if Part.ORGANISATIONS in parts:
        for involvement in original.involvements.all():
            saved(Involvement(event=event, **said_by(involvement, INVOLVEMENT)))
    sessions = [saved(Session(event=event, number=number)) for number in range(1, session_count + 1)]
    before = original.sessions.filter(withdrawn=False).order_by("number")
    pairs = list(zip(before, sessions, strict=False))
    for rows, part in ((LANGUAGES, Part.LANGUAGES), (SPEAKERS, Part.SPEAKERS)):
        for source, target in pairs if part in parts else []:
            copy_rows(rows, source, [target])
    if Part.LINKS in parts:
        take_links(event, original, {source.pk: target for source, target in pairs})


def take_links(event: Event, original: Event, counterparts: dict[int, Session]) -> None:
    """Those of ``original`` itself and of sessions that have a counterpart; none of what was held."""
    links = original.resources.exclude(kind__in=OF_WHAT_WAS_HELD)
    for link in links:
        session = counterparts.get(link.session_id)
        if session or link.session_id is None:
            saved(Resource(event=event, session=session, position=link.position, **said_by(link, LINK)))
