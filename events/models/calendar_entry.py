from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.session import Session
from organisations.natural_keys import NaturalKeyModel


class CalendarEntry(NaturalKeyModel):
    """What calendars were last told of a session: RFC 5545 SEQUENCE and LAST-MODIFIED."""

    natural_key_fields = ("session",)

    session = models.OneToOneField(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="calendar_entry"
    )
    # Of the entry's meaning, without the stamps: equal digests, equal entries.
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    last_modified = models.DateTimeField()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")

    def __str__(self) -> str:
        return f"{self.session_id} #{self.sequence}"
