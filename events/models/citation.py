import re
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models.appearance import Appearance
from events.models.event import Event
from events.models.involvement import Involvement
from events.models.language_offer import LanguageOffer
from events.models.other_name import OtherName
from events.models.resource import Resource
from events.models.session import Session
from events.models.source import Source
from events.models.speaker import Speaker
from events.querysets import CitationQuerySet
from organisations.models import Office, Organisation, Project
from organisations.natural_keys import NaturalKeyModel

OWNERS = {
    "event": Event,
    "other_name": OtherName,
    "session": Session,
    "language_offer": LanguageOffer,
    "appearance": Appearance,
    "involvement": Involvement,
    "resource": Resource,
    "speaker": Speaker,
    "organisation": Organisation,
    "office": Office,
    "project": Project,
}


# JSON can spell them, PostgreSQL cannot keep them: NUL and halves of surrogate pairs.
UNWRITABLE = re.compile("[\\0\ud800-\udfff]")


def only_owner(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in OWNERS})


def owner_key(model: type[models.Model]) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
        verbose_name=model._meta.verbose_name,
    )


def validate_tokens(tokens: Any) -> None:
    if not isinstance(tokens, list) or not all(isinstance(token, str) and token.strip() for token in tokens):
        raise ValidationError(_("Tokens are a list of words or numbers."))
    if any(UNWRITABLE.search(token) for token in tokens):
        raise ValidationError(_("A token holds a character that no database keeps."))


def validate_fact(owner_name: str, fact: str) -> None:
    """``fact`` is empty or names a field of the owner's model; raises ValidationError on ``fact``."""
    if fact not in {
        "",
        *(field.name for field in OWNERS[owner_name]._meta.get_fields() if not field.auto_created),
    }:
        raise ValidationError({"fact": _("There is no such field.")})


class Citation(NaturalKeyModel):
    """The claim that a fact of one record stands in certain lines of a source.

    ``tokens`` are the short strings (a name, a number, a date) that must stand in those lines;
    ``manage.py check_sources`` looks. ``fact`` names the field, or is empty for the record as a whole.
    """

    natural_key_fields = ("source", "first_line", "last_line", "fact")  # within its owner

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="citations"
    )
    first_line = models.PositiveIntegerField(_("first line"))
    last_line = models.PositiveIntegerField(_("last line"))
    tokens = models.JSONField(
        _("tokens"),
        validators=[validate_tokens],
        help_text=_('What must stand in those lines, as a list: ["20 March", "Zoom"].'),
    )
    fact = models.CharField(
        _("fact"),
        max_length=40,
        blank=True,
        help_text=_("Name of the field that is cited; empty for the record as a whole."),
    )

    event = owner_key(Event)
    other_name = owner_key(OtherName)
    session = owner_key(Session)
    language_offer = owner_key(LanguageOffer)
    appearance = owner_key(Appearance)
    involvement = owner_key(Involvement)
    resource = owner_key(Resource)
    speaker = owner_key(Speaker)
    organisation = owner_key(Organisation)
    office = owner_key(Office)
    project = owner_key(Project)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                name="citation_has_one_owner",
                condition=reduce(or_, map(only_owner, OWNERS)),
                violation_error_message=_("A citation belongs to exactly one record."),
            ),
            models.CheckConstraint(
                name="citation_lines_in_order",
                condition=Q(first_line__gte=1, last_line__gte=F("first_line")),
                violation_error_message=_("Lines count from 1, the last is not before the first."),
            ),
            *(
                models.UniqueConstraint(
                    name=f"citation_once_of_{owner}",
                    fields=[owner, "source", "first_line", "last_line", "fact"],
                    violation_error_message=_("The record cites those lines for that fact already."),
                )
                for owner in OWNERS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.file_name}, {self.lines}"

    @property
    def lines(self) -> str:
        """The lines in words: line 9, lines 9–11."""
        if self.first_line == self.last_line:
            return gettext("line %(line)s") % {"line": self.first_line}
        return gettext("lines %(first)s–%(last)s") % {"first": self.first_line, "last": self.last_line}

    @property
    def owner_name(self) -> str:
        return next((name for name in OWNERS if getattr(self, f"{name}_id") is not None), "")

    @property
    def owner(self) -> models.Model | None:
        return getattr(self, self.owner_name) if self.owner_name else None

    @property
    def page(self) -> models.Model:
        """The record with a public page on which the cited fact stands; expects loaded owners."""
        match self.owner:
            case OtherName() | Session() | Involvement() | Resource() as part:
                return part.event
            case LanguageOffer() | Appearance() as part:
                return part.session.event
            case Office() as office:
                return office.organisation
            case owner:
                return owner

    @property
    def fact_name(self) -> str:
        """What is cited, in words: a part of a page by its own name, and a field by the field's."""
        meta = self.owner._meta
        is_part = self.owner != self.page and not isinstance(self.owner, Session)
        field = str(meta.get_field(self.fact).verbose_name) if self.fact else ""
        return ": ".join(filter(None, [str(self.owner) if is_part else "", field])) or str(meta.verbose_name)

    def natural_key(self) -> tuple[Any, ...]:
        return (self.owner_name, *self.owner.natural_key(), *super().natural_key())

    def clean(self) -> None:
        if sum(getattr(self, f"{name}_id") is not None for name in OWNERS) != 1:
            return  # the constraint says so
        validate_fact(self.owner_name, self.fact)
