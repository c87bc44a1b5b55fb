from django.db import models
from django.utils.translation import gettext_lazy as _

from events.querysets import SearchWordQuerySet
from organisations.natural_keys import NaturalKeyModel


class SearchWord(NaturalKeyModel):
    """A word that stands in some search document, or once did: what a mistyped one may have meant."""

    natural_key_fields = ("folded",)

    folded = models.CharField(max_length=40, unique=True)
    written = models.CharField(max_length=40)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self) -> str:
        return self.written
