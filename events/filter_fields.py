"""Fields of the form that narrows the list: what each accepts, and what it proposes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.choices import OfferMode
from events.models import LanguageOffer
from organisations.validators import validate_language

MOST_CODES = 100  # each becomes a chip with an address of all the others


class SlugsField(forms.ModelMultipleChoiceField):
    """Records by slug. What cannot be a slug is refused before a database sees it.

    ``queryset`` holds what may be asked for, ``offered`` what the form proposes.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, queryset: QuerySet, offered: QuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(queryset, to_field_name="slug", **kwargs)
        proposed = queryset if offered is None else offered
        self.choices = lambda: [(record.slug, str(record)) for record in proposed.all()]

    def clean(self, value: Iterable[str] | None) -> list[Model]:
        for slug in value or []:
            try:
                validate_slug(slug)
            except ValidationError:
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, "invalid_choice", params={"value": slug}) from None
        return list(super().clean(value))


class CodesField(forms.MultipleChoiceField):
    """Languages by code, named in the language of the page.

    Those that some session offers in one of ``modes`` are proposed; any may be asked for, so that a feed
    does not turn into an error when the last session in its language is withdrawn.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, modes: Iterable[str] = OfferMode.values, **kwargs: Any) -> None:
        super().__init__(choices=self.offered, **kwargs)
        self.modes = modes

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_CODES:
            raise ValidationError(_("Choose at most %(most)s."), params={"most": MOST_CODES})
        super().validate(value)

    def valid_value(self, value: str) -> bool:
        try:
            validate_language(value)
        except ValidationError:
            return False
        return True

    def offered(self) -> list[tuple[str, str]]:
        codes = LanguageOffer.objects.in_modes(self.modes).listed_codes().values_list("language", flat=True)
        return [(code, cldr.language_name(code, get_language())) for code in codes]


class ChoicesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class DayField(forms.DateField):
    """An ISO 8601 day, as a browser's date input and a person's address bar write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
