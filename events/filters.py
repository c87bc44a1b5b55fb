"""What can be asked of the list of sessions. The list page and its calendar feed share this."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.choices import Attendance, EventKind, When
from events.models import Event, Involvement, LanguageOffer, Speaker, Topic
from events.querysets import SessionQuerySet
from organisations.models import Organisation
from organisations.validators import validate_language

DAYS_IN_ZONE = ""  # UTC: the zone whose days ``from`` and ``to`` mean


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


class SlugsFilter(django_filters.Filter):
    field_class = SlugsField


class CodesField(forms.MultipleChoiceField):
    """Languages by code, named in the language of the page.

    Those that some session offers are proposed; any may be asked for, so that a feed does not turn into
    an error when the last session in its language is withdrawn.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=self.offered, **kwargs)

    def valid_value(self, value: str) -> bool:
        try:
            validate_language(value)
        except ValidationError:
            return False
        return True

    @staticmethod
    def offered() -> list[tuple[str, str]]:
        codes = LanguageOffer.objects.listed_codes().values_list("language", flat=True)
        return [(code, cldr.language_name(code, get_language())) for code in codes]


class CodesFilter(django_filters.Filter):
    field_class = CodesField


class ChoicesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class ChoicesFilter(django_filters.Filter):
    field_class = ChoicesField


class OneChoiceFilter(django_filters.Filter):
    field_class = forms.ChoiceField


class SessionFilterForm(forms.Form):
    """Adds what concerns more than one parameter, and the page of a long list."""

    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first_day, last_day = cleaned.get("from"), cleaned.get("to")
        if first_day and last_day and last_day < first_day:
            self.add_error("to", _("The last day is before the first."))
        return cleaned


class DayField(forms.DateField):
    """An ISO 8601 day, as a browser's date input and a person's address bar write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class DayFilter(django_filters.Filter):
    field_class = DayField


class SessionFilter(django_filters.FilterSet):
    """Query parameters → sessions. ``now`` tells what is upcoming; without ``when`` all are meant."""

    when = OneChoiceFilter(label=_("When"), choices=When, method="filter_when")
    language = CodesFilter(label=_("Can be followed in"), method="filter_language")
    interpretation = CodesFilter(label=_("Is interpreted into"), method="filter_interpretation")
    topic = SlugsFilter(
        label=_("Topic"),
        queryset=Topic.objects.by_name(),
        offered=Topic.objects.filter(events__in=Event.objects.listed()).by_name().distinct(),
        method="filter_topic",
    )
    kind = ChoicesFilter(label=_("Kind"), choices=EventKind, method="filter_kind")
    attendance = ChoicesFilter(label=_("Attendance"), choices=Attendance, method="filter_attendance")
    organisation = SlugsFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.by_name(),
        offered=Organisation.objects.filter(involvements__in=Involvement.objects.listed())
        .by_name()
        .distinct(),
        method="filter_organisation",
    )
    speaker = SlugsFilter(
        label=_("Speaker"),
        queryset=Speaker.objects.by_name(),
        widget=forms.MultipleHiddenInput,
        method="filter_speaker",
    )

    class Meta:
        form = SessionFilterForm

    def __init__(self, data: QueryDict, queryset: SessionQuerySet, *, now: datetime) -> None:
        super().__init__(data, queryset)
        self.now = now

    @property
    def qs(self) -> SessionQuerySet:
        """What was asked for; nothing where it was asked for with a bad value."""
        return super().qs if self.is_valid() else self.queryset.none()

    def filter_queryset(self, queryset: SessionQuerySet) -> SessionQuerySet:
        for name, one in self.filters.items():  # the form holds more: the page of the list
            queryset = one.filter(queryset, self.form.cleaned_data[name])
        return queryset

    @property
    def chosen(self) -> dict[str, Any]:
        """The parameters that narrow the list, by name; empty where a value is bad."""
        cleaned = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in cleaned.items() if value and name != "page"}

    def filter_when(self, sessions: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        match value:
            case When.UPCOMING:
                return sessions.upcoming(self.now)
            case When.PAST:
                return sessions.past(self.now)
            case When.UNDATED:
                return sessions.undated()
        return sessions

    def filter_language(self, sessions: SessionQuerySet, _name: str, codes: list[str]) -> SessionQuerySet:
        return sessions.followable_in(codes)

    def filter_interpretation(
        self, sessions: SessionQuerySet, _name: str, codes: list[str]
    ) -> SessionQuerySet:
        return sessions.interpreted_into(codes)

    def filter_topic(self, sessions: SessionQuerySet, _name: str, topics: list[Topic]) -> SessionQuerySet:
        return sessions.about(topics)

    def filter_kind(self, sessions: SessionQuerySet, _name: str, kinds: list[str]) -> SessionQuerySet:
        return sessions.of_kinds(kinds)

    def filter_attendance(self, sessions: SessionQuerySet, _name: str, ways: list[str]) -> SessionQuerySet:
        return sessions.attended(ways)

    def filter_organisation(
        self, sessions: SessionQuerySet, _name: str, bodies: list[Organisation]
    ) -> SessionQuerySet:
        return sessions.involving(Organisation.objects.ids_under(body.pk for body in bodies))

    def filter_speaker(self, sessions: SessionQuerySet, _name: str, people: list[Speaker]) -> SessionQuerySet:
        return sessions.with_speakers(people)

    def filter_from(self, sessions: SessionQuerySet, _name: str, first_day: date) -> SessionQuerySet:
        return sessions.from_day(first_day, DAYS_IN_ZONE)

    def filter_to(self, sessions: SessionQuerySet, _name: str, last_day: date) -> SessionQuerySet:
        return sessions.to_day(last_day, DAYS_IN_ZONE)


# "from" is a word of Python's, so it cannot be declared in the class.
SessionFilter.base_filters["from"] = DayFilter(label=_("From"), method="filter_from")
SessionFilter.base_filters["to"] = DayFilter(label=_("To"), method="filter_to")


@dataclass(frozen=True)
class Chip:
    """One value that narrows the list: in words, and the query string that is left without it."""

    name: str
    words: str
    without: str


def chips(found: SessionFilter, data: QueryDict) -> list[Chip]:
    """Every value of ``data`` that narrows the list, but for ``when``, which has a place of its own."""
    result = []
    for name, chosen in found.chosen.items():
        if name == "when":
            continue
        field = found.form.fields[name]
        for value in dict.fromkeys(chosen) if isinstance(chosen, list) else [chosen]:
            without = query_without(data, name, getattr(value, "slug", value))
            result.append(Chip(str(field.label), in_words(value, field), without))
    return result


def in_words(value: Model | date | str, field: forms.Field) -> str:
    match value, field:
        case date(), _:
            return cldr.in_words(value, "yMMMd", get_language())
        case str(), CodesField():
            return cldr.language_name(value, get_language())
    return str(dict(field.choices)[value] if isinstance(value, str) else value)


def query_without(data: QueryDict, name: str, value: str | date) -> str:
    left = data.copy()
    left.pop("page", None)
    # A day is the only value of its parameter, however it was written.
    left.setlist(name, [other for other in left.getlist(name) if isinstance(value, str) and other != value])
    return left.urlencode()
