from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_series_is_made_by_a_rule_with_one_date_struck(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.get_by_role("link", name="Events", exact=True).last.click()
    page.get_by_role("link", name="Rain garden series").click()
    page.get_by_role("link", name="Add a series").click()

    page.locator("[name=unit]").select_option(
        label="months, on the first … last of the weekdays chosen below"
    )
    page.get_by_label("Wednesday").check()
    page.locator("[name=place]").select_option(label="third")
    page.locator("[name=first_day]").fill("2027-03-01")
    page.locator("[name=last_day]").fill("2027-06-30")
    page.locator("[name=start]").fill("13:00")
    page.locator("[name=end]").fill("14:00")
    page.get_by_role("button", name="Show the dates").click()
    expect(page.locator("#content")).to_contain_text("12:00")
    expect(page.locator("#content")).to_contain_text("11:00")
    page.locator("[type=checkbox][name$=-keep]").nth(1).uncheck()
    page.get_by_role("button", name="Make").click()

    expect(page.locator(".messagelist")).to_contain_text("3 sessions were made")
    expect(page.locator("[id^=id_sessions-][id$=-starts_at]:not([id*=__prefix__])")).to_have_count(4)
