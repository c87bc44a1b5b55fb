"""What is entered of a series: its rule, and a row for each session as it will be."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.wall_clock import DayInput, instant_of, reading_in_words
from events.choices import Precision
from events.models import Session
from events.models.session import YEARS
from events.phrases import span_in_words
from events.punctuation import joined, with_more
from events.series import LAST, MOST_DAYS, Rule, TooManyDaysError, Unit, sitting
from events.timezones import in_zone, readings

PLACES = [
    (1, pgettext_lazy("weekday of a month", "first")),
    (2, pgettext_lazy("weekday of a month", "second")),
    (3, pgettext_lazy("weekday of a month", "third")),
    (4, pgettext_lazy("weekday of a month", "fourth")),
    (LAST, pgettext_lazy("weekday of a month", "last")),
]
READINGS = ("first", "second")


def check_year(day: date) -> None:
    if day.year not in YEARS:
        said = {"first": YEARS[0], "last": YEARS[-1]}
        raise ValidationError(_("The year lies between %(first)s and %(last)s."), params=said)


class DayField(forms.DateField):
    widget = DayInput
    default_validators = [check_year]


class ClockField(forms.TimeField):
    """A time of day, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput({"type": "time"}, "%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M"], **kwargs)


class RuleForm(forms.Form):
    days: Sequence[date] = ()
    """Those of the rule, once it is known to be whole."""
    months_left_out: Sequence[date] = ()

    every = forms.IntegerField(label=_("Every"), min_value=1, max_value=60, initial=1)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit, initial=Unit.WEEKS)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=WEEKDAYS.items(),
        coerce=int,
        empty_value=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.TypedChoiceField(label=_("Which of them in a month"), choices=PLACES, coerce=int, initial=1)
    day_of_month = forms.IntegerField(label=_("Day of the month"), min_value=1, max_value=31, required=False)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("It is included."))
    start = ClockField(label=_("Starts"))
    end = ClockField(
        label=_("Ends"),
        help_text=_("An end that is no later than the start is on the next day: at most 24 hours."),
    )

    @property
    def typed(self) -> str:
        """What was entered, to be compared."""
        return urlencode([(name, value) for name in self.fields for value in self.data.getlist(name)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        unit = cleaned.get("unit")
        if unit in {Unit.WEEKS, Unit.WEEKDAYS_OF_MONTH} and cleaned.get("weekdays") == ():
            self.add_error("weekdays", _("Choose at least one weekday."))
        if unit == Unit.DAY_OF_MONTH and cleaned.get("day_of_month", 0) is None:
            self.add_error("day_of_month", _("Say which day of the month."))
        if not self.errors and cleaned["last_day"] < cleaned["first_day"]:
            self.add_error("last_day", _("The last day is not before the first."))
        if not self.errors:
            self.clean_days(Rule(**{field.name: cleaned[field.name] for field in fields(Rule)}))
        return cleaned

    def clean_days(self, rule: Rule) -> None:
        self.months_left_out = rule.months_left_out()
        try:
            self.days = rule.days()
        except TooManyDaysError:
            reason = _("These are more than %(count)s dates, which is the most at once.")
            self.add_error("last_day", ValidationError(reason, params={"count": MOST_DAYS}))
            return
        if not self.days:
            self.add_error("last_day", _("There is no such day between the first and the last."))


class RowForm(forms.Form):
    """One session on the clock of ``zone``. What a row says that is not kept does not matter."""

    becomes: Session | None = None
    """The session that it dates or makes, as yet unsaved."""
    others: Sequence[int] = ()
    """The numbers of the sessions that the event has on that day."""

    keep = forms.BooleanField(label=_("Keep"), required=False)
    day = DayField(label=_("Day"))
    start = ClockField(label=_("Starts"))
    start_reading = forms.ChoiceField(
        label=_("Which start"), choices=[(one, one) for one in READINGS], required=False
    )
    end = ClockField(label=_("Ends"))
    end_reading = forms.ChoiceField(
        label=_("Which end"), choices=[(one, one) for one in READINGS], required=False
    )
    title_en = forms.CharField(
        label=_("Title in English"), max_length=Session._meta.get_field("title_en").max_length, required=False
    )

    def __init__(self, *args: Any, zone: str, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.starts_at: datetime | None = None
        self.ends_at: datetime | None = None
        for name, field in self.fields.items():
            if name.endswith("_reading"):
                field.widget = forms.HiddenInput()
            field.widget.attrs["aria-label"] = f"{field.label}, {number}"
        self.fields["title_en"].widget.attrs["lang"] = "en"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"day", "start", "end"} <= cleaned.keys():
            starts, ends = sitting(cleaned["day"], cleaned["start"], cleaned["end"])
            self.starts_at, self.ends_at = self.read("start", starts), self.read("end", ends)
            if self.starts_at and self.ends_at:
                self.clean_session()
        if not cleaned.get("keep"):
            self.errors.clear()
        return cleaned

    def read(self, name: str, local: datetime) -> datetime | None:
        """The instant of ``local``; where clocks show it twice, a select asks which is meant."""
        chosen = self.cleaned_data.get(f"{name}_reading")
        try:
            return instant_of(local, self.zone)
        except ValidationError as error:
            if error.code == "ambiguous":
                both = readings(local, self.zone)
                self.ask(name, both)
                if chosen:
                    return in_zone(both[READINGS.index(chosen)], "")
            self.add_error(name, error)
            return None

    def ask(self, name: str, both: tuple[datetime, datetime]) -> None:
        words = [gettext("first: %s"), gettext("second: %s")]
        choices = [
            (one, said % reading_in_words(moment))
            for one, said, moment in zip(READINGS, words, both, strict=True)
        ]
        field = self.fields[f"{name}_reading"]
        field.widget = forms.Select(field.widget.attrs)
        field.choices = [("", gettext("which one?")), *choices]

    def clean_session(self) -> None:
        session = Session(precision=Precision.TIME, starts_at=self.starts_at, ends_at=self.ends_at)
        try:
            session.clean()
        except ValidationError as error:
            for name, problems in error.message_dict.items():
                self.add_error({"starts_at": "start", "ends_at": "end"}[name], problems)

    @property
    def is_kept(self) -> bool:
        return bool(getattr(self, "cleaned_data", {}).get("keep"))

    @property
    def in_words(self) -> list[str]:
        """From when until when on the clock of the zone with its offset, and in UTC."""
        if not (self.starts_at and self.ends_at):
            return []
        language = get_language()
        here = [in_zone(moment, self.zone) for moment in (self.starts_at, self.ends_at)]
        offsets = joined(dict.fromkeys(cldr.utc_offset(moment, language) for moment in here))
        utc = [in_zone(moment, "") for moment in here]
        return [
            with_more(span_in_words(*here, "yMMMEd", language), offsets),
            f"{span_in_words(*utc, 'yMMMEd', language)} UTC",
        ]


class RowFormSet(forms.BaseFormSet):
    """The sessions of a series as they will be; ``zone`` is that of their event."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"number": (index or 0) + 1}

    def clean(self) -> None:
        if not any(row.is_kept for row in self.forms):
            raise ValidationError(_("No date is ticked: there is nothing to make."))


Rows = forms.formset_factory(
    RowForm, RowFormSet, extra=0, max_num=MOST_DAYS, absolute_max=MOST_DAYS + 1, validate_max=True
)
PREFIX = "rows"


def rows_as_typed(days: Iterable[date], start: str, end: str, struck: set[date]) -> dict[str, str]:
    """What a browser sends of rows for these days, of which those in ``struck`` are not kept."""
    typed = {}
    for index, day in enumerate(days):
        row = {"day": day.isoformat(), "start": start, "end": end} | ({} if day in struck else {"keep": "on"})
        typed |= {f"{PREFIX}-{index}-{name}": value for name, value in row.items()}
        typed[f"{PREFIX}-TOTAL_FORMS"] = str(index + 1)
    return typed | {f"{PREFIX}-INITIAL_FORMS": "0"}
