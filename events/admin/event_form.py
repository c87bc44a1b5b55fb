from typing import Any

from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from events.admin.wall_clock import WallClockField, WallClockForm, WallClockInput
from events.choices import EventState
from events.models import Event


class EventForm(WallClockForm):
    """An event; the time to publish it is entered on its own clock."""

    clock_fields = ("publish_at",)

    class Meta:
        field_classes = {"publish_at": WallClockField}
        widgets = {"publish_at": WallClockInput}

    @property
    def event(self) -> Event:
        entered = getattr(self, "cleaned_data", {})
        return Event(timezone=entered.get("timezone", self.instance.timezone))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("publish_at") and self.instance.state != EventState.DRAFT:
            self.add_error("publish_at", ValidationError(_("Only a draft is published at a set time.")))
        return cleaned
