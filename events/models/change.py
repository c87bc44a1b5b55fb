from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.session import Session
from events.querysets import ChangeQuerySet
from organisations.natural_keys import NaturalKeyModel


class Change(NaturalKeyModel):
    """What the public was told anew of a session at one moment; the first is that it was announced.

    ``before`` and ``after`` are what ``events.changes.facts()`` said then; ``before`` is empty in the first.
    """

    natural_key_fields = ("session", "number")

    # What was announced is withdrawn, never deleted.
    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.PROTECT, related_name="changes"
    )
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    before = models.JSONField(default=dict)
    after = models.JSONField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(name="change_number_once_in_session", fields=["session", "number"]),
        ]
        indexes = [
            # The news feed, latest first.
            models.Index(fields=["-at"], name="change_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.number}"
