"""A series before it is made: what its event has already, and what each row will become."""

from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any, Self

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.series_form import PREFIX, RowForm, Rows, RuleForm, rows_as_typed
from events.choices import EventState, Precision
from events.copying import LANGUAGES, SPEAKERS, copy_rows, saved
from events.models import Appearance, Event, LanguageOffer, Session
from events.punctuation import listed


@dataclass(frozen=True)
class Sittings:
    """An event and the sessions that it has, by number, each with ``has_languages`` and ``has_speakers``."""

    event: Event
    sessions: list[Session]

    @classmethod
    def of(cls, event: Event) -> Self:
        sessions = event.sessions.order_by("number").annotate(
            has_languages=Exists(LanguageOffer.objects.filter(session=OuterRef("pk"))),
            has_speakers=Exists(Appearance.objects.filter(session=OuterRef("pk"))),
        )
        return cls(event, list(sessions))

    @property
    def to_fill(self) -> list[Session]:
        """Those of a draft that wait for a date."""
        if self.event.state != EventState.DRAFT:
            return []
        return [
            session
            for session in self.sessions
            if session.precision == Precision.UNKNOWN and not (session.withdrawn or session.is_off)
        ]

    @property
    def examples(self) -> dict[str, Session]:
        """Those with languages or speakers, by key."""
        return {
            str(session.pk): session
            for session in self.sessions
            if (session.has_languages or session.has_speakers) and not session.withdrawn
        }

    @property
    def next_number(self) -> int:
        return 1 + max((session.number for session in self.sessions), default=0)

    @property
    def mark(self) -> str:
        """Another one once a series was made, or its preview holds no more for another reason."""
        return f"{self.event.timezone} {len(self.sessions)} {len(self.to_fill)}"

    def on(self, day: date) -> list[int]:
        """The numbers of the sessions that are surely on ``day``."""
        return [
            session.number
            for session in self.sessions
            if session.is_dated
            and not session.withdrawn
            and session.first_local_day <= day <= session.last_local_day
        ]


class MakingForm(forms.Form):
    """How the sessions are made; without the fields that the event has no use for."""

    fill = forms.BooleanField(
        label=_("Fill sessions without a date first"),
        required=False,
        help_text=_("The lowest number first; a title that is not entered here stays as it is."),
    )
    like = forms.ChoiceField(
        label=_("With the languages and speakers of"),
        required=False,
        help_text=_("A session that has languages, or speakers, already keeps its own."),
    )

    def __init__(self, *args: Any, sittings: Sittings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sittings.to_fill:
            del self.fields["fill"]
        examples = [(key, str(session)) for key, session in sittings.examples.items()]
        self.fields["like"].choices = [("", _("none of them")), *examples]
        if not examples:
            del self.fields["like"]


class Preview:
    """The three forms of the page as they were sent; “show” makes the rows anew if the rule is another."""

    def __init__(self, sent: QueryDict, sittings: Sittings) -> None:
        data = sent.copy()
        self.sittings, self.mark = sittings, sent.get("mark")
        self.rule, self.rows, self.making = RuleForm(data), None, None
        self.rule_shown = sent.get("rule", "")
        if self.rule.is_valid() and self.rule_has_changed and "show" in sent:
            self.follow_rule(data)
        if f"{PREFIX}-TOTAL_FORMS" not in data:
            return
        self.rows = Rows(data, prefix=PREFIX, form_kwargs={"zone": sittings.event.timezone})
        self.making = MakingForm(data, sittings=sittings)
        self.is_valid = all([self.rows.is_valid(), self.making.is_valid()])
        for row in self.rows:
            row.others = sittings.on(row.cleaned_data["day"]) if "day" in row.cleaned_data else []
        for row, session in self.plan(sittings):
            row.becomes = session

    @property
    def rule_has_changed(self) -> bool:
        """Since the rows were made of it."""
        return self.rule.typed != self.rule_shown

    @property
    def months_left_out(self) -> str:
        months = [] if self.rule_has_changed else self.rule.months_left_out
        return listed(cldr.in_words(month, "yMMMM", get_language()) for month in months)

    def follow_rule(self, data: QueryDict) -> None:
        days = self.rule.days
        struck = {day for day in days if self.sittings.on(day)}
        for name, value in rows_as_typed(days, data["start"], data["end"], struck).items():
            data[name] = value
        if not self.rule_shown:
            data["fill"] = "on"
            data["like"] = list(self.sittings.examples)[-1] if self.sittings.examples else ""
        self.rule_shown = self.rule.typed

    def plan(self, sittings: Sittings) -> list[tuple[RowForm, Session]]:
        """Each row that is kept, in the order of time, with the session that it dates or makes."""
        kept = [row for row in self.rows if row.is_kept and row.starts_at and row.ends_at]
        numbers = count(sittings.next_number)
        new = (Session(event=sittings.event, number=number) for number in numbers)
        first = sittings.to_fill if self.making.cleaned_data.get("fill") else []
        return list(zip(sorted(kept, key=lambda row: row.starts_at), chain(first, new), strict=False))

    def make(self, sittings: Sittings) -> list[Session]:
        """Save what is planned; ``sittings`` are those of now."""
        plan = self.plan(sittings)
        sessions = [session for _row, session in plan]
        for row, session in plan:
            session.precision, session.starts_at, session.ends_at = Precision.TIME, row.starts_at, row.ends_at
            session.title_en = row.cleaned_data["title_en"] or session.title_en
            saved(session)
        if example := sittings.examples.get(self.making.cleaned_data.get("like")):
            lacking = [session for session in sessions if not getattr(session, "has_languages", False)]
            copy_rows(LANGUAGES, example, lacking)
            lacking = [session for session in sessions if not getattr(session, "has_speakers", False)]
            copy_rows(SPEAKERS, example, lacking)
        return sessions
