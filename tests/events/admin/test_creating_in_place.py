"""What is missing is made from the name that was typed into an autocomplete."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from events.models import Event, Source, Speaker, Topic
from organisations.models import Organisation
from tests.events.admin.browser import address, fields_of
from tests.events.admin.rights import at_work
from tests.factories import make_speaker

MODELS = [Speaker, Organisation, Topic]


def create(browser: Client, name: str | None, model: type[Model] = Speaker) -> HttpResponse:
    return browser.post(address(model, "create"), {} if name is None else {"name": name})


@pytest.mark.parametrize("model", MODELS)
def test_record_is_made_of_its_name(editor: Client, model: type[Model]) -> None:
    response = create(editor, "  Ana Łęcka ", model)

    record = model.objects.get()
    assert (response.status_code, response.json()) == (200, {"id": record.pk, "text": "Ana Łęcka"})
    assert (record.name_en, record.slug) == ("Ana Łęcka", "ana-ecka")
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.object_id, entry.get_change_message()) == (
        ADDITION,
        str(record.pk),
        "Made while entering an event.",
    )


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("홍길동", "name_ko"),
        ("محمد", "name_ar"),
        ("王小明", "name_zh_hans"),
        ("José Núñez", "name_en"),
        ("Łukasz", "name_en"),
        ("さくら", "name_en"),
        ("Иван", "name_en"),
        ("2050", "name_en"),
        ("“홍길동”", "name_ko"),
        ("ICLEI 한국", "name_en"),
        ("1기", "name_ko"),
    ],
)
def test_name_is_kept_in_the_column_of_its_script(editor: Client, name: str, column: str) -> None:
    response = create(editor, name)

    record = Speaker.objects.get()
    columns = ("name_en", "name_ar", "name_es", "name_fr", "name_ko", "name_pl", "name_zh_hans")
    assert {each: getattr(record, each) for each in columns if getattr(record, each)} == {column: name}
    assert response.json()["text"] == name


def test_namesake_gets_a_slug_of_its_own(editor: Client) -> None:
    make_speaker(name="Kim", slug="kim")

    create(editor, "Kim")

    assert sorted(Speaker.objects.values_list("name", "slug")) == [("Kim", "kim"), ("Kim", "kim-2")]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        (None, "This field is required."),
        ("<b>Kim</b>", "This is shown as plain text: write it without HTML tags."),
        ("<script>alert(1)</script>", "This is shown as plain text: write it without HTML tags."),
        ("Ki\0m", "Null characters are not allowed."),
    ],
)
def test_name_that_does_not_do_is_refused_with_a_sentence(
    editor: Client, model: type[Model], name: str | None, told: str
) -> None:
    response = create(editor, name, model)

    assert (response.status_code, response.json()) == (422, {"error": told})
    assert not model.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("name", ["x" * 301, "홍" * 301])
@pytest.mark.parametrize("model", MODELS)
def test_name_that_is_too_long_is_refused(editor: Client, model: type[Model], name: str) -> None:
    response = create(editor, name, model)

    longest = model._meta.get_field("name").max_length
    assert response.status_code == 422
    assert f"at most {longest} characters (it has 301)." in response.json()["error"]
    assert not model.objects.exists()


def test_refusal_of_a_long_name_is_said_once(editor: Client) -> None:
    told = "Ensure this value has at most 200 characters (it has 301)."

    assert create(editor, "x" * 301).json() == {"error": told}


@pytest.mark.parametrize("model", MODELS)
def test_who_may_not_add_makes_nothing(db: None, model: type[Model]) -> None:
    name = model._meta.model_name
    others = [f"add_{other._meta.model_name}" for other in MODELS if other is not model]
    browser = at_work("view_event", f"view_{name}", f"change_{name}", *others)

    response = create(browser, "Kim", model)

    assert (response.status_code, model.objects.count()) == (403, 0)
    assert create(at_work(f"add_{name}"), "Kim", model).status_code == 200


def test_who_is_no_editor_is_sent_to_sign_in(db: None, client: Client) -> None:
    outsider = at_work("add_speaker", is_staff=False)

    answers = [create(browser, "Kim") for browser in (client, outsider)]

    assert [(one.status_code, one.url.partition("?")[0]) for one in answers] == [(302, "/admin/login/")] * 2
    assert not Speaker.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head"])
def test_only_a_post_makes_something(editor: Client, method: str) -> None:
    response = getattr(editor, method)(f"{address(Speaker, 'create')}?name=Kim")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert not Speaker.objects.exists()


def test_post_of_another_site_is_refused(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.create_superuser("editor"))
    token = fields_of(browser.get(address(Event, "add")))["csrfmiddlewaretoken"][0]

    forged = create(browser, "Forged")
    own = browser.post(address(Speaker, "create"), {"name": "Kim"}, headers={"X-CSRFToken": token})

    assert (forged.status_code, own.status_code) == (403, 200)
    assert [speaker.name for speaker in Speaker.objects.all()] == ["Kim"]


def test_what_needs_more_than_a_name_is_not_made_in_place(editor: Client) -> None:
    response = editor.post("/admin/events/source/create-in-place/", {"name": "Paper"}, follow=True)

    assert response.status_code in {200, 404}
    assert not Source.objects.exists()


def test_autocomplete_offers_it_to_who_may(db: None) -> None:
    rights = ["view_event", "add_event", "view_session", "add_session", "view_appearance", "add_appearance"]
    rights += ["view_speaker", "view_organisation", "add_involvement", "view_involvement"]
    offered = f'data-create-url="{address(Speaker, "create")}"'

    pages = [at_work(*rights, *more).get(address(Event, "add")) for more in ([], ["add_speaker"])]

    assert [offered in page.content.decode() for page in pages] == [False, True]
