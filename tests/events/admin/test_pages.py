"""What holds of every page of the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AutocompleteMixin, RelatedFieldWidgetWrapper
from django.db.models import Model
from django.forms import Form, HiddenInput, ModelChoiceField
from django.test import Client

from events.models import CalendarEntry, Change, Event, LinkCheck, LoadedRecord, Session
from events.models.citation import OWNERS
from tests.events.admin.browser import address
from tests.events.admin.test_lists import OURS, make_entry, make_loaded_record
from tests.factories import make_change, make_link_check

KEPT = {
    CalendarEntry: make_entry,
    Change: make_change,
    LinkCheck: make_link_check,
    LoadedRecord: make_loaded_record,
}
EDITABLE = [model for model in OURS if model not in KEPT]


def choosing_widgets(form: Form) -> dict[str, object]:
    """The widgets that choose a record, by field."""
    found = {}
    for name, field in form.fields.items():
        widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
        if isinstance(field, ModelChoiceField) and not isinstance(widget, HiddenInput):
            found[name] = widget
    return found


@pytest.mark.parametrize("model", EDITABLE)
def test_records_are_chosen_by_typing_never_from_a_select_of_all(editor: Client, model: type[Model]) -> None:
    context = editor.get(address(model, "add")).context
    rows = [inline.formset.empty_form for inline in context["inline_admin_formsets"]]
    own = choosing_widgets(context["adminform"].form)

    relations = {
        field.name for field in [*model._meta.fields, *model._meta.many_to_many] if field.related_model
    }
    assert own.keys() == relations
    for form in [context["adminform"].form, *rows]:
        for widget in choosing_widgets(form).values():
            assert isinstance(widget, AutocompleteMixin)


@pytest.mark.parametrize("model", OWNERS.values())
def test_every_record_can_be_cited_on_its_page(editor: Client, model: type[Model]) -> None:
    page = editor.get(address(model, "add"))

    assert "citations" in [inline.formset.prefix for inline in page.context["inline_admin_formsets"]]


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        (
            Event,
            [
                "sessions",
                "language_offers",
                "appearances",
                "involvements",
                "resources",
                "citations",
                "other_names",
            ],
        ),
        (Session, ["language_offers", "appearances", "citations"]),
    ],
)
def test_what_belongs_to_a_record_stands_on_its_page(
    editor: Client, model: type[Model], rows: list[str]
) -> None:
    inlines = editor.get(address(model, "add")).context["inline_admin_formsets"]

    assert [inline.formset.prefix for inline in inlines] == rows
    assert all(inline.opts.show_change_link for inline in inlines)


@pytest.mark.parametrize("model", EDITABLE)
def test_a_page_of_the_admin_runs_nothing_that_the_policy_forbids(editor: Client, model: type[Model]) -> None:
    page = editor.get(address(model, "add"))

    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    content = page.content.decode()
    assert "css/admin.css" in content
    assert "<style" not in content
    assert ' style="' not in content
    assert "<script>" not in content
    assert " onclick=" not in content


@pytest.mark.parametrize("model", KEPT)
def test_what_the_site_keeps_for_itself_is_read_only(editor: Client, model: type[Model]) -> None:
    record = KEPT[model]()
    before = model.objects.values().get()

    page = editor.get(address(record, "change"))
    refused = [
        editor.get(address(model, "add")),
        editor.post(address(record, "change"), {"key": "x", "sequence": "9"}),
        editor.post(address(record, "delete"), {"post": "yes"}),
    ]

    assert "_save" not in page.content.decode()
    assert [response.status_code for response in refused] == [403, 403, 403]
    assert model.objects.values().get() == before
    assert not LogEntry.objects.exists()
