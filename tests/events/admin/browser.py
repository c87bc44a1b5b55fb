"""What a browser does with a form: it sends every field as it stands, but for what somebody changed."""

from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

SUBMITS = {"submit", "button", "image", "reset", "file"}


class FormReader(HTMLParser):
    """Collects the fields that a browser would send with the form of the page, not of its language."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = ""
        self.is_elsewhere = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form":
            self.is_elsewhere = "admin-language" in (given.get("class") or "")
        if "disabled" in given or self.is_elsewhere:
            return
        match tag:
            case "input" if name and given.get("type", "text") not in SUBMITS:
                is_mark = given.get("type") in {"checkbox", "radio"}
                if not is_mark or "checked" in given:
                    # HTML: a mark without a value says “on”.
                    said = given.get("value", "on" if is_mark else "")
                    self.values.setdefault(name, []).append(said or "")
            case "select":
                self.select = name
            case "option" if self.select and "selected" in given:
                self.values.setdefault(self.select, []).append(given.get("value") or "")
            case "textarea":
                self.textarea = name
                self.values[name] = [""]

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            # HTML: the first line end in a textarea is none of its text.
            self.values[self.textarea][0] = self.values[self.textarea][0].removeprefix("\n")
            self.textarea = ""


def fields_of(page: HttpResponse) -> dict[str, list[str]]:
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.values


def address(model: type[Model] | Model, page: str) -> str:
    args = [model.pk] if isinstance(model, Model) else []
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def submit(editor: Client, url: str, /, **changes: Any) -> HttpResponse:
    """Open the form at ``url``, change some fields, send it. A field whose value is None is left out."""
    fields = fields_of(editor.get(url))
    data = {name: value for name, value in (fields | changes).items() if value is not None}
    return editor.post(url, data)


def change(editor: Client, record: Model, /, **changes: Any) -> HttpResponse:
    return submit(editor, address(record, "change"), **changes)


def add(editor: Client, model: type[Model], /, **values: Any) -> HttpResponse:
    return submit(editor, address(model, "add"), **values)


def row(prefix: str, number: int = 0, /, *, existing: int = 0, **values: Any) -> dict[str, Any]:
    """A row that somebody adds to an inline after the ``existing`` ones, the ``number``-th of the new."""
    index = existing + number
    fields = {f"{prefix}-{index}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": str(index + 1)} | fields


def errors(page: HttpResponse) -> dict[str, list[str]]:
    """What the page refuses: messages by field name, those of inline rows by ``prefix-index-field``."""
    assert page.status_code == 200, f"nothing was refused: {page.status_code}"
    found = dict(page.context["adminform"].form.errors)
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        for index, row_errors in enumerate(formset.errors):
            found |= {f"{formset.prefix}-{index}-{name}": texts for name, texts in row_errors.items()}
        if formset.non_form_errors():
            found[formset.prefix] = formset.non_form_errors()
    return {name: list(texts) for name, texts in found.items()}


def refused(page: HttpResponse) -> dict[str, list[str]]:
    """As ``errors``, of a page without inlines."""
    assert page.status_code == 200
    return {name: list(texts) for name, texts in page.context["adminform"].errors.items()}
