from time import monotonic

import pytest
from django.core.management import CommandError, call_command

from events.choices import LinkOutcome
from events.management.commands.check_links import Command, answers
from events.models import LinkCheck
from tests.events.links.serving import anywhere, serving
from tests.factories import make_link_check, make_organisation, make_project, make_resource

pytestmark = pytest.mark.django_db


class OnThisMachine(Command):
    """The command, allowed to ask a host of the test."""

    may_ask = staticmethod(anywhere)
    pause = 0


def outcomes() -> dict[str, tuple[str, int | None]]:
    return {check.url: (check.outcome, check.status) for check in LinkCheck.objects.all()}


def test_every_address_is_asked_and_what_it_answers_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    make_link_check()
    with serving({"/gone": 404, "/broken": 500}) as host:
        for path in ("/", "/gone"):
            make_resource(url=f"{host.url}{path}")
        make_project(website=f"{host.url}/broken")
        make_organisation(website="ftp://example.org/")

        call_command(OnThisMachine())

    assert outcomes() == {
        f"{host.url}/": ("found", 200),
        f"{host.url}/gone": ("missing", 404),
        f"{host.url}/broken": ("unreachable", 500),
        "ftp://example.org/": ("not_asked", None),
    }
    *broken, last = capsys.readouterr().out.splitlines()
    assert sorted(broken) == [
        f"{host.url}/broken: unreachable 500 The server answers with an error.",
        f"{host.url}/gone: missing 404",
    ]
    assert last == "4 addresses asked: 1 found, 1 missing, 1 unreachable, 1 not_asked. 1 forgotten."


def test_this_machine_is_not_asked() -> None:
    with serving() as host:
        make_resource(url=f"{host.url}/")

        call_command("check_links", verbosity=0)

    assert outcomes() == {f"{host.url}/": ("not_asked", None)}
    assert host.asked == []


def test_what_was_asked_lately_is_not_asked_again() -> None:
    with serving({"/": 404}) as host:
        make_resource(url=f"{host.url}/")
        for _run in range(2):
            call_command(OnThisMachine(), verbosity=0)
        assert host.asked == ["HEAD /", "GET /"]

        call_command(OnThisMachine(), "--older-than=0", verbosity=0)

    assert host.asked == ["HEAD /", "GET /"] * 2


def test_no_more_are_asked_than_the_limit() -> None:
    with serving() as host:
        for number in range(3):
            make_resource(url=f"{host.url}/{number}")

        call_command(OnThisMachine(), "--limit=2", verbosity=0)
        assert len(host.asked) == LinkCheck.objects.count() == 2

        call_command(OnThisMachine(), "--limit=2", verbosity=0)

    assert sorted(host.asked) == ["HEAD /0", "HEAD /1", "HEAD /2"]
    assert LinkCheck.objects.filter(outcome=LinkOutcome.FOUND).count() == 3


@pytest.mark.parametrize("option", ["--limit=-1", "--older-than=-1", "--limit=many"])
def test_bad_options_are_refused(option: str) -> None:
    with pytest.raises(CommandError, match="is no whole number"):
        call_command("check_links", option)


def test_a_host_is_asked_one_thing_at_a_time_with_pauses() -> None:
    started = monotonic()
    with serving() as host:
        found = dict(answers([f"{host.url}/{number}" for number in range(3)], anywhere, pause=0.1))

    assert host.asked == ["HEAD /0", "HEAD /1", "HEAD /2"]
    assert {answer.status for answer in found.values()} == {200}
    assert monotonic() - started >= 0.2


def test_who_stops_waits_for_no_host() -> None:
    """The address that is being asked is finished; those after it are left for the next time."""
    with serving() as host:
        coming = answers([f"{host.url}/{number}" for number in range(5)], anywhere, pause=0.2)
        next(coming)
        coming.close()

    assert len(host.asked) == 1


def test_a_mistake_of_ours_does_not_pass_for_an_answer() -> None:
    def fails(address: object, port: int) -> bool:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        list(answers(["http://127.0.0.1/"], fails, pause=0))
