"""What is asked of a host, what its answer says of a link, and when it is asked again."""

from time import monotonic

import pytest
from pytest_django import Settings

from events.choices import LinkOutcome
from events.links.asking import Answer, ask
from tests.events.links.serving import anywhere, ask_here, serving

FOUND, MISSING, UNREACHABLE = LinkOutcome.FOUND, LinkOutcome.MISSING, LinkOutcome.UNREACHABLE


def test_request_says_who_asks(settings: Settings) -> None:
    settings.SITE_URL = "https://catalogue.example"
    with serving() as host:
        answer = ask_here(f"{host.url}/기후 변화?q=é&a=%20#part")

    [headers] = host.headers
    assert answer == Answer(FOUND, 200)
    assert host.asked == ["HEAD /%EA%B8%B0%ED%9B%84%20%EB%B3%80%ED%99%94?q=%C3%A9&a=%20"]
    assert headers["User-Agent"] == "climate-webinar-catalogue link check (+https://catalogue.example)"
    assert headers["Host"] == host.url.removeprefix("http://")


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as host, serving() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)

        ask_here(host.url)

    assert (host.asked, proxy.asked) == (["HEAD /"], [])


@pytest.mark.parametrize(
    ("status", "outcome", "detail"),
    [
        (200, FOUND, ""),
        (204, FOUND, ""),
        (401, FOUND, "Somebody is there, who does not let programs in."),
        (403, FOUND, "Somebody is there, who does not let programs in."),
        (429, FOUND, "Somebody is there, who does not let programs in."),
        (404, MISSING, ""),
        (410, MISSING, ""),
        (302, UNREACHABLE, "The server answers with an error."),
        (418, UNREACHABLE, "The server answers with an error."),
        (500, UNREACHABLE, "The server answers with an error."),
        (503, UNREACHABLE, "The server answers with an error."),
    ],
)
def test_outcome_by_status(status: int, outcome: LinkOutcome, detail: str) -> None:
    with serving({"/": status}) as host:
        assert ask_here(f"{host.url}/") == Answer(outcome, status, detail)


@pytest.mark.parametrize("refusal", [400, 403, 404, 405, 500, 501])
def test_get_is_asked_where_head_is_refused(refusal: int) -> None:
    with serving({"HEAD /": refusal}) as host:
        answer = ask_here(f"{host.url}/")

    assert (answer, host.asked) == (Answer(FOUND, 200), ["HEAD /", "GET /"])


def test_who_asks_too_often_is_not_asked_again() -> None:
    with serving({"/": 429}) as host:
        ask_here(f"{host.url}/")

    assert host.asked == ["HEAD /"]


def test_what_fails_is_asked_once_more_after_a_pause() -> None:
    with serving({"/": 503}) as host:
        started = monotonic()
        ask(f"{host.url}/", anywhere, pause=0.1)

    assert host.asked == ["HEAD /", "GET /", "GET /"]
    assert monotonic() - started >= 0.1


def test_what_is_gone_is_not_asked_again() -> None:
    with serving({"/": 404}) as host:
        ask_here(f"{host.url}/")

    assert host.asked == ["HEAD /", "GET /"]


def test_redirects_are_followed_to_their_end() -> None:
    answers = {"/a/b": (301, "../c?d"), "/c?d": (308, "/기후"), "/%EA%B8%B0%ED%9B%84": 404}
    with serving(answers) as host:
        answer = ask_here(f"{host.url}/a/b")

    assert answer == Answer(MISSING, 404)
    assert host.asked == ["HEAD /a/b", "HEAD /c?d", "HEAD /%EA%B8%B0%ED%9B%84", "GET /%EA%B8%B0%ED%9B%84"]


def test_five_redirects_are_followed_and_no_more() -> None:
    answers = {f"/{number}": (302, f"/{number + 1}") for number in range(6)}
    with serving(answers) as host:
        assert ask_here(f"{host.url}/1") == Answer(FOUND, 200)
        assert host.asked == [f"HEAD /{number}" for number in range(1, 7)]
        assert ask_here(f"{host.url}/0") == Answer(UNREACHABLE, 302, "It redirects without end.")
