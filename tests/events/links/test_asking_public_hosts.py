"""Which addresses are asked at all: those of public web pages, wherever a name or a redirect leads."""

import socket
from ipaddress import ip_address

import pytest

from events.choices import LinkOutcome
from events.links.asking import Answer, ask, is_public
from tests.events.links.serving import ask_here, serving

FOUND, NOT_ASKED = LinkOutcome.FOUND, LinkOutcome.NOT_ASKED
NOT_PUBLIC = Answer(NOT_ASKED, detail="It leads to an address that is not public, or to an unusual port.")


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address), 443)
    assert is_public(ip_address(address), 80)
    assert not is_public(ip_address(address), 5432)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "2001:0:1::1",
        "fc00::1",
        "fe80::1%1",
        "fec0::1",
        "ff0e::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address), 443)


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_under_any_name(name: str) -> None:
    with serving() as host:
        answer = ask(
            host.url.replace("127.0.0.1", name), lambda address, port: is_public(address, 80), pause=0
        )

        assert (answer, host.asked) == (NOT_PUBLIC, [])


def test_ports_of_other_services_are_not_asked() -> None:
    assert ask("http://8.8.8.8:22/", pause=0) == NOT_PUBLIC


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//127.0.0.1/",
        "http:///a",
        "",
        "a",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "http://a..b/",
        "http://" + "a" * 64 + ".org/",
    ],
)
def test_only_web_pages_are_asked(url: str) -> None:
    assert ask_here(url) == Answer(NOT_ASKED, detail="This is no address of a web page.")


@pytest.mark.parametrize("user", ["name@", "name:word@", ":@", "@"])
def test_no_address_with_a_user_is_asked(user: str) -> None:
    with serving() as host:
        answer = ask_here(host.url.replace("//", f"//{user}"))

        assert (answer, host.asked) == (Answer(NOT_ASKED, detail="The address holds a user name."), [])


def test_every_address_of_a_name_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as host:
        port = int(host.url.rpartition(":")[2])
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, port)) for name in ("127.0.0.1", "127.0.0.2")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

        answer = ask(host.url, lambda address, port: str(address) == "127.0.0.1", pause=0)

        assert (answer, host.asked) == (NOT_PUBLIC, [])


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []
    with serving() as host, serving() as inner:
        ports = [int(one.url.rpartition(":")[2]) for one in (host, inner)]

        def rebinding(name: str, *args: object, **kwargs: object) -> list[tuple]:
            """A name that leads elsewhere when it is looked up a second time."""
            looked_up.append(name)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", ports[len(looked_up) > 1]))]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)

        answer = ask_here("http://pages.example/")

        assert answer == Answer(FOUND, 200)
        assert (looked_up, host.asked, inner.asked) == (["pages.example"], ["HEAD /"], [])


def test_the_next_address_of_a_name_is_asked_where_one_takes_no_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        closed_port = closed.getsockname()[1]
    with serving() as host:
        ports = [closed_port, int(host.url.rpartition(":")[2])]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in ports]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

        assert ask_here("http://pages.example/") == Answer(FOUND, 200)


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/", "//127.0.0.2:{port}/"])
def test_a_redirect_is_looked_at_like_the_first_address(target: str) -> None:
    answers = {}
    with serving(answers) as host:
        answers["/"] = (302, target.format(port=host.url.rpartition(":")[2]))

        answer = ask(f"{host.url}/", lambda address, port: str(address) == "127.0.0.1", pause=0)

    assert (answer, host.asked) == (NOT_PUBLIC, ["HEAD /"])


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://127.0.0.1/", "mailto:a@example.org"])
def test_a_redirect_leads_to_web_pages_only(target: str) -> None:
    with serving({"/": (302, target)}) as host:
        answer = ask_here(f"{host.url}/")

    assert answer == Answer(NOT_ASKED, detail="This is no address of a web page.")
