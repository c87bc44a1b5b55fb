"""Searching on the page of the list."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Event, Session
from events.upkeep import bring_up_to_date
from tests.factories import (
    make_appearance,
    make_event,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
)
from tests.reading import Element, Page

pytestmark = pytest.mark.django_db

LIST = "/en/events/"
WITHOUT_ISOLATES = dict.fromkeys([0x2068, 0x2069])
FIRST = datetime(2024, 1, 10, 12, tzinfo=UTC)


def titled(title: str, start: datetime = FIRST, **values: object) -> Session:
    event = make_event(title=title, **values)
    return make_session(event, starts_at=start, ends_at=start + timedelta(hours=1))


def coming(title: str, **values: object) -> Session:
    return titled(title, timezone.now() + timedelta(days=3), **values)


def page(client: Client, query: str = "") -> Page:
    bring_up_to_date(Event.objects.all(), timezone.now())
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return Page(response)


def titles(found: Page) -> list[str]:
    return found.texts(".row__title")


def hidden(found: Page) -> list[tuple[str, str]]:
    inputs = (one.attributes for one in found.find("input"))
    return [(one["name"], one["value"]) for one in inputs if one["type"] == "hidden"]


def inside(found: Page, outer: str, tag: str) -> list[Element]:
    """Elements of ``tag`` whose text is a part of that of the first ``outer``."""
    whole = next(found.find(outer)).text
    return [one for one in found.find(tag) if one.text in whole]


def test_question_is_looked_for_at_any_time_unless_one_is_chosen(client: Client) -> None:
    titled("Heat before"), coming("Heat to come"), coming("Rain")

    assert titles(page(client, "q=heat")) == ["Heat to come", "Heat before"]
    assert titles(page(client, "q=heat&when=")) == ["Heat to come", "Heat before"]
    assert titles(page(client, "q=heat&when=upcoming")) == ["Heat to come"]
    assert titles(page(client, "q=heat&when=past")) == ["Heat before"]
    assert titles(page(client, "q=")) == ["Heat to come", "Rain"]


def test_tabs_count_what_the_question_finds(client: Client) -> None:
    titled("Heat before"), coming("Heat to come"), coming("Rain")
    found = page(client, "q=heat")

    assert found.texts(".tabs__count") == ["1", "1", "0", "2"]
    assert [one.text for one in found.find("a") if one.attributes.get("aria-current") == "true"] == ["All 2"]
    assert "?q=heat&when=past" in found.links()


def test_words_are_marked_in_titles_and_names(client: Client) -> None:
    session = titled("Urban heat")
    session.title = "Heating homes"
    session.save()
    found = page(client, "q=urban heat")

    assert found.texts("mark") == ["Urban", "heat", "Heating"]
    assert titles(found) == ["Urban heat Heating homes"]
    assert found.texts(".row__found") == []
    assert page(client, "when=past").texts("mark") == []


def test_what_was_found_beside_the_title_is_shown_in_excerpts(client: Client) -> None:
    session = titled("Urban", description_en=f"{'Long ago ' * 30}the heat of cities.")
    make_appearance(session, speaker=make_speaker(name="Ann Wood"))
    found = page(client, "q=urban heat")

    assert found.texts("mark") == ["Urban", "heat"]
    (excerpt,) = inside(found, ".row__found", "bdi")
    assert excerpt.text.startswith("… ")
    assert excerpt.text.endswith("ago the heat of cities.")
    assert found.texts(".row__found") == [f"Description: {excerpt.text}"]
    assert page(client, "q=ann").texts(".row__found") == ["Speaker: Ann Wood"]


def test_excerpts_and_titles_of_other_languages_say_theirs(client: Client) -> None:
    titled("Cities", description_ar="حرارة المدن")
    titled("", FIRST + timedelta(days=1), title_en="", title_ko="더위 도시")
    arabic, korean = page(client, "q=مدن"), page(client, "q=더위")
    languages = [
        [
            (one.text, one.attributes["lang"], one.attributes.get("dir"))
            for one in inside(found, outer, "span")
            if "lang" in one.attributes
        ]
        for found, outer in ((arabic, ".row__found"), (korean, ".row__title"))
    ]

    assert (arabic.texts("mark"), korean.texts("mark")) == (["المدن"], ["더위"])
    assert languages == [[("حرارة المدن", "ar", "rtl")], [("더위 도시", "ko", None)]]


def test_best_match_comes_first_unless_dates_are_asked_for(client: Client) -> None:
    titled("Heat"), titled("Rain", FIRST + timedelta(days=40), description_en="Heat, too.")
    best, dated = page(client, "q=heat"), page(client, "q=heat&order=date")

    assert (titles(best), best.texts(".month")) == (["Heat", "Rain"], [])
    assert (titles(dated), dated.texts(".month")) == (["Rain", "Heat"], ["February 2024", "January 2024"])
    assert (
        titles(page(client, "q=heat&order="))
        == titles(page(client, "q=heat&order=relevance"))
        == ["Heat", "Rain"]
    )


def test_order_can_be_turned_over(client: Client) -> None:
    titled("Heat")
    best, dated = page(client, "q=heat&page=1"), page(client, "q=heat&order=date")

    assert best.texts(".list__orders") == dated.texts(".list__orders") == ["Best match first · By date"]
    assert (best.texts("strong"), dated.texts("strong")) == (["Best match first"], ["By date"])
    assert [link for link in best.links() if "order=" in link] == ["?q=heat&order=date"]
    assert "?q=heat&order=relevance" in dated.links()
    assert page(client, "when=past").texts(".list__orders") == []


def test_unknown_order_shows_its_error_and_no_rows(client: Client) -> None:
    titled("Heat")
    found = page(client, "q=heat&order=best")

    assert "Order: Select a valid choice. best is not one of the available choices." in found.texts("li")
    assert titles(found) == []


def suggested(client: Client, query: str) -> dict[str, str]:
    """What is proposed where nothing is found, with how many sessions the list it leads to has."""
    found = page(client, query)
    assert found.texts(".list__count") == []
    links = {one.text: one.attributes["href"] for one in found.find("a")}
    items = [item.rsplit(" ", 2) for item in found.texts("li") if item.endswith((" session", " sessions"))]
    shown = {words: Page(client.get(urljoin(LIST, links[words]))) for words, _count, _sessions in items}
    assert [f"{count} {word}" for _words, count, word in items] == [
        "".join(one.texts(".list__count")) for one in shown.values()
    ]
    return {words.translate(WITHOUT_ISOLATES): count for words, count, _sessions in items}


def test_nothing_found_leads_to_what_does_find_something(client: Client) -> None:
    titled("Heating homes", topics=[make_topic(slug="rain", name="Rain")]), titled("Heating"), coming("Water")

    assert suggested(client, "q=heatnig&when=past") == {
        "Did you mean “Heating”?": "2",
        "“Heating” at any time": "2",
        "Without “Search”": "2",
    }
    assert suggested(client, "q=heating&when=upcoming&tz=Asia/Seoul") == {
        "At any time": "2",
        "Without “Search”": "1",
    }
    assert suggested(client, "q=homes&topic=rain&kind=summit&when=past") == {"Without “Kind”": "1"}


def test_spelling_is_proposed_at_any_time_too(client: Client) -> None:
    titled("Heating")

    assert suggested(client, "q=heatnig&when=upcoming&kind=webinar") == {"“Heating” at any time": "1"}


def test_nothing_is_proposed_where_nothing_would_help(client: Client) -> None:
    titled("Heat")

    assert suggested(client, "q=zebra&kind=summit") == {}


def test_list_without_the_question_is_proposed_as_it_will_be(client: Client) -> None:
    titled("Heat")

    assert suggested(client, "q=zebra") == {"Without “Search”": "1"}


def test_form_keeps_time_zone_and_order(client: Client) -> None:
    titled("Heat")
    found = page(client, "q=heat&tz=Asia/Seoul&when=past&order=date&page=1&kind=webinar")
    shown = {
        one.attributes["name"]: one.attributes
        for one in found.find("input")
        if one.attributes["type"] == "search"
    }

    assert hidden(found) == [("when", "past"), ("order", "date"), ("tz", "Asia/Seoul")]
    assert shown["q"]["value"] == "heat"
    assert hidden(page(client)) == hidden(page(client, "when=&q=heat")) == []


def test_question_is_written_back_escaped(client: Client) -> None:
    titled("Heat")
    found = page(client, "q=%22%3E%3Cb%3Eheat")

    assert [one.attributes["value"] for one in found.find("input") if one.attributes.get("name") == "q"] == [
        '"><b>heat'
    ]
    assert ([text for text in found.texts("b") if "heat" in text], found.texts("title")[0]) == (
        [],
        'Search: "><b>heat · Climate webinar catalogue',
    )
    assert found.texts(".active__chip") == ['Search “"><b>heat” ×remove']


def test_head_leads_to_the_pages_before_and_after(client: Client) -> None:
    for number in range(45):
        titled(f"Heat {number}", FIRST + timedelta(days=number))
    links = [
        [
            (one.attributes["rel"], one.attributes["href"])
            for one in found.find("link")
            if one.attributes["rel"] in {"prev", "next"}
        ]
        for found in (page(client, f"q=heat&tz=UTC&page={number}") for number in (1, 2, 3, 4))
    ]

    assert links == [
        [("next", "?q=heat&tz=UTC&page=2")],
        [("prev", "?q=heat&tz=UTC&page=1"), ("next", "?q=heat&tz=UTC&page=3")],
        [("prev", "?q=heat&tz=UTC&page=2")],
        [],
    ]


@pytest.mark.parametrize("query", ["q=heat", "q=zebra", "order=date", "tz=Asia/Seoul", "q=heat&order=date"])
def test_what_was_searched_or_ordered_is_not_for_search_engines(client: Client, query: str) -> None:
    titled("Heat")
    noindex = {"name": "robots", "content": "noindex, follow"}

    assert [
        noindex in [one.attributes for one in page(client, one).find("meta")] for one in (query, "when=past")
    ] == [
        True,
        False,
    ]


def test_row_says_by_whom_it_can_be_followed_in_the_languages_asked_for(client: Client) -> None:
    session = titled("Heat")
    make_offer(session, language="ko", provider=make_organisation(name="Goyang"))
    make_offer(session, language="fr", mode="floor")
    make_offer(session, language="zh-hans", mode="captions")

    assert page(client, "when=past&language=ko").texts(".row__followed") == [
        "Korean: interpretation, provided by Goyang"
    ]
    assert page(client, "when=past").texts(".row__followed") == []


def test_row_says_so_of_each_language_asked_for(client: Client) -> None:
    session = titled("Heat")
    for language, mode in (("ko", "interpretation"), ("fr", "floor"), ("zh-hans", "captions")):
        make_offer(session, language=language, mode=mode)

    (said,) = page(client, "when=past&language=fr&interpretation=ko&language=zh").texts(".row__followed")

    each = ("French: spoken on the floor", "Korean: interpretation", "Simplified Chinese: captions")
    assert [said.count(words) for words in (*each, " ;")] == [1, 1, 1, 0]
