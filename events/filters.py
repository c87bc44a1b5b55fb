"""What can be asked of the list of sessions. The list page and its calendar feed share this."""

from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.choices import Attendance, EventKind, Hours, Order, Recording, When
from events.filter_fields import ChoicesField, CodesField, DayField, QuestionField, SlugsField, ZoneField
from events.models import Speaker, Topic
from events.querysets import SessionQuerySet
from organisations.models import Organisation

LATEST_FIRST = {When.PAST, When.ALL}
BESIDE = ("page", "order")
"""What the address of the list holds besides its filters."""


class SlugsFilter(django_filters.Filter):
    field_class = SlugsField


class CodesFilter(django_filters.Filter):
    field_class = CodesField


class ChoicesFilter(django_filters.Filter):
    field_class = ChoicesField


class OneChoiceFilter(django_filters.Filter):
    field_class = forms.ChoiceField


class DayFilter(django_filters.Filter):
    field_class = DayField


class QuestionFilter(django_filters.Filter):
    field_class = QuestionField


class ZoneFilter(django_filters.Filter):
    field_class = ZoneField


class SessionFilterForm(forms.Form):
    """Adds what concerns more than one parameter, and the order and the page of a long list."""

    page = forms.IntegerField(label=_("Page"), required=False, min_value=1)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=Order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first_day, last_day = cleaned.get("from"), cleaned.get("to")
        if first_day and last_day and last_day < first_day:
            self.add_error("to", _("The last day is before the first."))
        if cleaned.get("hours") and not cleaned.get("tz") and "tz" not in self.errors:
            self.add_error("hours", _("Say in which time zone: choose one, too."))
        return cleaned


class SessionFilter(django_filters.FilterSet):
    """Query parameters → sessions. ``now`` tells what is upcoming; without ``when`` all are meant."""

    when = OneChoiceFilter(label=_("When"), choices=When, method="filter_when")
    q = QuestionFilter(label=_("Search"), method="filter_q")
    language = CodesFilter(label=_("Can be followed in"), method="filter_language")
    interpretation = CodesFilter(label=_("Is interpreted into"), method="filter_interpretation")
    topic = SlugsFilter(label=_("Topic"), queryset=Topic.objects.by_name(), method="filter_topic")
    kind = ChoicesFilter(label=_("Kind"), choices=EventKind, method="filter_kind")
    attendance = ChoicesFilter(label=_("Attendance"), choices=Attendance, method="filter_attendance")
    organisation = SlugsFilter(
        label=_("Organisation"), queryset=Organisation.objects.by_name(), method="filter_organisation"
    )
    speaker = SlugsFilter(
        label=_("Speaker"), queryset=Speaker.objects.announced().by_name(), method="filter_speaker"
    )
    recording = ChoicesFilter(label=_("Recording"), choices=Recording, method="filter_recording")
    tz = ZoneFilter(label=_("Time zone"), method="filter_tz")
    hours = ChoicesFilter(label=_("Hours"), choices=Hours, method="filter_hours")

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
        for name, one in self.filters.items():  # the form holds more
            queryset = one.filter(queryset, self.form.cleaned_data[name])
        return queryset

    @property
    def chosen(self) -> dict[str, Any]:
        """The parameters that narrow the list, by name; empty where a value is bad."""
        cleaned = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in cleaned.items() if value and name not in BESIDE}

    @property
    def zone(self) -> str:
        """The IANA zone that times are wanted in; empty for each organiser's own."""
        return self.chosen.get("tz", "")

    @property
    def is_by_relevance(self) -> bool:
        """Whether the best match comes first; expects a valid form."""
        return bool(self.chosen.get("q")) and self.form.cleaned_data["order"] != Order.DATE

    @property
    def is_latest_first(self) -> bool:
        return self.chosen.get("when", When.ALL) in LATEST_FIRST

    def in_order(self) -> SessionQuerySet:
        """Its sessions as lists show them: the best match first, or by date."""
        if self.is_by_relevance:
            return self.qs.best_first(self.chosen["q"])
        return self.qs.latest_first() if self.is_latest_first else self.qs.soonest_first()

    def filter_when(self, sessions: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        match value:
            case When.UPCOMING:
                return sessions.upcoming(self.now)
            case When.PAST:
                return sessions.past(self.now)
            case When.UNDATED:
                return sessions.undated()
        return sessions

    def filter_q(self, sessions: SessionQuerySet, _name: str, question: str) -> SessionQuerySet:
        return sessions.matching(question)

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

    def filter_recording(self, sessions: SessionQuerySet, _name: str, _value: list[str]) -> SessionQuerySet:
        return sessions.with_recording()

    def filter_tz(self, sessions: SessionQuerySet, _name: str, _zone: str) -> SessionQuerySet:
        """Leaves all: it says whose days and hours are meant."""
        return sessions

    def filter_hours(self, sessions: SessionQuerySet, _name: str, _value: list[str]) -> SessionQuerySet:
        return sessions.in_waking_hours(self.zone)

    def filter_from(self, sessions: SessionQuerySet, _name: str, first_day: date) -> SessionQuerySet:
        return sessions.from_day(first_day, self.zone)

    def filter_to(self, sessions: SessionQuerySet, _name: str, last_day: date) -> SessionQuerySet:
        return sessions.to_day(last_day, self.zone)


# "from" is a word of Python's, so it cannot be declared in the class.
SessionFilter.base_filters["from"] = DayFilter(label=_("From"), method="filter_from")
SessionFilter.base_filters["to"] = DayFilter(label=_("To"), method="filter_to")
