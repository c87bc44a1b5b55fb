from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import ResourceKind, one_of
from events.models.event import Event
from events.models.session import Session
from organisations.natural_keys import NaturalKeyModel


class Resource(NaturalKeyModel):
    """Something to read, watch or fill in. Without an address the page says that the source gives none."""

    natural_key_fields = ("event", "kind", "position")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="resources"
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="resources",
        help_text=_("Where it belongs to one session only."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(
                name="resource_position_once",
                fields=["event", "kind", "position"],
                violation_error_message=_("The event has a resource of that kind at that position already."),
            ),
            one_of("kind", ResourceKind, "resource_kind"),
        ]

    def __str__(self) -> str:
        return self.title or str(ResourceKind(self.kind).label)

    def clean(self) -> None:
        if self.session_id and self.session.event_id != self.event_id:
            raise ValidationError({"session": _("The session belongs to another event.")})
