from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from events.choices import ANNOUNCING_ROLES, Attendance, Cost, EventKind, EventState, one_of
from events.models.topic import Topic
from events.querysets import EventQuerySet
from events.timezones import validate_timezone
from organisations.models.original_name import OriginalNameModel
from organisations.natural_keys import NaturalKeyModel


class Event(NaturalKeyModel, OriginalNameModel):
    """What an organiser announces. What has a time is a Session; every event has at least one."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=EventState,
        default=EventState.DRAFT,
        help_text=_("The public sees what is published. What was, is withdrawn: calendars then cancel it."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind, default=EventKind.WEBINAR)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.CharField(
        _("summary"), max_length=400, blank=True, help_text=_("One or two sentences in our own words.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("In our own words; an empty line starts a paragraph.")
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="events")
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_timezone],
        help_text=_(
            "IANA name of the organiser’s zone, such as Asia/Seoul; empty where no document states one."
        ),
    )
    attendance = models.CharField(
        _("attendance"), max_length=20, choices=Attendance, default=Attendance.NOT_STATED
    )
    other_attendance = models.CharField(
        _("attendance as stated elsewhere"),
        max_length=20,
        choices=Attendance,
        blank=True,
        help_text=_("Where the source contradicts itself; both are shown, and found."),
    )
    platform = models.CharField(_("platform"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=400, blank=True)
    cost = models.CharField(_("cost"), max_length=20, choices=Cost, default=Cost.NOT_STATED)
    source_note = models.TextField(
        _("what the source leaves open or contradicts"),
        blank=True,
        help_text=_("Shown on the public page; an empty line starts a paragraph."),
    )
    editor_note = models.TextField(
        _("editor’s note"), blank=True, help_text=_("For editors only: what was decided, and why.")
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("A draft that lacks nothing is then published by itself."),
    )
    created_at = models.DateTimeField(_("created"), default=now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        permissions = [
            ("publish_event", _("Can publish and withdraw events")),
            ("edit_every_event", _("Can edit the events of every organisation")),
            ("translate_catalogue", _("Can translate texts into the languages of the remit")),
            ("exchange_events", _("Can import and export events")),
        ]
        constraints = [
            *OriginalNameModel.Meta.constraints,
            one_of("state", EventState, "event_state"),
            one_of("kind", EventKind, "event_kind"),
            one_of("attendance", Attendance, "event_attendance"),
            models.CheckConstraint(
                name="event_other_attendance",
                condition=Q(other_attendance="")
                | Q(other_attendance__in=Attendance.values) & ~Q(other_attendance=F("attendance")),
                violation_error_message=_("A contradiction is between two different statements."),
            ),
            one_of("cost", Cost, "event_cost"),
            models.CheckConstraint(
                name="event_publish_at_of_draft",
                condition=Q(publish_at__isnull=True) | Q(state=EventState.DRAFT),
                violation_error_message=_("Only a draft is published at a set time."),
            ),
            models.CheckConstraint(
                name="event_not_its_own_part",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("An event cannot be a part of itself."),
            ),
            models.CheckConstraint(
                name="event_timezone_shape",
                condition=Q(timezone="") | Q(timezone__regex=r"^[A-Za-z][A-Za-z0-9_+/-]+$"),
                violation_error_message=_("A time zone is an IANA name such as Asia/Seoul."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.slug])

    @property
    def announcers(self) -> list:
        """Organisations that organise or host it; expects loaded involvements."""
        return [part.organisation for part in self.involvements.all() if part.role in ANNOUNCING_ROLES]

    def withdraw(self) -> None:
        self.state, self.publish_at = EventState.WITHDRAWN, None
        self.save(update_fields=["state", "publish_at"])

    def clean(self) -> None:
        if self.state == EventState.DRAFT and self.pk and self.sessions.announced().exists():
            raise ValidationError(
                {"state": _("What has been published is withdrawn, not turned into a draft again.")}
            )
        above, seen = self.parent, {self.pk} - {None}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("An event cannot be a part of itself.")})
            seen.add(above.pk)
            above = above.parent
