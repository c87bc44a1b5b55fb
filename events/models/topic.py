from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.querysets import TopicQuerySet
from organisations.natural_keys import NaturalKeyModel


class Topic(NaturalKeyModel):
    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=120)
    editor_note = models.TextField(_("editor’s note"), blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])
