from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.choices import AppearanceMode, one_of
from events.models.session import Session
from events.models.speaker import Speaker
from events.querysets import AppearanceQuerySet
from organisations.models import Organisation
from organisations.natural_keys import NaturalKeyModel


class Appearance(NaturalKeyModel):
    """A person at one session, as the announcement presents them there."""

    natural_key_fields = ("session", "speaker")

    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="appearances"
    )
    speaker = models.ForeignKey(
        Speaker, verbose_name=_("speaker"), on_delete=models.PROTECT, related_name="appearances"
    )
    honorific = models.CharField(_("honorific"), max_length=40, blank=True)
    role = models.CharField(pgettext_lazy("of a person", "role"), max_length=200, blank=True)
    affiliation = models.ForeignKey(
        Organisation,
        verbose_name=_("affiliation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appearances",
    )
    mode = models.CharField(
        _("mode"), max_length=20, choices=AppearanceMode, default=AppearanceMode.NOT_STATED
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    editor_note = models.TextField(_("editor’s note"), blank=True)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="appearance_once_in_session",
                fields=["session", "speaker"],
                violation_error_message=_("The speaker stands in this session already."),
            ),
            one_of("mode", AppearanceMode, "appearance_mode"),
        ]

    def __str__(self) -> str:
        return str(self.speaker)
