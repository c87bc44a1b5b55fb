"""How a session is entered: its times on the clock of its event's zone, its number once and for ever."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from events.admin.wall_clock import DayInput, WallClockField, WallClockForm, WallClockInput, clock_in_words
from events.choices import EventState
from events.models import Event, Session

CLOCK_FIELDS = ("starts_at", "ends_at")


def next_number(event_id: int | None) -> int:
    """The number that the next session of the event takes."""
    return 1 + (Event.objects.filter(pk=event_id).aggregate(last=Max("sessions__number"))["last"] or 0)


class NumberField(forms.IntegerField):
    """The number of a session. A new row with one is a session, also where all else is left as it was."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and data not in self.empty_values


class SessionForm(WallClockForm):
    """``event`` is that of the page around an inline row, with what the same request makes of it."""

    clock_fields = CLOCK_FIELDS

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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
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
