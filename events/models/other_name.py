from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from organisations.natural_keys import NaturalKeyModel
from organisations.validators import BCP47_SHAPE, validate_language


class OtherName(NaturalKeyModel):
    """A further name under which a source speaks of an event."""

    natural_key_fields = ("event", "name")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="other_names"
    )
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=20, validators=[validate_language])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="other_name_once_in_event", fields=["event", "name"]),
            models.CheckConstraint(
                name="other_name_language_shape", condition=Q(language__regex=BCP47_SHAPE)
            ),
        ]

    def __str__(self) -> str:
        return self.name
