import pytest
from django.test import Client
from django.urls import reverse

from events.choices import LinkOutcome
from events.models import LinkCheck
from tests.events.admin.browser import address
from tests.factories import make_event, make_link_check, make_organisation, make_resource

LIST = reverse("admin:events_linkcheck_changelist")


def listed(editor: Client, **query: str) -> list[str]:
    return [check.url for check in editor.get(LIST, query).context["cl"].result_list]


def test_checks_are_filtered_by_outcome(editor: Client) -> None:
    make_link_check()
    missing = make_link_check(outcome=LinkOutcome.MISSING, status=404)

    assert listed(editor, outcome__exact="missing") == [missing.url]
    assert listed(editor, q=missing.url) == [missing.url]


def test_checks_lead_to_the_records_that_link_there(editor: Client) -> None:
    check = make_link_check(outcome=LinkOutcome.UNREACHABLE, status=None, detail="It took too long.")
    resource = make_resource(make_event(title="Heat & health"), url=check.url)
    body = make_organisation(website=check.url, name="Body")

    for page in (editor.get(LIST), editor.get(address(check, "change"))):
        text = page.content.decode()
        recording = f'<a href="{address(resource, "change")}"><bdi>Heat &amp; health · Recording</bdi></a>'
        assert f'{recording}<br><a href="{address(body, "change")}"><bdi>Body</bdi></a>' in text
        assert "It took too long." in text


def test_many_records_are_cut_short(editor: Client) -> None:
    check = make_link_check()
    bodies = [make_organisation(website=check.url) for _number in range(6)]

    text = editor.get(LIST).content.decode()

    assert [address(body, "change") in text for body in bodies] == [True] * 5 + [False]
    assert "<br>…" in text


@pytest.mark.parametrize("page", ["add", "change", "delete"])
def test_nobody_edits_a_check(editor: Client, page: str) -> None:
    check = make_link_check()
    url = address(LinkCheck if page == "add" else check, page)

    assert editor.post(url, {"outcome": "missing", "post": "yes"}).status_code == 403
    assert LinkCheck.objects.get().outcome == LinkOutcome.FOUND
