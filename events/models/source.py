from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.natural_keys import NaturalKeyModel
from organisations.validators import BCP47_LIST_SHAPE, validate_languages


class Source(NaturalKeyModel):
    """A document that facts are taken from. We keep what it says and where, not its text."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    file_name = models.CharField(_("file name"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=300, help_text=_("What the document is, in our words."))
    languages = models.CharField(
        _("languages"),
        max_length=100,
        validators=[validate_languages],
        help_text=_("Codes of the languages that it is written in: “pl en”."),
    )
    description = models.TextField(_("description"), blank=True)
    editor_note = models.TextField(_("editor’s note"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["file_name"]
        constraints = [
            models.CheckConstraint(
                name="source_languages_shape",
                condition=Q(languages__regex=BCP47_LIST_SHAPE),
                violation_error_message=_("Codes of languages are separated by single spaces."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()
