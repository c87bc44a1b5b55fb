"""What a browser sends for the page of a record: its fields, and the rows of its inlines by their keys."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, BoundField, CheckboxInput
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict

type Key = tuple[str, str, str]
"""Prefix of the inline and key of the row, both empty for the record itself; name of the field."""
type Sent = dict[Key, list[str]]
type Row = dict[str, list[str]]


def sent_for(bound: BoundField) -> list[str]:
    """What a browser sends for the field as it stands on the page."""
    widget, value = bound.field.widget, bound.value()
    widget = getattr(widget, "widget", widget)  # in what the admin wraps around a choice of records
    if isinstance(widget, CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    several = isinstance(shown, list | tuple)
    return as_shown(list(map(str, shown)) if several else [shown or ""])


def as_shown(values: list[str]) -> list[str]:
    """What was sent, to be compared: browsers write the ends of lines, and an editor picks, in any way."""
    return sorted(value.replace("\r\n", "\n") for value in values)


def own_fields(formset: BaseInlineFormSet) -> set[str]:
    """Those that name a row and what it belongs to, and the mark that deletes it."""
    return {formset.model._meta.pk.name, formset.fk.name, "DELETE"}


def fields_of(form: forms.ModelForm, left_out: set[str] = frozenset()) -> Iterator[tuple[str, BoundField]]:
    for name, field in form.fields.items():
        if name not in left_out and not field.disabled:
            yield name, form[name]


class PageForms:
    """The forms of a page that nobody has filled in: what the record and its rows are at the moment."""

    def __init__(self, form: forms.ModelForm, formsets: list[BaseInlineFormSet]) -> None:
        self.form = form
        self.formsets = {formset.prefix: formset for formset in formsets}
        self.rows = {
            (prefix, str(row.instance.pk)): row
            for prefix, formset in self.formsets.items()
            for row in formset.initial_forms
        }

    def sent(self) -> Sent:
        data: Sent = {("", "", name): sent_for(bound) for name, bound in fields_of(self.form)}
        for (prefix, pk), row in self.rows.items():
            for name, bound in fields_of(row, own_fields(self.formsets[prefix])):
                data[prefix, pk, name] = sent_for(bound)
        return data

    def row_to_send(self, prefix: str, pk: str) -> Row:
        """The whole row, with what names it."""
        row = self.rows[prefix, pk]
        return {name: sent_for(row[name]) for name in row.fields if name != "DELETE"}

    def as_new_row(self, prefix: str, row: Row) -> Row:
        """A row that was there, as a new one: with what only a new one sends, without what named it."""
        empty = self.formsets[prefix].empty_form
        missing = {
            name: sent_for(empty[name])
            for name, field in empty.fields.items()
            if name not in row and not isinstance(field, forms.BooleanField)
        }
        return missing | row | {self.formsets[prefix].model._meta.pk.name: [""]}


class Posted:
    """The data of a post, with the rows of its inlines in reach by their keys."""

    def __init__(self, post: QueryDict, page: PageForms) -> None:
        self.data = post.copy()
        self.keys = {prefix: formset.model._meta.pk.name for prefix, formset in page.formsets.items()}
        self.parents = {prefix: formset.fk.name for prefix, formset in page.formsets.items()}
        self.rows: dict[str, list[Row]] = {prefix: [] for prefix in self.keys}
        self.initial: dict[str, int] = dict.fromkeys(self.keys, 0)
        self.broken: set[str] = set()
        """Inlines whose counts no browser sends so: Django refuses them, as they are."""
        for prefix in self.keys:
            counts = [
                self.data.get(f"{prefix}-{name}", "") for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)
            ]
            if not all(re.fullmatch("[0-9]{1,4}", count) for count in counts):
                self.broken.add(prefix)
                continue
            total, initial = map(int, counts)
            self.rows[prefix] = [self.row(prefix, index) for index in range(total)]
            self.initial[prefix] = min(initial, total)

    def row(self, prefix: str, index: int) -> Row:
        start = f"{prefix}-{index}-"
        return {
            name.removeprefix(start): values for name, values in self.data.lists() if name.startswith(start)
        }

    def key_of(self, prefix: str, row: Row) -> str:
        return "".join(row.get(self.keys[prefix], [""])[-1:])

    def kept_rows(self, prefix: str) -> dict[str, Row]:
        """Those that are there already, by key."""
        rows = self.rows[prefix][: self.initial[prefix]]
        return {self.key_of(prefix, row): row for row in rows}

    def get(self, key: Key, default: list[str]) -> list[str]:
        """What was sent for a field; ``default`` where the row that it is of was not sent at all."""
        prefix, pk, name = key
        if not prefix:
            return as_shown(self.data.getlist(name))
        row = self.kept_rows(prefix).get(pk)
        return default if row is None else as_shown(row.get(name, []))

    def set(self, key: Key, values: list[str]) -> None:
        prefix, pk, name = key
        if not prefix:
            self.data.setlist(name, values)
        elif (row := self.kept_rows(prefix).get(pk)) is not None:
            row[name] = values

    def take_out(self, prefix: str, pk: str) -> Row:
        row = self.kept_rows(prefix)[pk]
        self.rows[prefix].remove(row)
        self.initial[prefix] -= 1
        return row

    def put_in(self, prefix: str, row: Row, *, is_new: bool) -> None:
        """As the last of those that are there already, or of the new ones."""
        self.rows[prefix].insert(len(self.rows[prefix]) if is_new else self.initial[prefix], row)
        self.initial[prefix] += not is_new

    def as_post(self) -> QueryDict:
        data: Any = self.data
        for prefix, rows in self.rows.items():
            if prefix in self.broken:
                continue
            for name in [name for name in data if re.match(rf"{re.escape(prefix)}-[0-9]+-", name)]:
                del data[name]
            data[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(rows))
            data[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(self.initial[prefix])
            for index, row in enumerate(rows):
                is_new = index >= self.initial[prefix]
                for name, values in row.items():
                    # A new row belongs to what the page is about now, whatever it was about when opened.
                    if not (is_new and name == self.parents[prefix]):
                        data.setlist(f"{prefix}-{index}-{name}", values)
        return data
