from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.choices import OfferMode, one_of
from events.models.session import Session
from organisations.models import Organisation
from organisations.natural_keys import NaturalKeyModel
from organisations.validators import BCP47_SHAPE, validate_language


class LanguageOffer(NaturalKeyModel):
    """A language that a session can be followed in, how, and who provides it."""

    natural_key_fields = ("session", "language", "mode")

    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="language_offers"
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        validators=[validate_language],
        help_text=_("BCP 47 code in lower case: ar, zh, pt-br."),
    )
    mode = models.CharField(_("mode"), max_length=20, choices=OfferMode, default=OfferMode.NOT_STATED)
    provider = models.ForeignKey(
        Organisation,
        verbose_name=_("provided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="language_offers",
    )

    class Meta:
        verbose_name = _("language offer")
        verbose_name_plural = _("language offers")
        ordering = ["language", "mode"]
        constraints = [
            models.UniqueConstraint(
                name="language_offer_once_in_session",
                fields=["session", "language", "mode"],
                violation_error_message=_("The session offers that language in that mode already."),
            ),
            one_of("mode", OfferMode, "language_offer_mode"),
            models.CheckConstraint(
                name="language_offer_language_shape",
                condition=Q(language__regex=BCP47_SHAPE),
                violation_error_message=_("A language is a BCP 47 code in lower case."),
            ),
        ]
        indexes = [
            # The filters "can be followed in" and "interpreted into".
            models.Index(fields=["language", "mode", "session"], name="language_offer_lookup")
        ]

    def __str__(self) -> str:
        # The admin keeps its log of changes with translation switched off.
        name = cldr.language_name(self.language, get_language() or settings.LANGUAGE_CODE)
        return f"{name} ({self.get_mode_display()})"
