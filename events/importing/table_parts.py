"""Columns that list what has records of its own: topics, organisations, languages, speakers.

A record that is there already stays as it is, with all that no column holds of it; what the cell does not
name goes, what it names anew comes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from events.choices import OfferMode
from events.models import Appearance, Event, Involvement, LanguageOffer, Session, Speaker, Topic
from organisations.models import Organisation
from organisations.validators import validate_language


def with_all_that_is_written(events: QuerySet[Event]) -> QuerySet[Event]:
    """Loaded for the columns of events and sessions, whose number of queries does not depend on the rows."""
    sessions = Session.objects.order_by("number").prefetch_related(
        "language_offers__provider", "appearances__speaker"
    )
    return events.prefetch_related("topics", "involvements__organisation", Prefetch("sessions", sessions))


def split(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def joined(items: Iterable[str]) -> str:
    return "; ".join(items)


def each_once(items: list[str]) -> list[str]:
    for item, count in Counter(items).items():
        if count > 1:
            raise ValidationError(_("“%(item)s” stands twice."), params={"item": item})
    return items


def add(parts: list[Model]) -> None:
    """Save new records of one model, whose keys ``read()`` has looked at: the database sees to the rest."""
    for part in parts:
        keys = {key.name for key in part._meta.fields if key.is_relation}
        part.full_clean(exclude=keys, validate_unique=False, validate_constraints=False)
    if parts:
        type(parts[0]).objects.bulk_create(parts)


def after(parts: Iterable[Model]) -> int:
    """The position of what comes after them."""
    return 1 + max((part.position for part in parts), default=-1)


@dataclass
class Known:
    """Records by their slugs, each read once."""

    found: dict[type[Model], dict[str, Model]] = field(default_factory=dict)

    def all(self, model: type[Model], slugs: list[str]) -> list[Model]:
        """One for each slug; raises ValidationError."""
        kept = self.found.setdefault(model, {})
        missing = {slug for slug in slugs if slug not in kept}
        if missing:
            kept |= {record.slug: record for record in model.objects.filter(slug__in=missing)}
        if unknown := [slug for slug in slugs if slug not in kept]:
            said = {"kind": model._meta.verbose_name, "slugs": ", ".join(slug[:120] for slug in unknown)}
            raise ValidationError(_("There is no %(kind)s with this slug: %(slugs)s."), params=said)
        return [kept[slug] for slug in slugs]


@dataclass(frozen=True)
class Part:
    """A column whose cell lists records, in any order. ``is_so()`` and ``put()`` need the record that they
    belong to saved; ``put()`` returns what the column says then."""

    name: str


class Topics(Part):
    def said(self, event: Event) -> str:
        return joined(topic.slug for topic in event.topics.all())

    def read(self, event: Event, cell: str, known: Known) -> list[Topic]:
        return known.all(Topic, each_once(split(cell)))

    def is_so(self, event: Event, topics: list[Topic]) -> bool:
        return set(topics) == set(event.topics.all())

    def put(self, event: Event, topics: list[Topic]) -> str:
        event.topics.set(topics)
        return joined(sorted(topic.slug for topic in topics))


@dataclass(frozen=True)
class Organisations(Part):
    """Those that have one role in an event."""

    role: str

    def of(self, event: Event) -> list[Involvement]:
        return [part for part in event.involvements.all() if part.role == self.role]

    def said(self, event: Event) -> str:
        return joined(part.organisation.slug for part in self.of(event))

    def read(self, event: Event, cell: str, known: Known) -> list[Organisation]:
        return known.all(Organisation, each_once(split(cell)))

    def is_so(self, event: Event, organisations: list[Organisation]) -> bool:
        return set(organisations) == {part.organisation for part in self.of(event)}

    def put(self, event: Event, organisations: list[Organisation]) -> str:
        before, there = list(event.involvements.all()), self.of(event)
        for part in there:
            if part.organisation not in organisations:
                part.delete()
        kept = [part.organisation for part in there if part.organisation in organisations]
        new = [organisation for organisation in organisations if organisation not in kept]
        add(
            [
                Involvement(event=event, organisation=organisation, role=self.role, position=position)
                for position, organisation in enumerate(new, start=after(before))
            ]
        )
        # The next role goes on from here.
        getattr(event, "_prefetched_objects_cache", {}).pop("involvements", None)
        prefetch_related_objects([event], "involvements__organisation")
        return joined(organisation.slug for organisation in [*kept, *new])


class Languages(Part):
    """Each as ``ko``, ``ko:interpretation`` or ``ko:interpretation@`` and the slug of its provider."""

    def said(self, session: Session) -> str:
        return joined(sorted(map(self.written, session.language_offers.all())))

    def written(self, offer: LanguageOffer) -> str:
        return f"{offer.language}:{offer.mode}" + (f"@{offer.provider.slug}" if offer.provider else "")

    def read(self, session: Session, cell: str, known: Known) -> dict[tuple[str, str], Organisation | None]:
        """The provider of each language and mode."""
        offers = {}
        for item in split(cell):
            way, _at, provider = item.partition("@")
            language, _colon, mode = (part.strip() for part in way.partition(":"))
            validate_language(language)
            mode = mode or OfferMode.NOT_STATED.value
            if mode not in OfferMode.values:
                said = {"mode": mode, "codes": ", ".join(OfferMode.values)}
                raise ValidationError(_("“%(mode)s” is none of %(codes)s."), params=said)
            if (language, mode) in offers:
                raise ValidationError(_("“%(item)s” stands twice."), params={"item": f"{language}:{mode}"})
            offers[language, mode] = known.all(Organisation, split(provider))[0] if provider.strip() else None
        return offers

    def is_so(self, session: Session, offers: dict[tuple[str, str], Organisation | None]) -> bool:
        return offers == {
            (offer.language, offer.mode): offer.provider for offer in session.language_offers.all()
        }

    def put(self, session: Session, offers: dict[tuple[str, str], Organisation | None]) -> str:
        kept = {(offer.language, offer.mode): offer for offer in session.language_offers.all()}
        for key in kept.keys() - offers.keys():
            kept[key].delete()
        new, said = [], []
        for (language, mode), provider in offers.items():
            offer = kept.get((language, mode)) or LanguageOffer(session=session, language=language, mode=mode)
            is_other = offer.provider != provider
            offer.provider = provider
            if offer.pk is None:
                new.append(offer)
            elif is_other:
                offer.save()
            said.append(self.written(offer))
        add(new)
        return joined(sorted(said))


class Speakers(Part):
    def said(self, session: Session) -> str:
        return joined(appearance.speaker.slug for appearance in session.appearances.all())

    def read(self, session: Session, cell: str, known: Known) -> list[Speaker]:
        return known.all(Speaker, each_once(split(cell)))

    def is_so(self, session: Session, speakers: list[Speaker]) -> bool:
        return set(speakers) == {appearance.speaker for appearance in session.appearances.all()}

    def put(self, session: Session, speakers: list[Speaker]) -> str:
        there = list(session.appearances.all())
        for appearance in there:
            if appearance.speaker not in speakers:
                appearance.delete()
        kept = [appearance.speaker for appearance in there if appearance.speaker in speakers]
        new = [speaker for speaker in speakers if speaker not in kept]
        add(
            [
                Appearance(session=session, speaker=speaker, position=position)
                for position, speaker in enumerate(new, start=after(there))
            ]
        )
        return joined(speaker.slug for speaker in [*kept, *new])
