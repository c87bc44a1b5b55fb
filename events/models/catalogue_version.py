from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.natural_keys import NaturalKeyModel


def new_token() -> str:
    return uuid4().hex


class CatalogueVersion(NaturalKeyModel):
    """One row, renewed with every write: what was made of an older catalogue can be told from it.

    The token is drawn, not counted, so that no backup brings back one that stood for something else.
    """

    natural_key_fields = ("id",)

    token = models.CharField(max_length=32, default=new_token)

    class Meta:
        verbose_name = _("version of the catalogue")
        verbose_name_plural = _("versions of the catalogue")
        constraints = [
            models.CheckConstraint(name="one_catalogue_version", condition=models.Q(pk=1)),
        ]

    def __str__(self) -> str:
        return self.token

    @classmethod
    def current(cls) -> str:
        """Empty before the first write."""
        return cls.objects.filter(pk=1).values_list("token", flat=True).first() or ""

    @classmethod
    def renew(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"token": new_token()})
