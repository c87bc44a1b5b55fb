"""What an editor can enter that does not fit is refused at its field; the admin never fails over it."""

from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model
from django.test import Client

from events.models import (
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    OtherName,
    Resource,
    Session,
    Source,
    Speaker,
    Topic,
)
from organisations.models import Office, Organisation, Project
from tests.events.admin.browser import add, address, change, errors, fields_of
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_office,
    make_organisation,
    make_project,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_topic,
)

NEEDED = ["It is needed in at least one language."]
NOT_A_LANGUAGE = "“xx-klingon” is not a BCP 47 language code."


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (Event, {"slug": "a"}, "title_en"),
        (Organisation, {"slug": "a"}, "name_en"),
        (Project, {"slug": "a"}, "name_en"),
        (Speaker, {"slug": "a"}, "name_en"),
        (Topic, {"slug": "a"}, "name_en"),
        (Source, {"slug": "a", "file_name": "a.txt", "languages": "en"}, "title_en"),
    ],
)
def test_a_name_is_needed_in_one_language(
    editor: Client, model: type[Model], values: dict[str, str], name: str
) -> None:
    assert "Needed in at least one language." in editor.get(address(model, "add")).content.decode()
    nameless = add(editor, model, **values)
    in_korean = add(editor, model, **values, **{name.replace("_en", "_ko"): "이름"})

    assert errors(nameless) == {name: NEEDED}
    assert in_korean.status_code == 302
    record = model.objects.get()
    assert str(record) == "이름"
    assert getattr(record, name) in {None, ""}


def test_a_name_in_another_language_does_where_the_row_shows_english_only(editor: Client) -> None:
    office = make_office(name_ko="사무소")
    cleared = {"offices-0-name_en": ""}

    with_korean = change(editor, office.organisation, **cleared)
    Office.objects.update(name_ko="")
    without = change(editor, office.organisation, **cleared)

    assert with_korean.status_code == 302
    assert errors(without) == {"offices-0-name_en": NEEDED}


def test_each_language_has_a_fieldset_named_in_itself(editor: Client) -> None:
    page = editor.get(address(make_event(), "change"))

    names = [fieldset.name for fieldset in page.context["adminform"]]
    assert names[-6:] == ["العربية", "español", "français", "한국어", "polski", "简体中文"]
    assert len(names) == 4 + len(settings.MODELTRANSLATION_LANGUAGES) - 1
    arabic = page.context["adminform"].form.fields["title_ar"]
    assert (arabic.widget.attrs["lang"], arabic.widget.attrs["dir"], arabic.label) == ("ar", "rtl", "Title")
    assert {"title", "summary", "description"}.isdisjoint(fields_of(page))


def bad(model: type[Model], record: Any, changes: dict[str, Any], *fields: str) -> Any:
    return pytest.param(record, changes, set(fields), id=f"{model.__name__} {' '.join(changes)}")


@pytest.mark.parametrize(
    ("make", "changes", "wrong"),
    [
        bad(Event, make_event, {"title_en": "a\0b"}, "title_en"),
        bad(Event, make_event, {"title_en": "x" * 301}, "title_en"),
        bad(Event, make_event, {"slug": "not a slug"}, "slug"),
        bad(Event, make_event, {"kind": "party"}, "kind"),
        bad(Event, make_event, {"parent": "x"}, "parent"),
        bad(Event, make_event, {"parent": "\0"}, "parent"),
        bad(Event, make_event, {"parent": "99999999999999999999"}, "parent"),
        bad(Event, make_event, {"topics": ["x", "0"]}, "topics"),
        bad(
            Event, make_event, {"original_language": "xx-klingon", "original_name": "a"}, "original_language"
        ),
        bad(Event, make_event, {"original_language": "ko"}, "__all__"),
        bad(Event, make_event, {"own_translations": "en  fr"}, "own_translations"),
        bad(Organisation, make_organisation, {"country": "UK"}, "country"),
        bad(Organisation, make_organisation, {"website": "javascript:alert(1)"}, "website"),
        bad(Office, make_office, {"email": "nobody"}, "email"),
        bad(Office, make_office, {"position": "-1"}, "position"),
        bad(Office, make_office, {"address_language": "xx-klingon"}, "address_language"),
        bad(Project, make_project, {"total_cost": "12"}, "__all__"),
        bad(Project, make_project, {"total_cost": "-12", "currency": "EUR"}, "__all__"),
        bad(Project, make_project, {"total_cost": "NaN", "currency": "EUR"}, "total_cost"),
        bad(Project, make_project, {"currency": "EURO"}, "currency"),
        bad(Speaker, make_speaker, {"name_ar": "x" * 201}, "name_ar"),
        bad(Source, make_source, {"languages": "en,fr"}, "languages"),
        bad(LanguageOffer, make_offer, {"language": "xx-klingon"}, "language"),
        bad(LanguageOffer, make_offer, {"language": "KO"}, "language"),
        bad(LanguageOffer, make_offer, {"provider": "x"}, "provider"),
        bad(Involvement, make_involvement, {"organisation": ""}, "organisation"),
        bad(Resource, make_resource, {"url": "example"}, "url"),
        bad(Citation, make_citation, {"event": ""}, "__all__"),
        bad(Citation, make_citation, {"first_line": "3", "last_line": "2"}, "__all__"),
        bad(Citation, make_citation, {"first_line": "0"}, "__all__"),
        bad(Citation, make_citation, {"fact": "colour"}, "fact"),
        bad(Citation, make_citation, {"fact": "sessions"}, "fact"),
        bad(Citation, make_citation, {"tokens": '["Zoom"'}, "tokens"),
        bad(Citation, make_citation, {"tokens": '{"a": 1}'}, "tokens"),
        bad(Citation, make_citation, {"tokens": "[1, 2]"}, "tokens"),
        bad(Citation, make_citation, {"tokens": '["a", ["b"]]'}, "tokens"),
        bad(Citation, make_citation, {"tokens": '[""]'}, "tokens"),
        bad(Citation, make_citation, {"tokens": '["a\\u0000b"]'}, "tokens"),
        bad(Citation, make_citation, {"tokens": '["a\\ud800"]'}, "tokens"),
        bad(Citation, make_citation, {"tokens": "[]"}, "tokens"),
    ],
)
def test_a_bad_value_is_refused_at_its_field(
    editor: Client, make: Any, changes: dict[str, Any], wrong: set[str]
) -> None:
    record = make()
    if isinstance(record, Event):
        make_session(record)
    before = type(record).objects.values().get(pk=record.pk)

    response = change(editor, record, **changes)

    assert errors(response).keys() == wrong
    assert type(record).objects.values().get(pk=record.pk) == before


def test_what_others_refer_to_is_not_deleted(editor: Client) -> None:
    organisation, speaker = make_organisation(), make_speaker()
    make_appearance(speaker=speaker, affiliation=organisation)

    for record in (organisation, speaker):
        page = editor.post(address(record, "delete"), {"post": "yes"})
        assert page.context["protected"]
        assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(
    "management",
    [
        {"sessions-TOTAL_FORMS": None},
        {"sessions-TOTAL_FORMS": "x"},
        {"sessions-TOTAL_FORMS": "-1"},
        {"sessions-0-id": None},
        {"sessions-0-id": "x"},
        {"sessions-0-id": "99999999999999999999"},
        {"sessions-0-event": "0"},
    ],
)
def test_rows_that_a_browser_would_not_send_are_refused(
    editor: Client, management: dict[str, str | None]
) -> None:
    session = make_session()

    response = change(editor, session.event, title_en="Another title", **management)

    assert errors(response)
    assert list(Session.objects.all()) == [session]


def test_records_of_every_kind_can_be_added_with_little(editor: Client) -> None:
    event, organisation = make_event(), make_organisation()
    cases = [
        (OtherName, {"event": event.pk, "name": "Also", "language": "en"}),
        (Involvement, {"event": event.pk, "organisation": organisation.pk, "role": "host"}),
        (Resource, {"event": event.pk, "kind": "slides"}),
        (Office, {"organisation": organisation.pk, "name_en": "Office", "slug": "office"}),
        (Topic, {"name_en": "Topic", "slug": "topic"}),
        (
            Citation,
            {
                "source": make_source().pk,
                "first_line": 1,
                "last_line": 2,
                "tokens": '["a"]',
                "event": event.pk,
            },
        ),
    ]
    make_topic(), make_session(event)

    for model, values in cases:
        before = model.objects.count()
        assert add(editor, model, **values).status_code == 302
        assert model.objects.count() == before + 1
