"""The list of events: what an editor sees of each at a glance, and narrows the list by."""

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.choices import EventState
from events.choices import When as Time
from events.models import Event, LanguageOffer, Session
from events.punctuation import comma
from events.readiness import GAPS, gaps_of, lacking
from events.timezones import in_zone


def with_next_session(events: QuerySet, now: datetime) -> QuerySet:
    """With ``session_count``, and start or first day of the next session; of the first where all are over."""
    own = Session.objects.filter(event=OuterRef("pk"), withdrawn=False).order_by()
    is_over = Case(When(span_end__gt=now, then=Value(0)), default=Value(1))
    first = own.order_by(is_over, F("span_start").asc(nulls_last=True), "number")
    return events.annotate(
        session_count=Subquery(own.values("event").annotate(count=Count("pk")).values("count")),
        next_start=Subquery(first.values("starts_at")[:1]),
        next_day=Subquery(first.values("first_day")[:1]),
        next_span=Subquery(first.values("span_start")[:1]),
    )


class EventChangeList(ChangeList):
    """Asks what the columns show for the rows of the page only, whatever the length of the list."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        events, now = list(self.result_list), timezone.now()
        keys = [event.pk for event in events]
        shown = with_next_session(Event.objects.filter(pk__in=keys), now).in_bulk()
        gaps = gaps_of(keys, now)
        languages: dict[int, list[str]] = {key: [] for key in keys}
        offers = LanguageOffer.objects.filter(session__event__in=keys, session__withdrawn=False).order_by()
        for key, code in offers.values_list("session__event", "language").distinct():
            languages[key].append(code)
        for event in events:
            event.shown, event.gaps = shown[event.pk], gaps[event.pk]
            event.languages = sorted(languages[event.pk])
        self.result_list = events


class NextSessionFilter(admin.SimpleListFilter):
    title = _("sessions")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [(choice.value, choice.label) for choice in Time if choice != Time.ALL]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        own, now = Session.objects.filter(event=OuterRef("pk"), withdrawn=False).order_by(), timezone.now()
        match self.value():
            case Time.UPCOMING:
                return queryset.filter(Exists(own.upcoming(now)))
            case Time.PAST:
                return queryset.filter(Exists(own.past(now)), ~Exists(own.upcoming(now)))
            case Time.UNDATED:
                return queryset.filter(Exists(own.undated()))
        return queryset


class LanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        codes = (
            LanguageOffer.objects.filter(session__withdrawn=False)
            .order_by()
            .values_list("language", flat=True)
            .distinct()
        )
        names = ((code, cldr.language_name(code, get_language())) for code in codes)
        return sorted(names, key=lambda choice: choice[1].casefold())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        offers = LanguageOffer.objects.filter(
            session__event=OuterRef("pk"), session__withdrawn=False, language=self.value()
        )
        return queryset.filter(Exists(offers))


class GapFilter(admin.SimpleListFilter):
    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [(gap.code, gap.name) for gap in GAPS]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in {gap.code for gap in GAPS}:
            return queryset
        return lacking(queryset, self.value(), timezone.now())


class DueFilter(admin.SimpleListFilter):
    title = _("publishing")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("yes", _("Held back"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Drafts that were to be published, and lacked something."""
        is_due = Q(state=EventState.DRAFT, publish_at__lte=timezone.now())
        return queryset.filter(is_due) if self.value() else queryset


class EventColumns:
    """The columns of the list, for EventAdmin."""

    list_display = ("title", "kind", "state_in_words", "session_date", "followable_in", "missing")
    list_filter = (
        "state",
        NextSessionFilter,
        LanguageFilter,
        GapFilter,
        DueFilter,
        "kind",
        "attendance",
        ("topics", admin.RelatedOnlyFieldListFilter),
    )
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EventChangeList

    @admin.display(description=_("state"), ordering="state")
    def state_in_words(self, event: Event) -> SafeString | str:
        if event.publish_at:
            at = in_zone(event.publish_at, event.timezone)
            said = {"day": cldr.in_words(at.date(), "yMMMd", get_language()), "time": f"{at:%H:%M}"}
            return gettext("Draft, to be published on %(day)s, %(time)s") % said
        return format_html('<span class="state state--{}">{}</span>', event.state, event.get_state_display())

    @admin.display(description=_("next or first session"), ordering=F("next_span").asc(nulls_last=True))
    def session_date(self, event: Event) -> str | None:
        """With how many there are, where it is one of several."""
        shown = event.shown
        day: date | None = shown.next_day
        if shown.next_start:
            day = in_zone(shown.next_start, event.timezone).date()
        said = day and cldr.in_words(day, "yMMMd", get_language())
        count = shown.session_count or 0
        if count > 1:
            sessions = ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count}
            return f"{said or gettext('not stated')} · {sessions}"
        return said

    @admin.display(description=_("languages"))
    def followable_in(self, event: Event) -> SafeString | None:
        if not event.languages:
            return None
        named = ((cldr.language_name(code, get_language()), code) for code in event.languages)
        return format_html_join(" ", '<abbr title="{}">{}</abbr>', named)

    @admin.display(description=_("missing"))
    def missing(self, event: Event) -> SafeString | str:
        if event.state == EventState.WITHDRAWN or not event.gaps:
            return ""
        return format_html_join(
            comma(),
            '<span class="{}">{}</span>',
            (("gap gap--blocking" if gap.is_blocking else "gap", gap.name) for gap in event.gaps),
        )
