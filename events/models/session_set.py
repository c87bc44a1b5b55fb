from django.db import models
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from organisations.natural_keys import NaturalKeyModel


class SessionSet(NaturalKeyModel):
    """The public sessions to which one value of one filter applies, so that choices need no counting.

    ``content`` holds their primary keys as a Roaring bitmap in its portable format.
    """

    natural_key_fields = ("filter", "value")

    filter = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("set of sessions")
        verbose_name_plural = _("sets of sessions")
        constraints = [models.UniqueConstraint(name="session_set_once", fields=["filter", "value"])]

    def __str__(self) -> str:
        return f"{self.filter}={self.value}" if self.value else self.filter

    @property
    def keys(self) -> BitMap:
        return BitMap.deserialize(bytes(self.content))
