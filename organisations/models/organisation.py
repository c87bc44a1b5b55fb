from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.models.original_name import OriginalNameModel
from organisations.natural_keys import NaturalKeyModel
from organisations.querysets import OrganisationQuerySet
from organisations.validators import validate_country


class Organisation(NaturalKeyModel, OriginalNameModel):
    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Town or city, where a document states it.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("ISO 3166 code in capitals: DE, KR, SA."),
    )
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)
    source_note = models.TextField(
        _("what the source leaves open"), blank=True, help_text=_("Shown on the public page.")
    )
    editor_note = models.TextField(
        _("editor’s note"), blank=True, help_text=_("For editors only: what was decided, and why.")
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *OriginalNameModel.Meta.constraints,
            models.CheckConstraint(
                name="organisation_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A body cannot be its own parent."),
            ),
            models.CheckConstraint(
                name="organisation_country_shape", condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def short_name(self) -> str:
        return self.acronym or self.name

    def clean(self) -> None:
        if self.pk and self.parent_id in type(self).objects.ids_under([self.pk]):
            raise ValidationError({"parent": _("A body cannot stand below itself.")})
