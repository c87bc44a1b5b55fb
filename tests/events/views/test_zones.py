from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from events.choices import EventState
from events.models import Event
from events.upkeep import bring_up_to_date
from events.views.zones import Place, ZonePage, place
from tests.factories import (
    make_appearance,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_speaker,
    make_topic,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db

ZONES = "/en/time-zones/"
SEOUL = "tz=Asia%2FSeoul"
ZONED = [
    *("/en/", "/en/events/?when=all", "/en/events/heat/", "/en/organisations/net/", "/en/speakers/ann/"),
    *("/en/languages/ko/", "/en/topics/rain/"),
]
"""Pages of heat(), each of which shows its one session."""


def heat(**values: object) -> None:
    event = make_event(slug="heat", title="Heat", topics=[make_topic(slug="rain")])
    session = make_session(event, **values)
    make_involvement(event, organisation=make_organisation(slug="net"))
    make_appearance(session, speaker=make_speaker(slug="ann"))
    make_offer(session, language="ko")
    bring_up_to_date(Event.objects.all(), timezone.now())


def page(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def with_zone(address: str, zone: str = SEOUL) -> str:
    return f"{address}{'&' if '?' in address else '?'}{zone}"


def zones(client: Client, **query: str) -> dict[str, str]:
    """Each city with the address it leads to."""
    found = page(client, f"{ZONES}?{urlencode(query)}")
    links = {link.text: link.attributes["href"] for link in found.find("a")}
    return {city: href for city, href in links.items() if "tz=" in href and city != "Back"}


def found_by(words: str, language: str = "en") -> list[str]:
    with translation.override(language):
        context = ZonePage.as_view()(RequestFactory().get(ZONES, {"find": words})).context_data
    return [one.zone for one in context["places"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("seoul", ["Asia/Seoul"]),
        ("SEO", ["Asia/Seoul"]),
        ("south korea", ["Asia/Seoul"]),
        ("korea", ["Asia/Pyongyang", "Asia/Seoul"]),
        ("korea seoul", ["Asia/Seoul"]),
        ("Asia/Seoul", ["Asia/Seoul"]),
        ("America/Sao_Paulo", ["America/Sao_Paulo"]),
        ("são pau", ["America/Sao_Paulo"]),
        ("cote d’ivoire", ["Africa/Abidjan"]),
        ("eoul", []),
        ("seoul zebra", []),
        ("calcutta", ["Asia/Calcutta"]),
    ],
)
def test_zone_is_found_by_the_beginnings_of_its_words(words: str, found: list[str]) -> None:
    assert found_by(words) == found


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("سول", "ar", ["Asia/Seoul"]),
        ("كوريا الجنوبية", "ar", ["Asia/Seoul"]),
        ("seoul", "ar", ["Asia/Seoul"]),
        ("서울", "ko", ["Asia/Seoul"]),
        ("서울", "en", []),
        ("Séoul", "fr", ["Asia/Seoul"]),
        ("coree du sud", "fr", ["Asia/Seoul"]),
        ("WARSZAWA", "pl", ["Europe/Warsaw"]),
        ("warszawa", "en", []),
    ],
)
def test_zone_is_found_in_the_language_of_the_page(words: str, language: str, found: list[str]) -> None:
    assert found_by(words, language) == found


def test_place_is_named_in_the_language_of_the_page_with_its_offset_then() -> None:
    summer, winter = (datetime(2024, number, 1, tzinfo=UTC) for number in (7, 12))

    assert place("Europe/Brussels", summer, QueryDict("language=ko")) == Place(
        "Europe/Brussels", "Brussels", "Belgium", "GMT+02:00", "language=ko&tz=Europe%2FBrussels"
    )
    assert place("Europe/Brussels", winter, QueryDict()).offset == "GMT+01:00"
    with translation.override("ar"):
        found = place("Asia/Seoul", summer, QueryDict())
    assert (found.city, found.country) == ("سول", "كوريا الجنوبية")


def test_page_says_country_city_and_offset_of_now(client: Client) -> None:
    found = page(client, f"{ZONES}?find=seoul")

    assert (found.texts(".zones__name"), found.texts("bdi")) == (["South Korea"], ["GMT+09:00"])
    assert zones(client, find="seoul") == {"Seoul": f"/en/events/?{SEOUL}"}


def test_old_names_are_found_only_by_search(client: Client) -> None:
    listed = page(client, ZONES)
    old = {"Asia/Calcutta", "Etc/UTC", "Etc/GMT+5", "EST5EDT"}

    assert {f"/en/events/?{urlencode({'tz': zone})}" for zone in old} & set(listed.links()) == set()
    assert {zone: zone in found_by(zone) for zone in old} == dict.fromkeys(old, True)
    assert {"Factory", "localtime"} & {*found_by("factory"), *found_by("localtime")} == set()


def test_utc_is_listed_last_since_events_without_a_zone_are_in_it(client: Client) -> None:
    found = page(client, ZONES)

    assert (found.texts(".zones__name")[0], found.texts(".zones__name")[-1]) == (
        "Afghanistan",
        "Without a country",
    )
    assert list(zones(client).items())[-1] == ("UTC", "/en/events/?tz=UTC")
    assert "UTC" in zones(client, find="utc")


def test_nothing_found_is_said(client: Client) -> None:
    found = page(client, f"{ZONES}?find=zebra")

    assert found.texts(".empty") == [
        "No time zone has such a name. Try a larger city nearby, or the country."
    ]
    assert (found.texts(".zones"), found.texts(".section-title")) == ([], ["Time zones found"])


def test_zones_of_listed_events_stand_first(client: Client) -> None:
    for zone, state in (("Asia/Seoul", "published"), ("Asia/Seoul", "published"), ("Asia/Tokyo", "draft")):
        make_event(timezone=zone, state=EventState(state))
    make_event(timezone="")
    context = client.get(ZONES).context_data

    assert [one.zone for one in context["organisers"]] == ["Asia/Seoul"]
    assert page(client, ZONES).texts(".section-title") == ["Where sessions are announced", "All time zones"]
    assert page(client, f"{ZONES}?find=seoul").texts(".section-title") == ["Time zones found"]


def test_zones_lead_back_to_the_page_with_its_query(client: Client) -> None:
    back = "/en/events/?language=ko&language=fr&q=a%26b&tz=Europe%2FBrussels&page=3"
    found = page(client, f"{ZONES}?{urlencode({'back': back, 'find': 'seoul'})}")
    hidden = [one.attributes["value"] for one in found.find("input") if one.attributes["type"] == "hidden"]

    assert zones(client, back=back, find="seoul") == {
        "Seoul": f"/en/events/?language=ko&language=fr&q=a%26b&{SEOUL}"
    }
    assert (hidden, [link.attributes["href"] for link in found.find("a") if link.text == "Back"]) == (
        [back],
        [back],
    )
    assert zones(client, back="/en/calendar/2024/09/", find="seoul") == {
        "Seoul": f"/en/calendar/2024/09/?{SEOUL}"
    }


@pytest.mark.parametrize(
    "back",
    [
        *(
            "//evil.example",
            "//evil.example/en/events/",
            "https://evil.example/en/events/",
            "/\\evil.example",
        ),
        *("javascript:alert(1)", "\0", "/en/events/\0", "a" * 10_000, "/" + "a" * 10_000, "/en/nowhere/"),
        *("en/events/", " /en/events/", "?language=ko", "/en/events/#main", "/%2f/evil.example", ""),
    ],
    ids=lambda back: repr(back[:20]),
)
def test_way_back_that_is_not_ours_is_refused(client: Client, back: str) -> None:
    found = page(client, f"{ZONES}?{urlencode({'back': back, 'find': 'seoul'})}")

    assert zones(client, back=back, find="seoul") == {"Seoul": f"/en/events/?{SEOUL}"}
    assert [one.attributes["name"] for one in found.find("input") if one.attributes["type"] == "hidden"] == []
    assert "Back" not in found.texts("a")


def test_long_search_is_cut(client: Client) -> None:
    found = page(client, f"{ZONES}?find={'a' * 10_000}")

    assert [one.attributes["value"] for one in found.find("input") if one.attributes["id"] == "find"] == [
        "a" * 60
    ]


@pytest.mark.parametrize("address", ZONED)
def test_zone_in_the_address_shows_both_clocks(client: Client, address: str) -> None:
    heat()
    plain, found = page(client, address), page(client, with_zone(address))

    assert (plain.texts(".when__clock"), plain.texts(".when__theirs")) == (["13:00–14:00"], [])
    assert found.texts(".when__clock") == ["20:00–21:00"]
    assert [line.removesuffix(" GMT+09:00") for line in found.texts(".when__zone")] == [
        "Seoul, Korean Standard Time"
    ]
    assert found.texts(".when__theirs") == ["Organiser: 13:00–14:00 Central European Summer Time"]
    assert found.texts(".zone-line") == [
        "Times in Seoul, beside the organisers’ Other time zone Organisers’ times only"
    ]


@pytest.mark.parametrize("address", ZONED)
def test_other_day_on_the_organisers_clock_is_named(client: Client, address: str) -> None:
    start = datetime(2024, 9, 30, 20, tzinfo=UTC)
    heat(starts_at=start, ends_at=start + timedelta(hours=1))
    found = page(client, with_zone(address))

    assert found.texts(".when__clock") == ["05:00–06:00"]
    assert found.texts(".when__theirs") == [
        "Organiser: Mon, 30 Sept 2024 22:00–23:00 Central European Summer Time"
    ]
    assert page(client, with_zone(address, "tz=Europe%2FBrussels")).texts(".when__theirs") == []


def test_list_is_under_the_months_of_the_chosen_clock(client: Client) -> None:
    start = datetime(2024, 9, 30, 20, tzinfo=UTC)
    heat(starts_at=start, ends_at=start + timedelta(hours=1))

    assert page(client, "/en/events/?when=all").texts(".month") == ["September 2024"]
    assert page(client, with_zone("/en/events/?when=all")).texts(".month") == ["October 2024"]


@pytest.mark.parametrize("address", ZONED)
@pytest.mark.parametrize("zone", ["Mars/Olympus", "asia/seoul", "../etc/passwd", "Factory"])
def test_unknown_zone_is_said_to_be_so(client: Client, address: str, zone: str) -> None:
    heat()
    found = page(client, with_zone(address, urlencode({"tz": zone})))
    said = f"“{zone}” is not an IANA time zone."

    if address.startswith("/en/events/?"):
        assert found.texts(".when__clock") == []
        assert f"Time zone: {said}" in found.texts("li")
    else:
        assert (found.texts(".banner"), found.texts(".when__clock")) == ([said], ["13:00–14:00"])


@pytest.mark.parametrize("address", ZONED)
def test_links_of_rows_and_head_keep_the_zone(client: Client, address: str) -> None:
    heat()
    found = page(client, with_zone(address))
    paths = ["", "events/", "calendar/", "languages/", "topics/", "speakers/", "organisations/"]
    expected = {f"/en/{path}?{SEOUL}" for path in paths}
    expected.add(f"{ZONES}?back={quote(with_zone(address), safe='')}")
    if address != "/en/events/heat/":
        expected.add(f"/en/events/heat/?{SEOUL}#session-1")
    own = [link.attributes["href"] for link in found.find("a") if link.text == "Organisers’ times only"]

    assert expected - set(found.links()) == set()
    assert [href.rstrip("?") for href in own] == ["?when=all" if "?" in address else ""]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/en/", "/en/events/?when=past"),
        ("/en/languages/ko/", "/en/events/?when=all&language=ko"),
        ("/en/topics/rain/", "/en/events/?when=all&topic=rain"),
    ],
)
def test_links_to_the_list_keep_the_zone(client: Client, address: str, link: str) -> None:
    heat()
    assert link in page(client, address).links()

    assert with_zone(link) in page(client, with_zone(address)).links()
