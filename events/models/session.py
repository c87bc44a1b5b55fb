from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from events.choices import EventState, Precision, ResourceKind, SessionStatus, one_of
from events.models.event import Event
from events.querysets import SessionQuerySet
from events.timezones import day_end, day_start, in_zone
from organisations.natural_keys import NaturalKeyModel

DATE_FIELDS = {
    Precision.TIME: ("starts_at", "ends_at"),
    Precision.DAY: ("first_day", "last_day"),
    Precision.WINDOW: ("first_day", "last_day"),
    Precision.UNKNOWN: (),
}
ALL_DATE_FIELDS = ("starts_at", "ends_at", "first_day", "last_day")
DERIVED = ("span_start", "span_end", "first_local_day", "last_local_day", "start_minute", "length_minutes")
"""Set by ``settle_dates()``."""
# Outside lies a typing error, and at its far ends days that have no exclusive end or no local time.
YEARS = range(1900, 2200)


def new_uid() -> str:
    return str(uuid4())


def whole_second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def dates_fit(precision: Precision) -> Q:
    """Just the date fields that belong to ``precision`` are filled."""
    filled = DATE_FIELDS[precision]
    return Q(precision=precision, **{f"{name}__isnull": name not in filled for name in ALL_DATE_FIELDS})


class Session(NaturalKeyModel):
    """One sitting of an event: the thing that has a time. Instants are UTC, days are inclusive."""

    natural_key_fields = ("event", "number")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sessions"
    )
    number = models.PositiveSmallIntegerField(
        _("number"), default=1, help_text=_("Stands in the address of the session and never changes.")
    )
    # The identity of the session in every calendar that ever held it (RFC 5545 §3.8.4.7).
    uid = models.CharField(_("UID"), max_length=100, unique=True, default=new_uid, editable=False)
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("Where it has one of its own beside the event’s.")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=SessionStatus, default=SessionStatus.SCHEDULED
    )
    status_reason = models.CharField(
        _("reason for the status"), max_length=300, blank=True, help_text=_("Shown to the public.")
    )
    withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_(
            "No longer announced: it is not listed, and calendars show it as cancelled for 90 days. "
            "What has been published is withdrawn, not deleted."
        ),
    )
    precision = models.CharField(
        _("precision of the date"), max_length=20, choices=Precision, default=Precision.UNKNOWN
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    date_note = models.CharField(
        _("what the source says of the date"), max_length=300, blank=True, help_text=_("In our own words.")
    )
    # The instants that enclose the session, whatever its precision: for order and for upcoming or past.
    span_start = models.DateTimeField(null=True, editable=False)
    span_end = models.DateTimeField(null=True, editable=False)
    # The days that it begins and ends on: on the organiser's clock, where it has a time.
    first_local_day = models.DateField(null=True, editable=False)
    last_local_day = models.DateField(null=True, editable=False)
    # For waking hours somewhere, where it has a time: the minute of the UTC day that it starts in, and how
    # many minutes after that has begun it is over.
    start_minute = models.PositiveSmallIntegerField(null=True, editable=False)
    length_minutes = models.PositiveIntegerField(null=True, editable=False)
    editor_note = models.TextField(_("editor’s note"), blank=True)
    created_at = models.DateTimeField(_("created"), default=now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(
                name="session_number_once_in_event",
                fields=["event", "number"],
                violation_error_message=_("The event has a session of that number already."),
            ),
            one_of("status", SessionStatus, "session_status"),
            models.CheckConstraint(
                name="session_dates_fit_precision",
                condition=dates_fit(Precision.TIME)
                | dates_fit(Precision.DAY)
                | dates_fit(Precision.WINDOW)
                | dates_fit(Precision.UNKNOWN),
                violation_error_message=_("The dates that are filled in do not fit the precision."),
            ),
            models.CheckConstraint(
                name="session_ends_after_start",
                condition=Q(starts_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A session ends after it starts."),
            ),
            models.CheckConstraint(
                name="session_days_in_order",
                condition=Q(first_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="session_span_fits_precision",
                # Nulls are named: a condition that comes out as NULL counts as kept.
                condition=Q(precision=Precision.UNKNOWN, span_start__isnull=True, span_end__isnull=True)
                | Q(span_start__isnull=False, span_end__isnull=False)
                & (
                    Q(precision=Precision.TIME, span_start=F("starts_at"), span_end=F("ends_at"))
                    | Q(precision__in=[Precision.DAY, Precision.WINDOW], span_end__gt=F("span_start"))
                ),
            ),
            models.CheckConstraint(
                name="session_local_days_fit_precision",
                condition=Q(
                    precision=Precision.UNKNOWN, first_local_day__isnull=True, last_local_day__isnull=True
                )
                | ~Q(precision=Precision.UNKNOWN)
                & Q(first_local_day__isnull=False, last_local_day__isnull=False)
                & Q(last_local_day__gte=F("first_local_day")),
            ),
            models.CheckConstraint(
                name="session_minutes_fit_precision",
                condition=Q(
                    precision=Precision.TIME, start_minute__isnull=False, length_minutes__isnull=False
                )
                & Q(start_minute__lt=24 * 60)
                | ~Q(precision=Precision.TIME) & Q(start_minute__isnull=True, length_minutes__isnull=True),
            ),
        ]
        indexes = [
            # The list of past sessions, latest first, and the archive on the home page.
            models.Index(fields=["span_start", "id"], name="session_order"),
            # "Not over yet": what is on next, and what a feed holds.
            models.Index(fields=["span_end"], name="session_span_end"),
            # A month of the calendar, of which it holds all that is asked; "from" and "to" without a zone.
            models.Index(
                fields=["first_local_day", "last_local_day", "precision", "span_start", "span_end", "id"],
                name="session_local_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} · {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.event.get_absolute_url()}#session-{self.number}"

    @property
    def starts_local(self) -> datetime:
        """The start on the organiser's clock."""
        return in_zone(self.starts_at, self.event.timezone)

    @property
    def ends_local(self) -> datetime:
        return in_zone(self.ends_at, self.event.timezone)

    @property
    def is_dated(self) -> bool:
        """Whether a calendar can hold it."""
        return self.precision in {Precision.TIME, Precision.DAY}

    @property
    def is_public(self) -> bool:
        """Expects its event loaded."""
        return self.event.state == EventState.PUBLISHED and not self.withdrawn

    @property
    def is_off(self) -> bool:
        return self.status in {SessionStatus.CANCELLED, SessionStatus.POSTPONED}

    @property
    def resources_shown(self) -> list:
        """Its own resources and those of the whole event; expects loaded resources."""
        return [resource for resource in self.event.resources.all() if resource.session_id in {None, self.pk}]

    @property
    def recordings(self) -> list:
        return [resource for resource in self.resources_shown if resource.kind == ResourceKind.RECORDING]

    def is_past(self, now: datetime) -> bool:
        return self.span_end is not None and self.span_end <= now

    def withdraw(self) -> None:
        self.withdrawn = True
        self.save(update_fields=["withdrawn"])

    def settle_dates(self) -> None:
        """Set what follows from its dates and its event's zone."""
        self.span_start = self.span_end = self.start_minute = self.length_minutes = None
        self.first_local_day, self.last_local_day = self.first_day, self.last_day
        match self.precision:
            case Precision.TIME if self.starts_at and self.ends_at:
                self.span_start, self.span_end = self.starts_at, self.ends_at
                self.first_local_day = self.starts_local.date()
                # What ends at midnight is over with the day before; clocks may be put back over one.
                last = in_zone(self.ends_at - timedelta(microseconds=1), self.event.timezone).date()
                self.last_local_day = max(self.first_local_day, last)
                start = self.starts_at.astimezone(UTC).replace(second=0, microsecond=0)
                self.start_minute = start.hour * 60 + start.minute
                self.length_minutes = ceil((self.ends_at - start) / timedelta(minutes=1))
            case Precision.DAY | Precision.WINDOW if self.first_day and self.last_day:
                self.span_start, self.span_end = day_start(self.first_day), day_end(self.last_day)

    def clean(self) -> None:
        wanted = DATE_FIELDS.get(self.precision, ())
        problems = {
            name: _("A session of this precision needs it.") for name in wanted if getattr(self, name) is None
        }
        problems |= {
            name: _("A session of this precision has none.")
            for name in ALL_DATE_FIELDS
            if name not in wanted and getattr(self, name) is not None
        }
        problems |= {
            name: _("The year lies between %(first)s and %(last)s.") % {"first": YEARS[0], "last": YEARS[-1]}
            for name in wanted
            if getattr(self, name) and getattr(self, name).year not in YEARS
        }
        # To the second, which is as fine as calendars are.
        if not problems and self.starts_at and whole_second(self.ends_at) <= whole_second(self.starts_at):
            problems["ends_at"] = _("A session ends after it starts.")
        if not problems and self.first_day and self.last_day < self.first_day:
            problems["last_day"] = _("The last day is not before the first.")
        if problems:
            raise ValidationError(problems)

    def validate_constraints(self, exclude: set[str] | None = None) -> None:
        """What follows from the dates is computed when saving: nobody can mend it in a form."""
        super().validate_constraints({*(exclude or ()), *DERIVED})

    def save(self, **kwargs: Any) -> None:
        self.settle_dates()
        super().save(**kwargs)
