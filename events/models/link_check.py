from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import LinkOutcome, one_of
from organisations.natural_keys import NaturalKeyModel


class LinkCheck(NaturalKeyModel):
    """What an address that the catalogue links to answered when it was last asked."""

    natural_key_fields = ("url",)

    url = models.URLField(_("address"), max_length=500, unique=True)
    checked_at = models.DateTimeField(_("checked"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=LinkOutcome)
    status = models.PositiveSmallIntegerField(
        _("status"), null=True, blank=True, help_text=_("The HTTP status of the last answer (RFC 9110).")
    )
    detail = models.CharField(_("detail"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        constraints = [one_of("outcome", LinkOutcome, "link_check_outcome")]

    def __str__(self) -> str:
        return self.url
