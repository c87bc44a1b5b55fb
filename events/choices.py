from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _


def one_of(field: str, choices: type[models.TextChoices], name: str) -> CheckConstraint:
    """The database's own word that ``field`` holds one of ``choices``."""
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": choices.values}))


class EventKind(models.TextChoices):
    WEBINAR = "webinar", _("Webinar")
    SERIES = "series", _("Webinar series")
    TRAINING = "training", _("Training programme")
    SUMMIT = "summit", _("Summit")


class EventState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Attendance(models.TextChoices):
    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    HYBRID = "hybrid", _("Online and in person")
    NOT_STATED = "not_stated", _("Not stated")


class Cost(models.TextChoices):
    FREE = "free", _("Free of charge")
    PAID = "paid", _("Paid")
    NOT_STATED = "not_stated", _("Not stated")


class Precision(models.TextChoices):
    """What is known of a session's date."""

    TIME = "time", _("Start and end are known")
    DAY = "day", _("First and last day are known")
    WINDOW = "window", _("One day inside a window, not stated which")
    UNKNOWN = "unknown", _("Date not stated")


class SessionStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    TENTATIVE = "tentative", _("Tentative")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class OfferMode(models.TextChoices):
    FLOOR = "floor", _("Spoken on the floor")
    INTERPRETATION = "interpretation", _("Interpretation")
    SIGN = "sign", _("Sign language")
    CAPTIONS = "captions", _("Captions")
    NOT_STATED = "not_stated", _("Mode not stated")


class AppearanceMode(models.TextChoices):
    LIVE = "live", _("Live")
    PRE_RECORDED = "pre_recorded", _("Pre-recorded")
    NOT_STATED = "not_stated", _("Not stated")


class InvolvementRole(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    SUPPORTER = "supporter", _("Supporter")
    FUNDER = "funder", _("Funder")
    MEMBER = "member", _("Member")
    INTERPRETATION_PARTNER = "interpretation_partner", _("Interpretation partner")


ANNOUNCING_ROLES = (InvolvementRole.ORGANISER, InvolvementRole.HOST)


class ResourceKind(models.TextChoices):
    PROGRAMME = "programme", _("Programme")
    RECORDING = "recording", _("Recording")
    GUIDEBOOK = "guidebook", _("Guidebook")
    HIGHLIGHTS = "highlights", _("Highlights")
    SLIDES = "slides", _("Slides")
    REGISTRATION = "registration", _("Registration")
    STREAM = "stream", _("Public live stream")


class LinkOutcome(models.TextChoices):
    """What became of asking an address for its page."""

    FOUND = "found", _("Found")
    MISSING = "missing", _("Not there")
    UNREACHABLE = "unreachable", _("No answer")
    NOT_ASKED = "not_asked", _("Not asked: not a public address")


class When(models.TextChoices):
    """The ``when`` of lists and feeds."""

    UPCOMING = "upcoming", _("Upcoming")
    PAST = "past", _("Past")
    UNDATED = "undated", _("Date not stated")
    ALL = "all", _("All")


class Recording(models.TextChoices):
    """The ``recording`` of lists and feeds."""

    YES = "yes", _("With a recording")


class Hours(models.TextChoices):
    """The ``hours`` of lists and feeds."""

    HUMANE = "humane", _("Between 07:00 and 21:00")


class Order(models.TextChoices):
    """The ``order`` of a list that was searched."""

    RELEVANCE = "relevance", _("Best match first")
    DATE = "date", _("By date")
