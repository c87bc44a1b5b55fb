from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.querysets import SpeakerQuerySet
from organisations.models.original_name import OriginalNameModel
from organisations.natural_keys import NaturalKeyModel


class Speaker(NaturalKeyModel, OriginalNameModel):
    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200)
    source_note = models.TextField(
        _("what the source leaves open"), blank=True, help_text=_("Shown on the public page.")
    )
    editor_note = models.TextField(_("editor’s note"), blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [*OriginalNameModel.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])
