from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.validators import BCP47_LIST_SHAPE, validate_languages


class Remit(models.Model):
    """What an editor looks after: events of these bodies and of those below them, texts in these languages.

    It counts for those only whose role does not let them edit every event, or every text.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="remit"
    )
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), blank=True, related_name="remits"
    )
    languages = models.CharField(
        _("languages"),
        max_length=100,
        blank=True,
        validators=[validate_languages],
        help_text=_("Codes of the languages that the person translates into: “ko zh-hans”."),
    )

    class Meta:
        verbose_name = _("remit")
        verbose_name_plural = _("remits")
        constraints = [
            models.CheckConstraint(
                name="remit_languages_shape",
                condition=Q(languages="") | Q(languages__regex=BCP47_LIST_SHAPE),
                violation_error_message=_("Codes of languages are separated by single spaces."),
            )
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()
