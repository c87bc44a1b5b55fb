from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone, translation

from events.choices import EventState
from events.facets import Facets
from events.filters import SessionFilter
from events.models import Event, Session
from events.upkeep import bring_up_to_date
from events.views.choices import SHOWN, Choice, ChoiceGroup, Tab, choice_group, choice_groups, tabs
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
    make_undated_session,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 10, 1, tzinfo=UTC)


def facets(query: str = "") -> Facets:
    bring_up_to_date(Event.objects.all(), NOW)
    found = SessionFilter(QueryDict(query), Session.objects.listed(), now=NOW)
    assert found.is_valid(), found.form.errors
    return Facets(found)


def group(name: str, query: str = "") -> ChoiceGroup:
    return choice_group(facets(query), name, QueryDict(query))


def counts(name: str, query: str = "") -> dict[str, int]:
    return {choice.value: choice.count for choice in group(name, query).choices}


def make_topics(number: int) -> None:
    """Of which the first has one session, the second two, and so on."""
    topics = [make_topic(slug=f"topic-{place}", name=f"Topic {place}") for place in range(1, number + 1)]
    for place in range(number):
        make_session(make_event(topics=topics[place:]))


def test_choices_are_counted_named_and_the_largest_come_first() -> None:
    for languages in (["ko", "en"], ["ko", "zh-hans"], ["en", "ko"]):
        session = make_session()
        for language in languages:
            make_offer(session, language=language)

    assert group("language") == ChoiceGroup(
        "language",
        "Can be followed in",
        [
            Choice("ko", "Korean", 3, is_chosen=False),
            Choice("en", "English", 2, is_chosen=False),
            Choice("zh-hans", "Simplified Chinese", 1, is_chosen=False),
        ],
        more_count=3,
    )
    with translation.override("fr"):
        assert [choice.label for choice in group("language").choices] == [
            "coréen",
            "anglais",
            "chinois simplifié",
        ]


def test_choice_is_counted_among_what_the_other_filters_leave() -> None:
    rain, sun = make_topic(slug="rain"), make_topic(slug="sun")
    for topics, language in (([rain], "ko"), ([rain, sun], "fr"), ([sun], "ko")):
        make_offer(make_session(make_event(topics=topics)), language=language)

    assert counts("topic") == {"rain": 2, "sun": 2}
    assert counts("topic", "language=ko") == {"rain": 1, "sun": 1}
    assert counts("topic", "topic=rain&language=fr") == {"rain": 1, "sun": 1}
    assert counts("language", "topic=sun") == {"fr": 1, "ko": 1}
    assert counts("language", "topic=sun&when=upcoming") == {"fr": 0, "ko": 0}


def test_chosen_ones_are_marked_also_where_nothing_has_them() -> None:
    make_offer(language="ko")
    found = group("language", "language=ko&language=pl")

    assert found.choices == [
        Choice("ko", "Korean", 1, is_chosen=True),
        Choice("pl", "Polish", 0, is_chosen=True),
    ]
    assert [choice.value for choice in group("kind", "kind=summit").choices if choice.is_chosen] == ["summit"]


def test_long_filter_shows_the_largest_and_those_chosen_and_leads_to_all() -> None:
    make_topics(SHOWN + 2)
    shown = [f"topic-{number}" for number in range(SHOWN + 2, 2, -1)]

    found = group("topic", "when=all")
    assert [choice.value for choice in found.choices] == shown
    assert (found.more, found.more_count) == ("/en/choose/topic/?when=all", SHOWN + 2)

    found = group("topic", f"topic=topic-1&topic=topic-{SHOWN}")
    assert [choice.value for choice in found.choices] == [*shown, "topic-1"]
    assert [choice.value for choice in found.choices if choice.is_chosen] == [f"topic-{SHOWN}", "topic-1"]
    assert found.more == f"/en/choose/topic/?topic=topic-1&topic=topic-{SHOWN}"


def test_filter_that_shows_all_leads_nowhere() -> None:
    make_topics(SHOWN)
    assert (len(group("topic").choices), group("topic").more) == (SHOWN, "")

    make_session(make_event(topics=[make_topic(slug="other")]))
    assert group("topic").more == "/en/choose/topic/"
    assert group("topic", "topic=topic-1&topic=other").more == ""


def test_of_speakers_only_those_chosen_are_shown() -> None:
    ann = make_speaker(slug="ann", name="Ann")
    make_appearance(speaker=ann), make_appearance()

    assert group("speaker") == ChoiceGroup("speaker", "Speaker", [], "/en/choose/speaker/")
    assert group("speaker", "speaker=ann") == ChoiceGroup(
        "speaker", "Speaker", [Choice("ann", "Ann", 1, is_chosen=True)], "/en/choose/speaker/?speaker=ann"
    )


def test_organisation_is_counted_with_the_bodies_below_it() -> None:
    net = make_organisation(slug="net")
    make_organisation(slug="beside")
    event = make_session().event
    make_involvement(event, organisation=make_organisation(slug="office", parent=net))
    make_involvement(make_session().event, organisation=net)

    assert counts("organisation") == {"net": 2, "office": 1}


def test_few_choices_are_all_shown_in_their_order() -> None:
    make_session(make_event(kind="summit", attendance="online"))

    assert counts("kind") == {"webinar": 0, "series": 0, "training": 0, "summit": 1}
    assert counts("attendance") == {"online": 1, "in_person": 0, "hybrid": 0, "not_stated": 0}
    assert (counts("recording"), group("kind").more) == ({"yes": 0}, "")


def test_what_is_less_often_wanted_is_folded_unless_chosen() -> None:
    folded = {one.name for one in choice_groups(facets(), QueryDict()) if one.is_folded}

    assert folded == {"interpretation", "kind", "attendance"}
    assert not group("kind", "kind=summit").is_folded


def test_hours_can_be_chosen_where_a_zone_is() -> None:
    make_session()
    names = [
        "language",
        "interpretation",
        "topic",
        "organisation",
        "speaker",
        "kind",
        "attendance",
        "recording",
    ]

    assert [one.name for one in choice_groups(facets(), QueryDict())] == names
    assert [one.name for one in choice_groups(facets("tz=Asia/Seoul"), QueryDict())] == [*names, "hours"]
    assert counts("hours", "tz=Asia/Seoul") == {"humane": 1}
    assert counts("hours", "tz=Pacific/Auckland") == {"humane": 0}


def test_tabs_count_each_time_under_the_other_filters() -> None:
    make_offer(make_session(), language="ko")
    make_undated_session()
    make_session(starts_at=NOW, ends_at=NOW.replace(hour=2))

    assert tabs(facets("when=past")) == [
        Tab("upcoming", "Upcoming", 1),
        Tab("past", "Past", 1),
        Tab("undated", "Date not stated", 1),
        Tab("all", "All", 3),
    ]
    assert [tab.count for tab in tabs(facets("language=ko"))] == [0, 1, 0, 1]
    assert [tab.count for tab in tabs(None)] == [None] * 4


def test_what_is_not_public_is_in_no_choice() -> None:
    make_topics(1)
    assert counts("topic") == {"topic-1": 1}

    Event.objects.update(state=EventState.WITHDRAWN)

    assert counts("topic") == {}
    assert [tab.count for tab in tabs(facets())] == [0] * 4


def test_list_marks_what_would_leave_nothing_and_ticks_what_is_chosen(client: Client) -> None:
    make_topics(SHOWN + 1)
    bring_up_to_date(Event.objects.all(), timezone.now())
    query, most = f"when=past&kind=webinar&topic=topic-{SHOWN + 1}", SHOWN + 1
    found = Page(client.get(f"/en/events/?{query}"))
    ticked = [one.attributes["value"] for one in found.find("input") if "checked" in one.attributes]

    assert [text for text in found.texts("label") if text.startswith("Topic")] == [
        f"Topic {number} {number}" for number in range(most, 1, -1)
    ]
    assert f"Webinar {most}" in found.texts("label")
    assert found.texts(".none")[:3] == ["Webinar series 0", "Training programme 0", "Summit 0"]
    assert ticked == [f"topic-{most}", "webinar"]
    assert f"All {most} choices, with search: Topic" in found.texts("a")
    assert f"/en/choose/topic/?{query}" in found.links()


def test_tabs_lead_to_the_same_choice_at_another_time(client: Client) -> None:
    make_topics(1)
    bring_up_to_date(Event.objects.all(), timezone.now())
    found = Page(client.get("/en/events/?when=past&topic=topic-1&page=1"))

    assert [link.text for link in found.find("a") if link.attributes.get("aria-current") == "true"] == [
        "Past 1"
    ]
    assert {f"?when={when}&topic=topic-1" for when in ("upcoming", "past", "undated", "all")} - set(
        found.links()
    ) == set()
