from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def open_event(page: Page) -> None:
    page.get_by_role("link", name="Events", exact=True).last.click()
    page.get_by_role("link", name="Heat in the city").click()


def test_the_second_to_save_is_told_and_chooses(signed_in: Callable[..., Page]) -> None:
    ada, ben = signed_in("ada"), signed_in("ben")
    open_event(ada)
    open_event(ben)

    ada.locator("#id_platform").fill("Zoom")
    ada.locator("#id_place").fill("Goyang")
    ada.get_by_role("button", name="Save and continue editing").click()
    ada.locator(".messagelist").wait_for()
    ben.locator("#id_platform").fill("Teams")
    ben.locator("#id_summary_en").fill("How cities keep cool.")
    ben.get_by_role("button", name="Save and continue editing").click()

    told = ben.locator(".meanwhile")
    expect(told).to_contain_text("Ada")
    expect(told.get_by_role("row", name="Platform")).to_contain_text("Zoom")
    expect(ben.locator("#id_platform")).to_have_value("Teams")
    expect(ben.locator("#id_place")).to_have_value("Goyang")

    told.get_by_label("Zoom").check()
    ben.get_by_role("button", name="Save and continue editing").click()

    expect(ben.locator(".messagelist")).to_be_visible()
    for field, value in (("platform", "Zoom"), ("place", "Goyang"), ("summary_en", "How cities keep cool.")):
        expect(ben.locator(f"#id_{field}")).to_have_value(value)
