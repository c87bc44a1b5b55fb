from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.session import Session
from events.querysets import CalendarEntryQuerySet
from organisations.natural_keys import NaturalKeyModel


class CalendarEntry(NaturalKeyModel):
    """What calendars are told of a session in one language: its VEVENT as feeds send it.

    Every session that is public and dated has one in each language of the site. One that is so no more
    keeps it, cancelled: ``withdrawn_at`` tells since when.
    """

    natural_key_fields = ("session", "language")

    # What a calendar has held is withdrawn, never deleted.
    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.PROTECT, related_name="calendar_entries"
    )
    language = models.CharField(_("language"), max_length=20)
    # Folded content lines of RFC 5545, from BEGIN:VEVENT to END:VEVENT with their line ends.
    content = models.BinaryField()
    # Of the entry's meaning, without the stamps: equal digests, equal entries.
    digest = models.CharField(max_length=64)
    # 40 bits of a digest of the content; 0 while nothing is rendered. The sum of those of a feed changes
    # with any of them, and a database adds them up without reading the content.
    checksum = models.BigIntegerField()
    # The instant of its DTSTART, which orders a feed; of a day its beginning in UTC.
    starts_at = models.DateTimeField(_("starts"))
    # RFC 5545 SEQUENCE and LAST-MODIFIED.
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    last_modified = models.DateTimeField(_("last modified"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [
            models.UniqueConstraint(name="calendar_entry_once_in_language", fields=["session", "language"]),
        ]
        indexes = [
            # A feed in its order: sorting would move the content of every entry about.
            models.Index(fields=["language", "starts_at", "session"], name="calendar_entry_order"),
            models.Index(fields=["last_modified"], name="calendar_entry_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.language} #{self.sequence}"
