"""What each filter of the list accepts, and what it says of what it does not."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from events.search_questions import wanted
from events.timezones import validate_timezone
from organisations.validators import validate_language

MOST_CODES = 100  # each becomes a chip with an address of all the others
LONGEST_QUESTION = 200


class SlugsField(forms.ModelMultipleChoiceField):
    """Records by slug. What cannot be a slug is refused before a database sees it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="slug", **kwargs)

    def clean(self, value: Iterable[str] | None) -> list[Model]:
        for slug in value or []:
            try:
                validate_slug(slug)
            except ValidationError:
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, "invalid_choice", params={"value": slug}) from None
        return list(super().clean(value))


class CodesField(forms.MultipleChoiceField):
    """Languages by code. Any may be asked for, so that a feed does not turn into an error when the last
    session in its language is withdrawn."""

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


class ChoicesField(forms.MultipleChoiceField):
    """Some of a few choices; a parameter without a value means nothing."""

    def to_python(self, value: list[str] | None) -> list[str]:
        return [one for one in super().to_python(value) if one]


class DayField(forms.DateField):
    """An ISO 8601 day, as a browser's date input and a person's address bar write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class QuestionField(forms.CharField):
    """What is to be searched for: a line with at least one word in it."""

    widget = forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUESTION})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_QUESTION, **kwargs)

    def clean(self, value: str | None) -> str:
        value = super().clean(value)
        if value and not wanted(value):
            raise ValidationError(_("There is no word in it to search for."))
        return value


class ZoneField(forms.CharField):
    """An IANA time zone by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, validators=[validate_timezone], **kwargs)
