from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.validators import BCP47_LIST_SHAPE, BCP47_SHAPE, validate_language, validate_languages


class OriginalNameModel(models.Model):
    """Something with a name that its source gives in one language and that we may have translated."""

    original_name = models.CharField(
        _("original name"),
        max_length=300,
        blank=True,
        help_text=_("As the source writes it, in its own script and with its own slips."),
    )
    original_language = models.CharField(
        _("language of the original name"), max_length=20, blank=True, validators=[validate_language]
    )
    own_translations = models.CharField(
        _("translated by us into"),
        max_length=100,
        blank=True,
        validators=[validate_languages],
        help_text=_(
            "Codes of the languages in which the name is our translation and no document gives it: “en fr”."
        ),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_original_language",
                condition=Q(original_name="", original_language="")
                | (~Q(original_name="") & Q(original_language__regex=BCP47_SHAPE)),
                violation_error_message=_("An original name and its language belong together."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_own_translations",
                condition=Q(own_translations="") | Q(own_translations__regex=BCP47_LIST_SHAPE),
                violation_error_message=_("Codes of languages are separated by single spaces."),
            ),
        ]

    def is_own_translation(self, language: str) -> bool:
        return language in self.own_translations.split()
