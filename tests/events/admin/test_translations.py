"""The pages of translators: what is missing, and who may write in which language."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from events.models import Event, Remit, Speaker
from organisations.models import Organisation
from tests.events.admin.browser import submit
from tests.events.admin.translating import cells, columns, entered, listed, of_kind, overview, page_of
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
)


@pytest.fixture
def translator(db: None, client: Client) -> Client:
    """A browser in which somebody is at work who may write Korean and Arabic texts, and nothing else."""
    user = User.objects.create_user("translator", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="translate_catalogue"))
    Remit.objects.create(user=user, languages="ko ar")
    client.force_login(user)
    return client


@pytest.fixture
def organiser(db: None, client: Client) -> Client:
    """A browser in which somebody is at work who edits the events of one organisation."""
    user = User.objects.create_user("organiser", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["change_event", "change_session"]))
    Remit.objects.create(user=user, languages="fr")
    client.force_login(user)
    return client


def test_overview_counts_what_is_there_and_what_is_missing(editor: Client) -> None:
    make_event(title="Heat", title_ko="더위", summary="About heat")
    make_event(title="Rain")
    make_organisation(name="", name_fr="Ville")

    page = editor.get(overview())

    found = cells(page)
    assert list(found) == [
        "event", "session", "speaker", "appearance", "involvement", "resource", "topic", "source",
        "organisation", "office", "project",
    ]  # fmt: skip
    assert list(found["event"]) == ["en", "ar", "es", "fr", "ko", "pl", "zh-hans"]
    assert (found["event"]["en"], found["event"]["ko"], found["event"]["ar"]) == ((3, 0), (1, 2), (0, 3))
    assert (found["organisation"]["en"], found["organisation"]["fr"]) == ((0, 1), (1, 0))
    assert page.context["totals"] == [1, 4, 4, 3, 3, 4, 4]
    assert f'<a href="{of_kind(Event)}">' in page.content.decode()
    assert '<th scope="col" lang="ar" dir="rtl">العربية</th>' in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_takes_a_query_for_each_kind(
    editor: Client, django_assert_num_queries: Callable, rows: int
) -> None:
    for _row in range(rows):
        make_appearance(role="Mayor")

    with django_assert_num_queries(13):
        page = editor.get(overview())

    assert cells(page)["appearance"]["ko"] == (0, rows)


def test_list_holds_the_records_that_lack_a_text_the_newest_first(editor: Client) -> None:
    first = make_event(title="Heat", summary="About heat", summary_ko="더위에 대하여")
    make_event(title="Rain", title_ko="비")
    second = make_event(title="", title_ar="ريح", audience_fr="Villes")

    page = editor.get(of_kind(Event))

    assert listed(page) == [
        (second, [("Title", "ar", "ريح"), ("Audience", "fr", "Villes")]),
        (first, [("Title", "en", "Heat")]),
    ]
    text = page.content.decode()
    assert f'<a href="{page_of(first)}"><bdi>Heat</bdi></a>' in text
    assert '<span lang="ar" dir="rtl">ريح</span>' in text


def test_list_holds_all_records_where_that_is_asked(editor: Client) -> None:
    done, lacking = make_event(title="Rain", title_ko="비"), make_event(title="Heat")

    page = editor.get(of_kind(Event, show="all"))

    assert listed(page) == [(lacking, [("Title", "en", "Heat")]), (done, [])]


def test_list_is_searched(editor: Client) -> None:
    heat = make_event(title="Heat")
    for _number in range(2):
        make_involvement(heat, organisation=make_organisation(name="University of Heat"))
    make_event(title="Rain")

    assert [record for record, _texts in listed(editor.get(of_kind(Event, q="heat")))] == [heat]
    assert listed(editor.get(of_kind(Event, q="snow\0"))) == []


def test_list_is_paged(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.admin.translations.PER_PAGE", 2)
    events = [make_event() for _number in range(3)]

    assert [record for record, _texts in listed(editor.get(of_kind(Event)))] == [events[2], events[1]]
    page = editor.get(of_kind(Event, p="2", q="event"))
    assert [record for record, _texts in listed(page)] == [events[0]]
    assert "?p=1&amp;q=event" in page.content.decode()
    assert editor.get(of_kind(Event, p="none")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "make",
    [
        make_event,
        lambda: make_session(title="Opening"),
        lambda: make_appearance(role="Mayor"),
        lambda: make_involvement(note="With thanks"),
        lambda: make_resource(title="Slides"),
        make_organisation,
    ],
)
def test_list_takes_the_same_queries_whatever_its_length(
    editor: Client, django_assert_num_queries: Callable, make: Callable[[], Model], rows: int
) -> None:
    model = {type(make()) for _row in range(rows)}.pop()

    with django_assert_num_queries(4):
        page = editor.get(of_kind(model))

    assert len(page.context["rows"]) == rows


def test_save_and_next_leads_to_the_next_record_that_lacks_a_text(editor: Client) -> None:
    first = make_speaker(name="Ann")
    make_speaker(name="Ben", name_ko="벤")
    last = make_speaker(name="Eve")

    response = submit(
        editor, page_of(last, **{"from": "en"}), _next="1", **{entered(last, "name_ko"): "이브"}
    )
    assert response.url == page_of(first, **{"from": "en"})

    response = submit(editor, page_of(first), _next="1", **{entered(first, "name_ko"): "앤"})
    assert response.url == of_kind(Speaker)


def test_a_translator_sees_the_languages_of_the_remit(translator: Client) -> None:
    event = make_event(title="Heat")

    page = translator.get(overview())

    assert [language["code"] for language in page.context["languages"]] == ["ar", "ko"]
    assert cells(page)["event"] == {"ar": (0, 1), "ko": (0, 1)}
    assert translator.get(of_kind(Event, "ko")).status_code == 200
    response = submit(translator, page_of(event, "ko"), **{entered(event, "title_ko"): "더위"})
    assert response.status_code == 302
    event.refresh_from_db()
    assert event.title_ko == "더위"


def test_a_translator_writes_in_no_other_language(translator: Client) -> None:
    event = make_event(title="Heat", title_fr="Chaleur")
    before = columns(event)
    data = {entered(event, "title_fr"): "Autre", entered(event, "opened_title_fr"): "", "title_fr": "Autre"}

    assert translator.get(of_kind(Event, "fr")).status_code == 403
    assert translator.get(page_of(event, "fr")).status_code == 403
    assert translator.post(page_of(event, "fr"), data).status_code == 403
    submit(translator, page_of(event, "ko"), **data, slug="other", **{entered(event, "slug"): "other"})

    assert columns(event) == before


def test_a_translator_without_a_remit_has_no_pages(translator: Client) -> None:
    event = make_event()
    Remit.objects.all().delete()

    for url in (overview(), of_kind(Event), page_of(event)):
        assert translator.get(url).status_code == 403


def test_a_remit_alone_lets_nobody_translate(translator: Client) -> None:
    User.objects.get().user_permissions.clear()
    event = make_event()

    for url in (overview(), of_kind(Event), page_of(event)):
        assert translator.get(url).status_code == 403


def test_an_editor_of_an_organisation_translates_its_events_in_every_language(organiser: Client) -> None:
    own, other = make_event(title="Heat"), make_event(title="Rain")
    body = make_organisation()
    make_involvement(own, organisation=body)
    User.objects.get().remit.organisations.add(body)
    session = make_session(own, title="Opening")
    make_involvement(own, note="With thanks")

    page = organiser.get(overview())
    assert list(cells(page)) == ["event", "session"]
    assert cells(page)["event"]["ko"] == (0, 1)
    assert [record for record, _texts in listed(organiser.get(of_kind(Event)))] == [own]
    assert {form.instance for form in organiser.get(page_of(own)).context["page"]} == {own, session}
    assert organiser.get(page_of(other)).status_code == 404
    assert organiser.get(of_kind(Organisation)).status_code == 403


def test_nobody_translates_without_signing_in(client: Client, db: None) -> None:
    for url in (overview(), of_kind(Event), page_of(make_event())):
        assert client.get(url).url.startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    ("language", "model", "pk"),
    [
        ("de", "event", 1),
        ("ko", "remit", 1),
        ("ko", "change", 1),
        ("ko", "event", 0),
        ("ko", "event", 10**30),
    ],
)
def test_what_there_is_not(editor: Client, language: str, model: str, pk: int) -> None:
    make_event(pk=1)

    assert editor.get(reverse("admin:translation", args=[language, model, pk])).status_code == 404
