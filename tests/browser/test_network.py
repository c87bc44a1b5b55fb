"""What the browser fetches and complains about."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

LEFT_BEHIND = "net::ERR_ABORTED"
"""What was still on its way when this test went to the next page; in practice the icon."""


def test_pages_load_without_a_complaint_from_this_site_alone_and_set_no_cookie(
    site: Site, opened: Callable[..., Page]
) -> None:
    page, complaints, failures, requests = opened(), [], [], []
    page.on("console", lambda message: complaints.append((page.url, message.text)))
    page.on("pageerror", lambda error: complaints.append((page.url, str(error))))
    page.on("requestfailed", lambda request: failures.append((request.url, request.failure)))
    page.on("request", lambda request: requests.append(request.url))
    statuses = {}
    page.on("response", lambda response: statuses.setdefault(response.status, set()).add(response.url))

    for name in site.pages.keys() - {"missing", "withdrawn"}:
        page.goto(site[name])

    assert complaints == []
    assert [failure for failure in failures if failure[1] != LEFT_BEHIND] == []
    assert [url for url in requests if not url.startswith(f"{site.url}/")] == []
    assert statuses.keys() <= {200, 304}
    assert f"{site.url}/static/css/tokens.css" in statuses[200]
    assert page.context.cookies() == []


def test_missing_page_is_a_page_of_the_site(site: Site, opened: Callable[..., Page]) -> None:
    page = opened()

    answer = page.goto(site["missing"])

    assert answer is not None
    assert answer.status == 404
    page.get_by_role("main").get_by_role("link", name="Home").click()
    assert page.url == site["home"]
