"""Records whose pages are looked at, taken from whatever the database holds."""

from collections import Counter

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from events.choices import Precision, SessionStatus
from events.models import Event, LanguageOffer, Session, Source, Speaker, Topic
from events.upkeep import bring_up_to_date
from organisations.models import Organisation, Project


def busiest_month() -> str | None:
    """As an address has it, 2024/09."""
    days = Session.objects.listed().dated().values_list("first_local_day", flat=True)
    months = Counter(f"{day:%Y/%m}" for day in days)
    return max(months, key=lambda month: (months[month], month), default=None)


def records() -> dict[str, str | None]:
    """The slug or the key of each, by the name that audit.kinds has for it; None where there is no such."""
    events = Event.objects.listed().annotate(held=Count("sessions")).order_by("-held", "pk")
    single = events.filter(held=1).order_by("pk")
    involved = Organisation.objects.annotate(part=Count("involvements")).order_by("-part", "pk")
    speakers = Speaker.objects.annotate(heard=Count("appearances")).order_by("-heard", "pk")
    topics = Topic.objects.annotate(held=Count("events")).order_by("-held", "pk")
    offered = LanguageOffer.objects.values_list("language", flat=True).annotate(n=Count("pk"))
    return {
        "webinar": slug(single.filter(sessions__precision__in=[Precision.TIME, Precision.DAY])),
        "series": slug(events),
        "series_key": str(events[0].pk) if events else None,
        "undated": slug(single.filter(sessions__precision=Precision.UNKNOWN)),
        "cancelled": slug(events.filter(sessions__status=SessionStatus.CANCELLED)),
        "month": busiest_month(),
        "speaker": slug(speakers),
        "organisation": slug(involved),
        "project": slug(Project.objects.order_by("pk")),
        "language": offered.order_by("-n", "language").first(),
        "topic": slug(topics),
        "source": slug(Source.objects.order_by("pk")),
    }


def slug(found: object) -> str | None:
    return found.values_list("slug", flat=True).first()


def withdrawn() -> str:
    """The slug of an event that is withdrawn for this: the newest of those with a single session."""
    event = Event.objects.listed().annotate(held=Count("sessions")).filter(held=1).order_by("pk").last()
    event.withdraw()
    bring_up_to_date(Event.objects.filter(pk=event.pk), timezone.now())
    return event.slug


def session_key() -> str:
    """The session of an administrator who is made for this."""
    client = Client()
    client.force_login(User.objects.create_superuser("auditor"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value
