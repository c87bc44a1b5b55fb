from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models.organisation import Organisation
from organisations.models.original_name import OriginalNameModel
from organisations.natural_keys import NaturalKeyModel
from organisations.querysets import OfficeQuerySet
from organisations.validators import BCP47_SHAPE, validate_country, validate_language


class Office(NaturalKeyModel, OriginalNameModel):
    """A place at which a body can be reached; its addresses stand as the source writes them."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="offices"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    region = models.CharField(
        _("region"), max_length=120, blank=True, help_text=_("The heading under which the source lists it.")
    )
    name = models.CharField(_("name"), max_length=300)
    address = models.TextField(pgettext_lazy("of an office", "address"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    address_language = models.CharField(
        _("language of the address"), max_length=20, blank=True, validators=[validate_language]
    )
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[validate_country])
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    editor_note = models.TextField(_("editor’s note"), blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["position", "slug"]
        constraints = [
            *OriginalNameModel.Meta.constraints,
            models.CheckConstraint(
                name="office_country_shape", condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="office_address_language_shape",
                condition=Q(address_language="") | Q(address_language__regex=BCP47_SHAPE),
            ),
        ]

    def __str__(self) -> str:
        return self.name
