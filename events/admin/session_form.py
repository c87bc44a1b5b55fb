"""How a session is entered: its times on the clock of its event's zone, its number once and for ever."""

from datetime import datetime, timedelta
from datetime import timezone as tzinfo_of
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.columns import ContentForm
from events.choices import EventState
from events.models import Event, Session
from events.models.session import YEARS
from events.timezones import AmbiguousTimeError, NonexistentTimeError, in_zone, to_instant, zone_names

CLOCK_FIELDS = ("starts_at", "ends_at")
FIRST_YEAR, LAST_YEAR = YEARS[0], YEARS[-1]


def next_number(event_id: int | None) -> int:
    """The number that the next session of the event takes."""
    return 1 + (Event.objects.filter(pk=event_id).aggregate(last=Max("sessions__number"))["last"] or 0)


def known_zone(event: Event | None) -> str:
    """The event's zone; empty, which means UTC, where it has none or its form has just been refused one."""
    return event.timezone if event and event.timezone in zone_names() else ""


def clock_in_words(event: Event | None) -> str:
    """Which clock the times of a session are entered on."""
    zone = known_zone(event)
    if zone:
        name = cldr.clock_name(zone, get_language())
        clock = f"{zone} ({name})" if name else zone
        return gettext("Clock of %(clock)s, the event’s zone.") % {"clock": clock}
    if event and event.pk:
        return gettext("Clock of UTC: the event has no zone.")
    return gettext("Clock of the event’s zone; of UTC where it has none.")


class DayInput(forms.DateInput):
    """The browser's own: no script, and a picker made for thumbs on a phone."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__({"min": f"{FIRST_YEAR}-01-01", "max": f"{LAST_YEAR}-12-31"}, "%Y-%m-%d")


class WallClockInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        limits = {"min": f"{FIRST_YEAR}-01-01T00:00", "max": f"{LAST_YEAR}-12-31T23:59"}
        super().__init__(limits, "%Y-%m-%dT%H:%M")


class WallClockField(forms.DateTimeField):
    """A naive time, in and out: which clock shows it is for the form to say."""

    NO_ZONE = tzinfo_of(timedelta(0), "no zone")

    def to_python(self, value: Any) -> datetime | None:
        # Django would read it on the clock of the current zone.
        with timezone.override(self.NO_ZONE):
            moment = super().to_python(value)
        if moment and moment.tzinfo is not self.NO_ZONE:
            raise ValidationError(_("A time on the event’s clock is written without an offset."))
        return moment and moment.replace(tzinfo=None)


class NumberField(forms.IntegerField):
    """The number of a session. A new row with one is a session, also where all else is left as it was."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and data not in self.empty_values


class SessionForm(ContentForm):
    """``event`` is that of the page around an inline row, with what the same request makes of it."""

    class Meta:
        field_classes = {"number": NumberField, **dict.fromkeys(CLOCK_FIELDS, WallClockField)}
        widgets = {
            **dict.fromkeys(CLOCK_FIELDS, WallClockInput),
            "first_day": DayInput,
            "last_day": DayInput,
        }

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event_around = event
        if number := self.fields.get("number"):
            number.disabled = self.instance.pk is not None
            number.required = event is not None
            if event and event.pk and not self.instance.pk:
                self.initial["number"] = next_number(event.pk)
        for name in self.fields.keys() & set(CLOCK_FIELDS):
            self.fields[name].help_text = clock_in_words(self.event)

    @property
    def event(self) -> Event | None:
        """The session's event; None while none is chosen."""
        if self.event_around:
            return self.event_around
        if "event" in self.fields:
            return getattr(self, "cleaned_data", {}).get("event")
        return self.instance.event if self.instance.event_id else None

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A kept instant as the event's clock shows it, to the minute.

        Asked anew for each comparison: where the zone changes in the same request, a row that looks
        unchanged means another instant.
        """
        value = super().get_initial_for_field(field, field_name)
        if field_name not in CLOCK_FIELDS:
            return value
        if not isinstance(value, datetime):
            return None
        return in_zone(value, known_zone(self.event)).replace(tzinfo=None, second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in CLOCK_FIELDS:
            if cleaned.get(name):
                self.clean_instant(name, cleaned[name])
        if "number" in self.fields and cleaned.get("number") is None and self.event:
            cleaned["number"] = next_number(self.event.pk)
        if cleaned.get("withdrawn") and not self.event_around and self.is_last_public():
            self.add_error("withdrawn", _("It is the last session of its event: withdraw the event instead."))
        return cleaned

    def is_last_public(self) -> bool:
        """Whether its event is public by this session alone. Rows of one page see to it together."""
        if not self.event or self.event.state != EventState.PUBLISHED:
            return False
        others = Session.objects.listed().filter(event=self.event).exclude(pk=self.instance.pk)
        return not others.exists()

    def clean_instant(self, name: str, local: datetime) -> None:
        """Turn what was entered on the event's clock into its instant."""
        zone = known_zone(self.event)
        said = {"time": f"{local:%H:%M}", "day": f"{local:%Y-%m-%d}", "zone": zone}
        if name not in self.changed_data:
            # As kept: its clock may show that time twice, and the instant is known all the same.
            self.cleaned_data[name] = self.initial[name]
            return
        try:
            self.cleaned_data[name] = to_instant(local, zone)
        except NonexistentTimeError:
            reason = _("The clocks of %(zone)s jump over %(time)s on %(day)s: there is no such time.")
            self.add_error(name, reason % said)
        except AmbiguousTimeError:
            reason = _(
                "The clocks of %(zone)s show %(time)s twice on %(day)s: it is not clear which is meant."
            )
            self.add_error(name, reason % said)


class SessionFormSet(forms.BaseInlineFormSet):
    """The sessions of one event."""

    # Django fills in a count, which is always one.
    default_error_messages = {
        "too_few_forms": _("An event needs at least one session, also where its date is not known.")
    }

    def clean(self) -> None:
        super().clean()
        left = set(self.forms) - set(self.deleted_forms)
        rows = [row for form in left if (row := getattr(form, "cleaned_data", None))]
        if self.instance.state == EventState.PUBLISHED and rows and all(row.get("withdrawn") for row in rows):
            raise ValidationError(
                _("These are all the sessions of the event: withdraw the event instead, by its state.")
            )

    def delete_existing(self, obj: Session, commit: bool = True) -> None:
        """A session that has been public is withdrawn."""
        if obj.changes.exists():
            obj.withdraw()
        else:
            super().delete_existing(obj, commit)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"event": self.instance}
