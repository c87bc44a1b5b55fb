"""What an event still lacks: what keeps it from being published, what would make its page better."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from events.choices import ANNOUNCING_ROLES, Attendance, EventState, Precision, ResourceKind
from events.links import events_with_broken_links
from events.models import Citation, Event, Involvement, LanguageOffer, Resource, Session
from events.roles import events_for


@dataclass(frozen=True)
class Gap:
    """Something that an event lacks. ``advice`` tells an editor what to do; the code stands in addresses."""

    code: str
    name: Promise
    advice: Promise
    is_blocking: bool = False


BLOCKING = [
    Gap("session", _("no session"), _("Every session is withdrawn: an event needs one that is not."), True),
    Gap("organiser", _("no organiser"), _("Say which organisation organises or hosts it."), True),
    Gap("zone", _("no time zone"), _("A session has a time: say in which zone its clock stands."), True),
]
ADVISORY = [
    Gap("date", _("no date"), _("The date of a session is not known yet.")),
    Gap("languages", _("no languages"), _("Say in which languages each session can be followed.")),
    Gap("summary", _("no summary"), _("One or two sentences tell a visitor what it is about.")),
    Gap("topics", _("no topic"), _("With a topic it is found by those who follow that topic.")),
    Gap("attendance", _("attendance not stated"), _("Say whether it is held online or in person.")),
    Gap("registration", _("no registration link"), _("It is still to come: where do people register?")),
    Gap("recording", _("no recording"), _("It is over: is there a recording, or a page that promises one?")),
    Gap("citation", _("no source"), _("Say which document, and which of its lines, it is taken from.")),
    Gap("links", _("broken link"), _("A link leads nowhere: it was tried, and its page was not there.")),
]
GAPS = [*BLOCKING, *ADVISORY]


def sessions(**conditions: object) -> QuerySet[Session]:
    return Session.objects.filter(event=OuterRef("pk"), withdrawn=False, **conditions).order_by()


def without(relation: type) -> Q:
    """Has a session to which no record of ``relation`` belongs."""
    return Q(Exists(sessions().exclude(Exists(relation.objects.filter(session=OuterRef("pk"))))))


def untold_in_every_language(name: str) -> Q:
    columns = (build_localized_fieldname(name, language) for language in settings.MODELTRANSLATION_LANGUAGES)
    return reduce(and_, (Q(**{f"{column}__isnull": True}) | Q(**{column: ""}) for column in columns))


def has_resource(kind: ResourceKind) -> Exists:
    return Exists(shown_resources().filter(event=OuterRef("pk"), kind=kind))


def shown_resources() -> QuerySet[Resource]:
    """Those of the whole event, or of a session that is not withdrawn."""
    return Resource.objects.filter(Q(session=None) | Q(session__withdrawn=False))


def unrecorded(now: datetime) -> Q:
    """Has a session that took place and has no recording, of its own or of the whole event."""
    of_session = Resource.objects.filter(session=OuterRef("pk"), kind=ResourceKind.RECORDING)
    of_event = Resource.objects.filter(event=OuterRef("pk"), session=None, kind=ResourceKind.RECORDING)
    held = sessions().past(now).going_ahead().exclude(Exists(of_session))
    return Q(Exists(held)) & ~Q(Exists(of_event))


def condition(gap: str, now: datetime) -> Q:
    """Which events have the gap of that code."""
    match gap:
        case "session":
            return ~Q(Exists(sessions()))
        case "organiser":
            announcing = Involvement.objects.filter(event=OuterRef("pk"), role__in=ANNOUNCING_ROLES)
            return ~Q(Exists(announcing))
        case "zone":
            return Q(timezone="") & Q(Exists(sessions(precision=Precision.TIME)))
        case "date":
            return Q(Exists(sessions(precision=Precision.UNKNOWN)))
        case "languages":
            return without(LanguageOffer)
        case "summary":
            return untold_in_every_language("summary")
        case "topics":
            return ~Q(Exists(Event.topics.through.objects.filter(event=OuterRef("pk"))))
        case "attendance":
            return Q(attendance=Attendance.NOT_STATED)
        case "registration":
            return Q(Exists(sessions().upcoming(now).going_ahead())) & ~Q(
                has_resource(ResourceKind.REGISTRATION)
            )
        case "recording":
            return unrecorded(now)
        case "citation":
            return without(Citation) & ~Q(Exists(Citation.objects.filter(event=OuterRef("pk"))))
        case "links":
            return Q(pk__in=events_with_broken_links())
    raise ValueError(f"no gap is called {gap}")


def lacking(events: QuerySet[Event], gap: str, now: datetime) -> QuerySet[Event]:
    """Those of ``events`` that have the gap; of withdrawn ones nothing is missed."""
    return events.exclude(state=EventState.WITHDRAWN).filter(condition(gap, now))


def gaps_of(events: Iterable[int], now: datetime) -> dict[int, list[Gap]]:
    """What each of the events lacks, in the order of ``GAPS``, in one query."""
    asked = Event.objects.filter(pk__in=list(events)).order_by()
    marks = {
        f"lacks_{gap.code}": Case(When(condition(gap.code, now), then=Value(True)), default=Value(False))
        for gap in GAPS
    }
    rows = asked.annotate(key=F("pk"), **marks).values("key", *marks)
    return {row["key"]: [gap for gap in GAPS if row[f"lacks_{gap.code}"]] for row in rows}


def blocking(event: Event, now: datetime) -> list[Gap]:
    """What keeps the event from being published."""
    return [gap for gap in gaps_of([event.pk], now)[event.pk] if gap.is_blocking]


@dataclass(frozen=True)
class Need:
    """Something that waits for a person: how many events, and what the list of events shows them by."""

    name: Promise
    count: int
    query: dict[str, str]


WAITING = [
    ("date", _("Events without a date")),
    ("languages", _("Events without languages")),
    ("recording", _("Events that are over and have no recording")),
    ("registration", _("Events to come that have no registration link")),
    ("citation", _("Events without a source")),
    ("links", _("Events with a broken link")),
]


def needs(user: AbstractBaseUser, now: datetime) -> list[Need]:
    """What waits for a person among the events that the user may see; what waits for nobody is left out."""
    events = events_for(user).order_by()
    drafts = events.filter(state=EventState.DRAFT)
    found = [
        Need(_("Drafts"), drafts.count(), {"state__exact": EventState.DRAFT}),
        Need(
            _("Drafts held back: their time came, and something was missing"),
            events.due(now).count(),
            {"due": "yes"},
        ),
    ]
    found += [Need(name, lacking(events, gap, now).count(), {"missing": gap}) for gap, name in WAITING]
    return [need for need in found if need.count]
