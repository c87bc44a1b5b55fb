"""From an announcement to its public page, with mouse and keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def choose(page: Page, row: str, typed: str, answer: str) -> None:
    """Type into the autocomplete of a row and take the answer that begins so."""
    page.locator(f"{row} .select2-selection").click()
    page.mouse.move(2, 2)
    page.keyboard.type(typed)
    page.locator(".select2-results__option", has_text=answer).click()


def test_an_announcement_becomes_a_page_in_one_form(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.get_by_role("link", name="Announce an event").click()

    page.locator("#id_title_en").fill("Cool roofs, warm hearts")
    page.locator("#id_timezone").fill("Europe/Brussels")
    page.locator("#id_sessions-0-starts_at").fill("2027-03-10T13:00")
    page.locator("#id_sessions-0-ends_at").fill("2027-03-10T14:00")
    page.locator("#id_language_offers-0-language").fill("en")
    page.locator("#id_language_offers-1-language").fill("ko")
    choose(page, "#appearances-0 .field-speaker", "Maria Nowak", "Make “Maria Nowak”")
    expect(page.locator("#id_appearances-0-speaker option:checked")).to_have_text("Maria Nowak")
    choose(page, "#involvements-0 .field-organisation", "Goya", "Learning City of Goyang")
    page.locator("#id_resources-0-url").fill("https://example.org/register")
    page.get_by_role("button", name="Save and publish").click()

    expect(page.locator(".messagelist")).to_have_text("“Cool roofs, warm hearts” is published.")
    page.goto(page.url.partition("/admin/")[0] + "/en/events/cool-roofs-warm-hearts/")
    main = page.locator("main")
    for said in (
        "13:00–14:00",
        "English",
        "한국어",
        "Maria Nowak",
        "Learning City of Goyang",
        "Registration",
    ):
        expect(main).to_contain_text(said)


def test_a_date_that_is_entered_says_how_exactly_it_is_known(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.get_by_role("link", name="Announce an event").click()
    precision = page.locator("#id_sessions-0-precision")

    page.locator("#id_sessions-0-first_day").fill("2027-03-10")
    page.keyboard.press("Tab")

    expect(precision).to_have_value("day")


def test_the_first_of_what_was_found_is_taken_by_the_keyboard(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.get_by_role("link", name="Announce an event").click()

    page.mouse.move(2, 2)  # where it would rest, an answer may come to stand under it
    page.locator("#involvements-0 .field-organisation .select2-selection").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Goya")
    page.locator(".select2-results__option", has_text="Learning City of Goyang").wait_for()
    page.keyboard.press("Enter")

    chosen = page.locator("#id_involvements-0-organisation option:checked")
    expect(chosen).to_have_text("Learning City of Goyang")


@pytest.mark.parametrize(
    "path", ["", "events/event/", "events/event/add/", "translations/", "events/event/import/"]
)
def test_pages_fit_the_screen(signed_in: Callable[..., Page], path: str) -> None:
    page, lost = signed_in(), {}
    page.goto(page.url.partition("/admin/")[0] + f"/admin/{path}")

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            lost[scheme, width] = page.evaluate("document.documentElement.scrollWidth") - width

    assert {view: beyond for view, beyond in lost.items() if beyond > 0} == {}
