import pytest
from django.test import Client

from events.choices import Attendance, EventState, InvolvementRole, OfferMode
from events.models import Event
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_source,
    make_speaker,
    make_undated_session,
)
from tests.reading import Element, Page

pytestmark = pytest.mark.django_db


def page(client: Client, event: Event) -> Page:
    response = client.get(f"/en/events/{event.slug}/")
    assert response.status_code == 200
    return Page(response)


def marked(found: Page, language: str) -> list[Element]:
    return [element for element in found.find("span") if element.attributes.get("lang") == language]


def test_languages_say_mode_and_provider(client: Client) -> None:
    session = make_session()
    goyang = make_organisation(slug="goyang", name="Goyang")
    make_offer(session, language="ko", mode=OfferMode.INTERPRETATION, provider=goyang)
    make_offer(session, language="fr", mode=OfferMode.NOT_STATED)
    make_session(session.event)
    make_offer(session.event.sessions.get(number=2), language="fr", mode=OfferMode.NOT_STATED)
    found = page(client, session.event)

    assert found.fact("Languages") == "differ between the sessions, listed below"
    assert found.texts(".offers") == [
        "français French: mode not stated한국어 Korean: interpretation, provided by Goyang",
        "français French: mode not stated",
    ]
    assert "/en/organisations/goyang/" in found.links()


def test_languages_that_all_sessions_share_are_said_once(client: Client) -> None:
    event = make_event()
    for _ in range(2):
        make_offer(make_session(event), language="ko", mode=OfferMode.FLOOR)
    found = page(client, event)

    assert found.texts(".offers") == ["한국어 Korean: spoken on the floor"]
    assert found.fact("Languages") == "한국어 Korean: spoken on the floor"
    assert page(client, make_session().event).fact("Languages") == "not stated"


def test_what_is_not_stated_is_said_so(client: Client) -> None:
    found = page(client, make_undated_session().event)

    facts = {name: found.fact(name) for name in ("Where", "Languages", "Organiser", "For whom", "Cost")}
    assert facts.pop("Where") == "attendance not stated"
    assert set(facts.values()) == {"not stated"}


def test_contradiction_shows_both_sides(client: Client) -> None:
    event = make_event(
        attendance=Attendance.IN_PERSON, other_attendance=Attendance.ONLINE, source_note="Both stand there."
    )

    assert page(client, event).fact("Where") == "In person (elsewhere the source says: Online)"
    assert page(client, event).texts(".open") == ["What the source leaves open Both stand there."]


def test_resource_with_and_without_an_address(client: Client) -> None:
    event = make_resource(url="https://example.org/film", title="The film").event
    make_resource(event, kind="programme")
    found = page(client, event)

    assert "https://example.org/film" in found.links()
    assert {"The film", "Programme mentioned; the source gives no link"} <= set(found.texts("li"))


def test_names_in_other_languages_are_marked(client: Client) -> None:
    event = make_event(
        title_en="Bold Cities", original_name="雄心城市", original_language="zh-hans", own_translations="en"
    )
    event.other_names.create(name="المدن", language="ar")
    found = page(client, event)

    assert found.texts("h1") == ["Bold Cities"]
    assert [line.endswith("our translation") for line in found.texts(".head__original")] == [True]
    assert [one.text for one in marked(found, "zh-hans")] == ["雄心城市"]
    assert [(one.text, one.attributes["dir"]) for one in marked(found, "ar")] == [("المدن", "rtl")]
    assert found.texts(".head__others") == ["Also called المدن"]


def test_official_name_is_not_called_our_translation(client: Client) -> None:
    event = make_event(title_en="Bold Cities", original_name="雄心城市", original_language="zh-hans")

    assert page(client, event).texts(".head__original") == ["雄心城市 as the source writes it"]


def test_text_that_stands_in_for_the_language_of_the_page_is_marked(client: Client) -> None:
    event = make_event(
        title_en="", title_ko="더위", summary_ar="ملخص", description_ar="وصف", audience_ko="모두"
    )
    session = make_undated_session(event, date_note_ko="언젠가")
    make_appearance(session, speaker=make_speaker(name_en="", name_ko="홍길동"), role_ko="교수")
    make_involvement(event, organisation=make_organisation(name_en="", name_ko="고양"), note_ko="참고")
    found = page(client, event)
    prose = [(one.attributes["lang"], one.attributes["dir"]) for one in found.find(".prose")]

    assert [one.text for one in marked(found, "ko")] == [
        "더위",
        "언젠가",
        "고양",
        "참고",
        "모두",
        "홍길동",
        "교수",
    ]
    assert [(one.text, one.attributes["dir"]) for one in marked(found, "ar")] == [("ملخص", "rtl")]
    assert prose == [("ar", "rtl")]


def test_speakers_are_presented_as_the_session_presents_them(client: Client) -> None:
    c40 = make_organisation(name="C40")
    appearance = make_appearance(
        speaker=make_speaker(name="Luke Sherlock"),
        honorific="Mr.",
        role="Director",
        affiliation=c40,
        mode="pre_recorded",
    )

    assert page(client, appearance.session.event).texts(".people") == [
        "Mr. Luke Sherlock Director, C40 Pre-recorded"
    ]


def test_involvements_stand_under_their_roles(client: Client) -> None:
    event = make_event()
    for name, role in (
        ("A", InvolvementRole.HOST),
        ("B", InvolvementRole.HOST),
        ("C", InvolvementRole.FUNDER),
    ):
        make_involvement(event, organisation=make_organisation(name=name), role=role)
    found = page(client, event)

    assert (found.fact("Host"), found.fact("Funder")) == ("A B", "C")


def test_parts_and_whole_lead_to_each_other(client: Client) -> None:
    whole = make_event(title="Whole")
    part = make_event(title="Part", parent=whole)

    assert part.get_absolute_url() in page(client, whole).links()
    assert page(client, part).texts(".head__kicker") == ["Webinar · part of Whole"]

    Event.objects.filter(pk=part.pk).update(state=EventState.DRAFT)
    assert "Part" not in page(client, whole).texts("a")


def test_draft_is_not_found(client: Client) -> None:
    event = make_session(make_event(slug="heat")).event
    assert page(client, event).texts("h1") == [event.title]

    Event.objects.update(state=EventState.DRAFT)

    response = client.get("/en/events/heat/")
    assert (response.status_code, event.title.encode() in response.content) == (404, False)


def test_draft_that_an_event_is_part_of_is_not_named(client: Client) -> None:
    part = make_event(parent=make_event(title="Whole", state=EventState.DRAFT))

    assert page(client, part).texts(".head__kicker") == ["Webinar"]


def test_lines_that_the_event_is_taken_from(client: Client) -> None:
    source, session = make_source(title="The paper", slug="paper"), make_session()
    make_citation(source=source, event=session.event, fact="title", first_line=3, last_line=3)
    make_citation(source=source, session=session, fact="starts_at", first_line=3, last_line=3)
    make_citation(source=source, session=session, fact="date_note", first_line=9, last_line=11)
    found = page(client, session.event)

    assert found.texts(".sources__title") == ["The paper"]
    assert found.texts(".sources__lines") == [
        "line 3: title, startslines 9–11: what the source says of the date"
    ]
    assert "/en/sources/paper/#l9-11" in found.links()
