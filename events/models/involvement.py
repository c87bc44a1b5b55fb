from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import InvolvementRole, one_of
from events.models.event import Event
from events.querysets import InvolvementQuerySet
from organisations.models import Organisation
from organisations.natural_keys import NaturalKeyModel


class Involvement(NaturalKeyModel):
    """An organisation's part in an event."""

    natural_key_fields = ("event", "organisation", "role")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="involvements"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="involvements",
    )
    role = models.CharField(_("role"), max_length=30, choices=InvolvementRole)
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("How the source puts it, where that matters.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    editor_note = models.TextField(_("editor’s note"), blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="involvement_once_in_event",
                fields=["event", "organisation", "role"],
                violation_error_message=_("The organisation has that part in the event already."),
            ),
            one_of("role", InvolvementRole, "involvement_role"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"
