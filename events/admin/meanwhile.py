"""Two editors on one page: the second to save is told what the first changed, field by field, and chooses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db.models import Model
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext

from events import revisions
from events.admin.columns import LONGEST_KEY
from events.admin.sent_rows import Key, PageForms, Posted, Sent, as_shown
from events.models import Event
from events.punctuation import listed
from events.upkeep import take_turn

TOKEN = "opened"  # noqa: S105 the name of a field
CHOICE = "meanwhile:"
THEIRS = "theirs"


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else changed since the page was opened; texts as an editor reads them.

    ``name`` is that of the choice between both, where this editor changed it, too; else it is empty, and
    the form has taken over what they entered.
    """

    record: str
    label: str
    before: str
    now: str
    mine: str
    who: str
    name: str = ""


@dataclass
class Opened:
    """What the page showed, and when."""

    at: datetime
    sent: Sent


@dataclass
class Settled:
    """The post with what others changed taken over, and what there is to tell of it."""

    post: QueryDict
    changes: list[Meanwhile] = field(default_factory=list)


def token_of(page: PageForms) -> str:
    sent = [[*key, values] for key, values in page.sent().items()]
    return signing.dumps([timezone.now().isoformat(), sent], salt=TOKEN, compress=True)


def opened_by(token: str) -> Opened | None:
    """None where the token is none of ours: then there is nothing to compare with."""
    try:
        at, sent = signing.loads(token, salt=TOKEN)
    except signing.BadSignature:
        return None
    return Opened(parse_datetime(at), {(prefix, pk, name): values for prefix, pk, name, values in sent})


def in_words(bound: BoundField, values: list[str]) -> str:
    """Values as they were sent, as a person reads them."""
    target, given = bound.field, [value for value in values if value]
    if isinstance(target, forms.ModelChoiceField):
        keys = [value for value in given if value.isdecimal() and len(value) < LONGEST_KEY]
        return listed(sorted(str(record) for record in target.queryset.filter(pk__in=keys)))
    if isinstance(target, forms.BooleanField):
        return gettext("yes") if given else gettext("no")
    if isinstance(target, forms.ChoiceField):
        names = {str(value): str(name) for value, name in target.choices}
        given = [names.get(value, value) for value in given]
    said = listed(given)
    return said.replace("T", " ") if isinstance(target, forms.DateTimeField) else said


class Authors:
    """Who changed what since the page was opened."""

    def __init__(self, record: Model, since: datetime) -> None:
        self.of_field: dict[tuple[str, str, str], str] = {}
        self.of_page = ""
        event_id = revisions.event_of(record)
        if event_id is None:
            kind = ContentType.objects.get_for_model(record)
            entries = LogEntry.objects.filter(
                content_type=kind, object_id=str(record.pk), action_time__gte=since
            )
            if entry := entries.select_related("user").first():
                self.of_page = self.signed(entry.user, entry.action_time)
            return
        made = revisions.revisions_of(Event(pk=event_id))
        before = made.filter(date_created__lt=since).first()
        state = revisions.state_of(before) if before else None
        for revision in made.filter(date_created__gte=since).order_by("pk"):
            after = revisions.state_of(revision)
            for difference in revisions.differences(state, after) if state is not None else []:
                said = self.signed(revision.user, revision.date_created)
                self.of_field[*difference.key, difference.name] = said
            state = after

    @staticmethod
    def signed(user: Model | None, at: datetime) -> str:
        name = (user.get_full_name() or user.get_username()) if user else gettext("the site")
        return f"{name}, {timezone.localtime(at):%H:%M} UTC"

    def of(self, model: type[Model], pk: str, name: str) -> str:
        label = model._meta.label_lower
        found = self.of_field.get((label, pk, name)) or self.of_field.get((label, pk, ""))
        return found or self.of_page or gettext("somebody else")


class Comparison:
    """What was shown, what is there now, and what was sent."""

    def __init__(self, record: Model, opened: Opened, page: PageForms, post: QueryDict) -> None:
        self.record, self.opened, self.page = record, opened.sent, page
        self.present, self.posted = page.sent(), Posted(post, page)
        self.opened_at = opened.at

    @cached_property
    def authors(self) -> Authors:
        return Authors(self.record, self.opened_at)

    def settled(self) -> Settled:
        self.choose()
        changes = [*self.changed_fields(), *self.gone_rows(), *self.new_rows()]
        return Settled(self.posted.as_post(), changes)

    def choose(self) -> None:
        """Take theirs, as they were shown beside what this editor had entered, where that was chosen."""
        for name, value in list(self.posted.data.items()):
            key = tuple(name.removeprefix(CHOICE).split("|"))
            if name.startswith(CHOICE) and value == THEIRS and key in self.opened:
                self.posted.set(key, self.opened[key])

    def rows(self, sent: Sent) -> set[tuple[str, str]]:
        return {(prefix, pk) for prefix, pk, _name in sent if prefix}

    def changed_fields(self) -> Iterator[Meanwhile]:
        for key, now in self.present.items():
            before = self.opened.get(key, now)
            mine = self.posted.get(key, before)
            if before == now or mine == now:
                continue
            if mine == before:
                self.posted.set(key, now)
            yield self.told(key, before, now, mine)

    def told(self, key: Key, before: list[str], now: list[str], mine: list[str]) -> Meanwhile:
        prefix, pk, name = key
        form = self.page.rows[prefix, pk] if prefix else self.page.form
        bound = form[name]
        return Meanwhile(
            record=str(form.instance) if prefix else "",
            label=str(bound.label),
            before=in_words(bound, before),
            now=in_words(bound, now),
            mine=in_words(bound, mine),
            who=self.authors.of(form._meta.model, pk or str(self.record.pk), name),
            name="" if mine == before else CHOICE + "|".join(key),
        )

    def gone_rows(self) -> Iterator[Meanwhile]:
        """Rows that somebody deleted: what this editor changed in one comes as a new row."""
        for prefix, pk in sorted(self.rows(self.opened) - self.rows(self.present)):
            if prefix not in self.page.formsets or pk not in self.posted.kept_rows(prefix):
                continue
            fields = {
                name: values
                for (one, other, name), values in self.opened.items()
                if (one, other) == (prefix, pk)
            }
            row = self.posted.take_out(prefix, pk)
            if "DELETE" in row:
                continue
            is_mine = any(as_shown(row.get(name, [])) != values for name, values in fields.items())
            if is_mine:
                self.posted.put_in(prefix, self.page.as_new_row(prefix, row), is_new=True)
            model = self.page.formsets[prefix].model
            yield Meanwhile(
                record="",
                label=str(model._meta.verbose_name),
                before=listed(value for values in fields.values() for value in values),
                now=gettext("removed"),
                mine=gettext("Your row stands below as a new one.") if is_mine else "",
                who=self.authors.of(model, pk, ""),
            )

    def new_rows(self) -> Iterator[Meanwhile]:
        for prefix, pk in sorted(self.rows(self.present) - self.rows(self.opened)):
            if pk in self.posted.kept_rows(prefix) or not any(
                name.startswith(f"{prefix}-") for name in self.posted.data
            ):
                continue
            self.posted.put_in(prefix, self.page.row_to_send(prefix, pk), is_new=False)
            row = self.page.rows[prefix, pk]
            yield Meanwhile(
                record="",
                label=str(row.instance._meta.verbose_name),
                before="",
                now=str(row.instance),
                mine="",
                who=self.authors.of(type(row.instance), pk, ""),
            )


class MeanwhileAdmin:
    """For a ModelAdmin: compares what a page showed with what is there when it is sent."""

    def page_forms(self, request: HttpRequest, obj: Model) -> PageForms:
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=fields)(instance=obj)
        formsets = [
            formset(instance=obj, prefix=formset.get_default_prefix(), queryset=inline.get_queryset(request))
            for formset, inline in self.get_formsets_with_inlines(request, obj)
        ]
        return PageForms(form, formsets)

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict | None
    ) -> HttpResponse:
        request.meanwhile = []
        if request.method == "POST" and object_id and (opened := opened_by(request.POST.get(TOKEN, ""))):
            take_turn()  # so that nobody writes between this look and our write
            obj = self.get_object(request, unquote(object_id))
            if obj is not None and self.has_change_permission(request, obj):
                page = self.page_forms(request, obj)
                settled = Comparison(obj, opened, page, request.POST).settled()
                request.POST, request.meanwhile = settled.post, settled.changes
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.changed_meanwhile = bool(getattr(request, "meanwhile", None))
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Model | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        if obj is not None and self.has_change_permission(request, obj):
            kept = self.get_object(request, str(obj.pk))  # as it is stored: a form may have changed this one
            context |= {"opened": token_of(self.page_forms(request, kept)), "meanwhile": request.meanwhile}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
