"""The lists of the admin: what stands in them, what is found in them, what they cost."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import (
    Appearance,
    CalendarEntry,
    CatalogueVersion,
    Change,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    LinkCheck,
    LoadedRecord,
    OtherName,
    Remit,
    Resource,
    SearchDocument,
    SearchWord,
    Session,
    SessionSet,
    Source,
    Speaker,
    Timeline,
    Topic,
)
from events.upkeep import bring_up_to_date
from organisations.models import Office, Organisation, Project
from tests.events.admin.browser import address
from tests.factories import (
    make_appearance,
    make_change,
    make_citation,
    make_day_session,
    make_event,
    make_involvement,
    make_link_check,
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

# There is nothing to look at, or it stands on the page of something else.
MADE_BY_THE_SITE = {CatalogueVersion, Remit, SearchDocument, SearchWord, SessionSet, Timeline}
OURS = [
    model
    for app in ("events", "organisations")
    for model in apps.get_app_config(app).get_models()
    if model not in MADE_BY_THE_SITE
]


def make_entry() -> CalendarEntry:
    session = make_session()
    bring_up_to_date(Event.objects.filter(pk=session.event_id), datetime(2024, 1, 1, tzinfo=UTC))
    return session.calendar_entries.get()


def make_loaded_record() -> LoadedRecord:
    return LoadedRecord.objects.create(model="events.event", key=str(LoadedRecord.objects.count()), values={})


def make_other_name() -> OtherName:
    return OtherName.objects.create(event=make_event(), name="Another", language="en")


LISTS: list[tuple[type[Model], Callable[[], Model], int]] = [
    (Event, lambda: make_session(make_event(topics=[make_topic()])), 9),
    (Session, make_session, 5),
    (Speaker, make_speaker, 6),
    (Appearance, lambda: make_appearance(affiliation=make_organisation()), 5),
    (LanguageOffer, lambda: make_offer(provider=make_organisation()), 6),
    (Involvement, make_involvement, 5),
    (Resource, lambda: resource_of_session(), 5),
    (OtherName, make_other_name, 6),
    (Source, make_source, 6),
    (Topic, make_topic, 5),
    (Citation, make_citation, 6),
    (Organisation, lambda: make_organisation(parent=make_organisation(), country="DE"), 6),
    (Office, make_office, 6),
    (Project, lambda: make_project(funder=make_organisation()), 6),
    (CalendarEntry, make_entry, 6),
    (Change, make_change, 5),
    (LoadedRecord, make_loaded_record, 6),
    (LinkCheck, lambda: make_resource(url=make_link_check().url), 10),
]


def resource_of_session() -> Resource:
    session = make_session()
    return make_resource(session.event, session=session)


def test_every_model_has_its_list() -> None:
    assert {model for model, _make, _queries in LISTS} == set(OURS)
    assert set(OURS) <= admin.site._registry.keys()
    assert MADE_BY_THE_SITE & admin.site._registry.keys() == set()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("model", "make", "queries"), LISTS)
def test_a_list_takes_the_same_queries_whatever_its_length(
    editor: Client,
    django_assert_num_queries: Callable,
    model: type[Model],
    make: Callable[[], Model],
    queries: int,
    rows: int,
) -> None:
    for _row in range(rows):
        make()

    with django_assert_num_queries(queries):
        page = editor.get(address(model, "changelist"))

    assert len(page.context["cl"].result_list) >= rows


@pytest.mark.parametrize("model", OURS)
def test_every_list_can_be_searched_and_filtered(editor: Client, model: type[Model]) -> None:
    kept = admin.site.get_model_admin(model)

    page = editor.get(address(model, "changelist"), {"q": "climate \0 x"})

    assert kept.search_fields
    assert kept.list_filter
    assert page.status_code == 200


def cells(editor: Client, **query: str) -> list[list[str]]:
    """Title and date of each row in the list of events."""
    found = editor.get(address(Event, "changelist"), query).context["cl"]
    return [[event.title, found.model_admin.session_date(event)] for event in found.result_list]


def test_the_list_of_events_shows_the_next_session(editor: Client) -> None:
    event, now = make_event(title="Series", timezone="Pacific/Auckland"), timezone.now()
    for days in (-20, -10, 10, 20):
        start = now + timedelta(days=days)
        make_session(event, starts_at=start, ends_at=start + timedelta(hours=1))

    [[_title, day]] = cells(editor)

    expected = event.sessions.get(number=3).starts_local.date()
    said = f"{expected.day} {expected:%b} {expected.year}".replace("Sep ", "Sept ")
    assert day == f"{said} · 4 sessions"


def test_the_list_of_events_shows_the_first_session_where_all_are_over(editor: Client) -> None:
    west = make_event(title="West", timezone="America/Los_Angeles")
    make_day_session(west, first_day=date(2021, 5, 3), last_day=date(2021, 5, 4))
    make_day_session(west, first_day=date(2020, 5, 3), last_day=date(2020, 5, 4))

    assert cells(editor) == [["West", "3 May 2020 · 2 sessions"]]


def test_counts_of_sessions_stand_beside_filters_and_search(editor: Client) -> None:
    topics = [make_topic(name="Water"), make_topic(name="Heat")]
    event = make_event(title="Series", topics=topics)
    make_event(title="Another")
    make_session(event)
    make_session(event)
    for _number in range(2):
        make_involvement(event, organisation=make_organisation(name="University of Climate"))

    by_topic = cells(editor, topics__id__exact=str(topics[0].pk))
    by_organisation = cells(editor, q="university climate")

    assert by_topic == by_organisation == [["Series", "18 Sept 2024 · 2 sessions"]]


@pytest.mark.parametrize("search", ["기후", "webinar-slug", "أصلي", "Acronym"])
def test_events_are_found_by_any_of_their_names(editor: Client, search: str) -> None:
    event = make_event(
        title="Found",
        title_ko="기후 웨비나",
        slug="webinar-slug",
        original_name="عنوان أصلي",
        original_language="ar",
    )
    make_involvement(event, organisation=make_organisation(acronym="ACRONYM"))
    make_event(title="Not found")

    assert [row[0] for row in cells(editor, q=search)] == ["Found"]


def test_sessions_say_when_they_are(editor: Client) -> None:
    kept = admin.site.get_model_admin(Session)
    day = date(2024, 9, 18)
    sessions = [
        make_session(make_event(timezone="Asia/Seoul")),
        make_session(make_event(timezone="")),
        make_day_session(first_day=day, last_day=day),
        make_day_session(),
        make_session(precision="window", first_day=date(2022, 9, 12), last_day=date(2022, 10, 30)),
        make_session(precision="unknown"),
    ]

    assert [kept.when(session) for session in sessions] == [
        "18 Sept 2024, 20:00 Asia/Seoul",
        "18 Sept 2024, 11:00 UTC",
        "18 Sept 2024",
        "7 Oct 2020 – 28 Oct 2020",
        "one day of 12 Sept 2022 – 30 Oct 2022",
        "not stated",
    ]


@pytest.mark.parametrize("term", ["Body", "Bo\0dy", ""])
def test_autocomplete_answers(editor: Client, term: str) -> None:
    make_organisation(name="Body of cities")
    asked = {"app_label": "events", "model_name": "involvement", "field_name": "organisation", "term": term}

    answer = editor.get(reverse("admin:autocomplete"), asked)

    assert [found["text"] for found in answer.json()["results"]] == ["Body of cities"]


@pytest.mark.parametrize("rows", [1, 3])
def test_autocomplete_of_sessions_takes_the_same_queries(
    editor: Client, django_assert_num_queries: Callable, rows: int
) -> None:
    for _row in range(rows):
        make_session()
    asked = {"app_label": "events", "model_name": "appearance", "field_name": "session", "term": "event"}

    with django_assert_num_queries(4):
        answer = editor.get(reverse("admin:autocomplete"), asked)

    assert len(answer.json()["results"]) == rows


def test_only_what_is_public_links_to_its_page(editor: Client) -> None:
    draft = make_session(make_event(state="draft"))
    public = make_session(make_event())

    for record in (draft, draft.event):
        assert editor.get(address(record, "change")).context["absolute_url"] is None
    for record in (public, public.event):
        target = editor.get(editor.get(address(record, "change")).context["absolute_url"])
        assert target.url.endswith(record.get_absolute_url())


@pytest.mark.parametrize("query", ["kind__exact=%00", "topics__id__exact=%00", "q=a&state=a%00b"])
def test_filter_with_a_nul_is_refused(editor: Client, query: str) -> None:
    make_event()

    assert editor.get(f"{address(Event, 'changelist')}?{query}").status_code == 400
