"""The links that take a feed, or one session, into a calendar. Pure: loaded objects in, addresses out.

Neither Google nor Microsoft documents them. Those of a session are described by
https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse

from events import ical
from events.models import Session
from events.phrases import session_title
from events.subscriptions import calendar_name

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0"
OFFICE = "https://outlook.office.com/calendar/0"


def link(base: str, **parameters: str) -> str:
    """Everything percent-encoded: some of those who read it take ``+`` for a plus sign."""
    filled = {name: value for name, value in parameters.items() if value}
    return f"{base}?{urlencode(filled, quote_via=quote, safe='')}"


@dataclass(frozen=True)
class Ways:
    """The ways into the feed at ``path``, which holds its query string, too."""

    path: str
    name: str
    more: str = ""
    """The path of the page that tells more of the feed, if there is one."""
    news: str = ""
    """The path of the news feed beside it, if there is one."""

    @property
    def address(self) -> str:
        return settings.SITE_URL + self.path

    @property
    def webcal(self) -> str:
        """For the application that a device has for calendars."""
        return "webcal:" + self.address.partition(":")[2]

    @property
    def google(self) -> str:
        """Google takes an address of https for that of a person's calendar."""
        return link(GOOGLE, cid=self.webcal)

    @property
    def outlook(self) -> str:
        """As https: by webcal, Outlook on the web was seen to take a calendar and show nothing of it."""
        return link(f"{OUTLOOK}/addfromweb", url=self.address, name=self.name)

    @property
    def office(self) -> str:
        return link(f"{OFFICE}/addfromweb", url=self.address, name=self.name)


def sessions_ways(query: str, values: Iterable[object] = ()) -> Ways:
    """To the sessions that narrow down to ``query``; ``values`` of its filters tell which, in words."""
    return Ways(
        reverse("sessions-calendar") + query,
        calendar_name(values),
        more=reverse("subscribe") + query,
        news=reverse("sessions-news") + query,
    )


@dataclass(frozen=True)
class SessionWays:
    """The ways to put a session with a date into a calendar, where it then stays as it is now.

    Expects the session's event and ``with_session_count()``.
    """

    session: Session

    @property
    def path(self) -> str:
        return reverse("session-calendar", args=[self.session.event.slug, self.session.number])

    @property
    def title(self) -> str:
        return session_title(self.session)

    @property
    def details(self) -> str:
        page = settings.SITE_URL + self.session.get_absolute_url()
        return "\n\n".join(filter(None, [self.session.event.summary, page]))

    @property
    def location(self) -> str:
        return self.session.event.place or self.session.event.platform

    def between(self, day: str, instant: str) -> list[str]:
        """Start and end by the pattern for days, whose end is exclusive, or for instants, in UTC."""
        return [written(moment, day, instant) for moment in ical.dates(self.session, withdrawn=False)]

    @property
    def google(self) -> str:
        return link(
            GOOGLE,
            action="TEMPLATE",
            text=self.title,
            dates="/".join(self.between("%Y%m%d", "%Y%m%dT%H%M%SZ")),
            details=self.details,
            location=self.location,
        )

    @property
    def outlook(self) -> str:
        return self.composed_at(OUTLOOK)

    @property
    def office(self) -> str:
        return self.composed_at(OFFICE)

    def composed_at(self, base: str) -> str:
        start, end = self.between("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ")
        return link(
            f"{base}/deeplink/compose",
            path="/calendar/action/compose",
            rru="addevent",
            subject=self.title,
            startdt=start,
            enddt=end,
            **{} if "T" in start else {"allday": "true"},
            body=self.details,
            location=self.location,
        )


def written(moment: datetime | date, day: str, instant: str) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime(instant)
    return moment.strftime(day)


def session_ways(session: Session, now: datetime) -> SessionWays | None:
    """None where there is nothing to come that a calendar could hold."""
    is_to_come = session.is_dated and session.is_public and not session.is_off and not session.is_past(now)
    return SessionWays(session) if is_to_come else None
