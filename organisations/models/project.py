from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.original_name import OriginalNameModel
from organisations.natural_keys import NaturalKeyModel
from organisations.validators import validate_currency


class Project(NaturalKeyModel, OriginalNameModel):
    """Funded work that may hold events but is none: it never stands in a calendar."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    tagline = models.CharField(_("tagline"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    funder = models.ForeignKey(
        Organisation,
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funded_projects",
    )
    funder_contribution = models.DecimalField(
        _("net contribution of the funder"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    total_cost = models.DecimalField(_("total cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, validators=[validate_currency])
    participant_count = models.PositiveSmallIntegerField(_("number of participants"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    source_note = models.TextField(
        _("what the source leaves open"), blank=True, help_text=_("Shown on the public page.")
    )
    editor_note = models.TextField(_("editor’s note"), blank=True)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            *OriginalNameModel.Meta.constraints,
            models.CheckConstraint(
                name="project_amounts_not_negative",
                condition=(Q(funder_contribution__isnull=True) | Q(funder_contribution__gte=0))
                & (Q(total_cost__isnull=True) | Q(total_cost__gte=0)),
                violation_error_message=_("An amount of money cannot be negative."),
            ),
            models.CheckConstraint(
                name="project_amounts_have_currency",
                condition=Q(funder_contribution__isnull=True, total_cost__isnull=True)
                | Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("An amount of money needs its currency."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.slug])
