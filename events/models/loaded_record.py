from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.natural_keys import NaturalKeyModel


class LoadedRecord(NaturalKeyModel):
    """What the catalogue's files last said of a record, so that an editor's change can be told apart."""

    natural_key_fields = ("model", "key")

    model = models.CharField(_("model"), max_length=60)
    key = models.CharField(_("natural key"), max_length=1200)
    values = models.JSONField(_("values"))

    class Meta:
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [models.UniqueConstraint(name="loaded_record_once", fields=["model", "key"])]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
