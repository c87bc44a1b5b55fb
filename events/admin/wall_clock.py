"""Times as an editor enters them: on the clock of an event's zone, without an offset."""

from datetime import datetime, timedelta
from datetime import timezone as tzinfo_of
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.columns import ContentForm
from events.models import Event
from events.models.session import YEARS
from events.punctuation import with_more
from events.timezones import (
    AmbiguousTimeError,
    NonexistentTimeError,
    in_zone,
    readings,
    to_instant,
    zone_names,
)

FIRST_YEAR, LAST_YEAR = YEARS[0], YEARS[-1]


def known_zone(event: Event | None) -> str:
    """The event's zone; empty, which means UTC, where it has none or its form has just been refused one."""
    return event.timezone if event and event.timezone in zone_names() else ""


def clock_in_words(event: Event | None) -> str:
    """Which clock the times of a session are entered on."""
    zone = known_zone(event)
    if zone:
        name = cldr.clock_name(zone, get_language())
        clock = with_more(zone, name) if name else zone
        return gettext("Clock of %(clock)s, the event’s zone.") % {"clock": clock}
    if event and event.pk:
        return gettext("Clock of UTC: the event has no zone.")
    return gettext("Clock of the event’s zone; of UTC where it has none.")


def reading_in_words(moment: datetime) -> str:
    """A moment on its own clock, with the offset, and in UTC: 03:30 GMT+02:00 (01:30 UTC)."""
    said = {
        "time": f"{moment:%H:%M}",
        "offset": cldr.utc_offset(moment, get_language()),
        "utc": f"{in_zone(moment, ''):%H:%M}",
    }
    return gettext("%(time)s %(offset)s (%(utc)s UTC)") % said


def instant_of(local: datetime, zone: str) -> datetime:
    """The instant of ``local`` on clocks of ``zone``; raises ValidationError with both readings of it."""
    if local.year not in YEARS:  # at the far ends there is nothing to reckon with
        said = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("The year lies between %(first)s and %(last)s."), code="year", params=said)
    try:
        return to_instant(local, zone)
    except NonexistentTimeError as error:
        reason = _(
            "The clocks of %(zone)s jump over %(time)s on %(day)s: there is no such time. "
            "It is meant for either %(before)s or %(after)s."
        )
        raise ValidationError(reason, code="nonexistent", params=said_of(local, zone)) from error
    except AmbiguousTimeError as error:
        reason = _(
            "The clocks of %(zone)s show %(time)s twice on %(day)s, and it is not clear which is meant: "
            "%(before)s or %(after)s."
        )
        raise ValidationError(reason, code="ambiguous", params=said_of(local, zone)) from error


def said_of(local: datetime, zone: str) -> dict[str, str]:
    before, after = readings(local, zone)
    return {
        "time": f"{local:%H:%M}",
        "day": f"{local:%Y-%m-%d}",
        "zone": zone,
        "before": reading_in_words(before),
        "after": reading_in_words(after),
    }


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


class WallClockForm(ContentForm):
    """A form whose ``clock_fields`` are entered on the clock of ``event``."""

    clock_fields: tuple[str, ...] = ()

    @property
    def event(self) -> Event | None:
        """The event whose zone it is, with what the same request makes of it; None while none is chosen."""
        raise NotImplementedError

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A kept instant as the event's clock shows it, to the minute.

        Asked anew for each comparison: where the zone changes in the same request, a row that looks
        unchanged means another instant.
        """
        value = super().get_initial_for_field(field, field_name)
        if field_name not in self.clock_fields:
            return value
        if not isinstance(value, datetime):
            return None
        return in_zone(value, known_zone(self.event)).replace(tzinfo=None, second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.clock_fields:
            if cleaned.get(name):
                self.clean_instant(name, cleaned[name])
        return cleaned

    def clean_instant(self, name: str, local: datetime) -> None:
        """Turn what was entered on the event's clock into its instant."""
        if name not in self.changed_data:
            # As kept: its clock may show that time twice, and the instant is known all the same.
            self.cleaned_data[name] = self.initial[name]
            return
        try:
            self.cleaned_data[name] = instant_of(local, known_zone(self.event))
        except ValidationError as error:
            self.add_error(name, error)
