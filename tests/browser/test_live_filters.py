"""The form beside the list with script: the list changes under it, the page stays."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

KOREAN = 9
"""So many past sessions can be followed in Korean."""


@pytest.fixture
def past(site: Site, opened: Callable[..., Page]) -> Page:
    """The list of what is past, marked, so that a page loaded anew would be noticed."""
    page = opened()
    page.goto(site["past"])
    page.evaluate("window.isFirst = true")
    return page


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def stayed(page: Page) -> bool:
    return page.evaluate("window.isFirst === true")


def choice(page: Page, group: str, name: str) -> Locator:
    return page.get_by_role("group", name=group).get_by_role("checkbox", name=name)


def korean(page: Page) -> Locator:
    return choice(page, "Can be followed in", "Korean")


def rows(page: Page) -> Locator:
    return page.get_by_role("article")


def count(page: Page) -> Locator:
    return page.locator(".list__count")


def fetched(page: Page) -> list[str]:
    """The addresses that scripts of the page ask for from now on."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.resource_type == "fetch" else None)
    return asked


def test_choice_changes_list_address_and_counts_without_a_page_load(past: Page) -> None:
    webinars = past.locator("label", has=past.locator("[value=webinar]")).locator("small")
    before = int(webinars.text_content())
    korean(past).check()

    expect(count(past)).to_have_text(f"{KOREAN} sessions")
    expect(rows(past)).to_have_count(KOREAN)
    expect(past.locator(".active__chip")).to_have_count(1)
    assert query(past) == {"when": ["past"], "language": ["ko"]}
    assert int(webinars.text_content()) < before
    assert stayed(past)


def test_choices_add_up_and_can_be_taken_back(past: Page) -> None:
    all_of_them = count(past).inner_text()
    korean(past).check()
    expect(count(past)).to_have_text(f"{KOREAN} sessions")
    choice(past, "Can be followed in", "English").check()
    expect(past.locator(".active__chip")).to_have_count(2)
    assert sorted(query(past)["language"]) == ["en", "ko"]

    korean(past).uncheck()
    expect(past.locator(".active__chip")).to_have_count(1)
    choice(past, "Can be followed in", "English").uncheck()
    expect(count(past)).to_have_text(all_of_them)
    assert (query(past), stayed(past)) == ({"when": ["past"]}, True)


def test_focus_stays_on_the_choice(past: Page) -> None:
    korean(past).focus()
    past.keyboard.press("Space")
    expect(count(past)).to_have_text(f"{KOREAN} sessions")
    expect(korean(past)).to_be_focused()

    past.keyboard.press("Space")
    expect(past.locator(".active__chip")).to_have_count(0)
    expect(korean(past)).to_be_focused()
    assert stayed(past)


def test_number_is_said(past: Page) -> None:
    said = past.locator("#live-said")
    expect(said).to_have_role("status")
    expect(said).to_be_empty()

    korean(past).check()
    expect(said).to_have_text(f"{KOREAN} sessions")
    past.locator("[name=kind][value=summit]").evaluate("one => one.click()")
    expect(said).to_have_text("No sessions")


def test_back_and_forward_restore_list_and_choices(past: Page) -> None:
    all_of_them = count(past).inner_text()
    korean(past).check()
    expect(count(past)).to_have_text(f"{KOREAN} sessions")

    past.go_back()
    expect(count(past)).to_have_text(all_of_them)
    expect(korean(past)).not_to_be_checked()
    assert query(past) == {"when": ["past"]}

    past.go_forward()
    expect(count(past)).to_have_text(f"{KOREAN} sessions")
    expect(korean(past)).to_be_checked()
    assert (query(past), stayed(past)) == ({"when": ["past"], "language": ["ko"]}, True)


def test_title_is_that_of_the_new_list(site: Site, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{site['all']}&q=cities")
    title = page.title()
    page.get_by_role("searchbox").fill("climate")
    korean(page).check()
    page.wait_for_url("**language=ko**")

    expect(page.locator(".active__chip")).to_have_count(2)
    assert query(page)["q"] == ["climate"]
    assert page.title() == title.replace("cities", "climate") != title


def test_question_waits_until_it_is_asked(past: Page) -> None:
    asked = fetched(past)
    past.get_by_role("searchbox").fill("climate")
    past.keyboard.press("Tab")
    korean(past).check()
    expect(past.locator(".active__chip")).to_have_count(2)

    assert [parse_qs(urlsplit(address).query) for address in asked] == [
        {"q": ["climate"], "when": ["past"], "language": ["ko"]}
    ]


def test_folds_stay_as_they_are(past: Page) -> None:
    kind = past.locator("details.facet", has=past.locator("[name=kind]"))
    topics = past.locator("details.facet", has=past.locator("[name=topic]"))
    kind.locator("summary").click()
    topics.locator("summary").click()
    korean(past).check()
    expect(count(past)).to_have_text(f"{KOREAN} sessions")

    assert kind.evaluate("one => one.open") is True
    assert topics.evaluate("one => one.open") is False


def test_bad_value_shows_its_error_in_place_of_the_list(past: Page) -> None:
    past.get_by_label("From", exact=True).fill("2024-02-01")
    past.get_by_label("To", exact=True).focus()
    expect(past.locator(".active__chip")).to_have_count(1)
    past.get_by_label("To", exact=True).fill("2024-01-01")
    korean(past).focus()

    expect(past.get_by_role("alert").get_by_role("listitem")).to_have_text(
        ["To: The last day is before the first."]
    )
    assert stayed(past)


def test_day_is_asked_for_when_it_has_been_typed(past: Page) -> None:
    asked = fetched(past)
    field = past.get_by_label("From", exact=True)
    field.focus()
    past.keyboard.type("02022024", delay=100)
    expect(field).to_have_value("2024-02-02")
    assert asked == []

    korean(past).focus()
    past.wait_for_url("**from=2024-02-02**")
    expect(field).to_have_value("2024-02-02")
    expect(korean(past)).to_be_focused()
    assert (len(asked), stayed(past)) == (1, True)


def test_calendar_changes_in_the_same_way(site: Site, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{site.url}/en/calendar/2024/09/")
    page.evaluate("window.isFirst = true")
    expect(count(page)).to_have_text("1 session on its days")
    choice(page, "Recording", "With a recording").check()

    expect(count(page)).to_have_text("0 sessions on their days")
    expect(page.locator("#live-said")).to_have_text("0 sessions on their days")
    assert urlsplit(page.url).path == "/en/calendar/2024/09/"
    assert (query(page), stayed(page)) == ({"recording": ["yes"]}, True)


def test_times_of_the_browser_are_offered_and_shown(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(timezone_id="America/Sao_Paulo")
    page.goto(site["past"])
    link = page.get_by_role("link", name="Show times here")
    expect(link).to_have_text("Show times here (Sao Paulo)")
    link.click()

    assert query(page) == {"when": ["past"], "tz": ["America/Sao_Paulo"]}
    expect(page.locator(".zone-line strong")).to_have_text("Sao Paulo")
    expect(link).to_have_count(0)


def test_times_of_the_browser_are_offered_beside_a_changed_list(
    site: Site, opened: Callable[..., Page]
) -> None:
    page = opened(timezone_id="Asia/Seoul")
    page.goto(site["past"])
    korean(page).check()
    expect(count(page)).to_have_text(f"{KOREAN} sessions")
    page.get_by_role("link", name="Show times here (Seoul)").click()

    assert query(page) == {"when": ["past"], "language": ["ko"], "tz": ["Asia/Seoul"]}
    expect(count(page)).to_have_text(f"{KOREAN} sessions")


def test_times_of_the_browser_are_not_offered_without_script(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False, timezone_id="Asia/Seoul")
    page.goto(site["past"])

    expect(page.get_by_role("link", name="Choose a time zone")).to_be_visible()
    expect(page.locator(".zone-line__own")).to_be_hidden()
