"""The form beside the list: from the keyboard, without script, on a phone."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

REFUSAL = "Kind: Select a valid choice. opera is not one of the available choices."


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("width", [360, 1280])
def test_form_works_from_the_keyboard_and_without_script(
    site: Site, opened: Callable[..., Page], width: int
) -> None:
    page = opened(width, java_script_enabled=False)
    page.goto(site["past"])
    rows, korean = page.get_by_role("article"), page.get_by_role("group", name="Can be followed in")
    assert rows.count() > rows.filter(has=page.locator("[class^=chip] [lang=ko]")).count() == 9

    if width < 960:
        tab_to(page, page.locator(".filters summary").first)
        page.keyboard.press("Enter")
    tab_to(page, korean.get_by_role("checkbox", name="Korean"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    page.wait_for_url("**language=ko**")

    assert query(page) == {"when": ["past"], "language": ["ko"]}
    assert rows.count() == rows.filter(has=page.locator("[class^=chip] [lang=ko]")).count() == 9

    tab_to(page, page.get_by_role("list", name="Active filters").get_by_role("link", name="Korean"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "language" not in url)

    assert query(page) == {"when": ["past"]}
    assert rows.count() > 9


def test_filters_fold_on_a_narrow_screen_only(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(360)
    page.goto(site["past"])
    fold, choice = page.locator(".filters summary").first, page.get_by_role("checkbox", name="Korean").first

    expect(fold).to_be_visible()
    expect(choice).to_be_hidden()
    fold.click()
    expect(choice).to_be_visible()

    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    expect(fold).to_be_hidden()
    expect(choice).to_be_visible()


def test_refused_question_names_its_field(site: Site, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(site["refused"])

    alert = page.get_by_role("alert")
    expect(alert.get_by_role("listitem")).to_have_text([REFUSAL])
    alert.get_by_role("link", name="Start again").click()
    expect(alert).to_have_count(0)
