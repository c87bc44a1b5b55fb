import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from shutil import which
from threading import Thread
from time import monotonic, sleep

import pytest
from pytest_django import Settings

from events.choices import LinkOutcome
from events.links.asking import BYTES, Answer, ask, is_public
from tests.events.links.serving import anywhere, serving

FOUND, MISSING = LinkOutcome.FOUND, LinkOutcome.MISSING
UNREACHABLE, NOT_ASKED = LinkOutcome.UNREACHABLE, LinkOutcome.NOT_ASKED
NOT_PUBLIC = Answer(NOT_ASKED, detail="It leads to an address that is not public, or to an unusual port.")


def ask_here(url: str, seconds: float = 5) -> Answer:
    return ask(url, anywhere, seconds=seconds, pause=0)


@contextmanager
def talking(*pieces: bytes, every: float = 0, connections: int = 2) -> Iterator[str]:
    """A host that sends ``pieces`` to whoever connects, one after the other, and no more."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            for _connection in range(connections):
                try:
                    client, _place = server.accept()
                except OSError:
                    return
                with client:
                    try:
                        client.recv(1000)
                        for piece in pieces:
                            client.sendall(piece)
                            sleep(every)
                    except OSError:
                        continue

        thread = Thread(target=talk, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


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


def test_host_that_takes_no_connections() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert ask_here(f"http://127.0.0.1:{port}/") == Answer(
        UNREACHABLE, detail="The host takes no connections."
    )


def test_name_that_nobody_has() -> None:
    # RFC 6761: no name ends in “invalid”.
    answer = ask_here("http://nobody.invalid/")

    assert answer == Answer(UNREACHABLE, detail="The name of the host is not known.")


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 two hundred\r\n\r\n"])
def test_what_is_no_answer(said: bytes) -> None:
    with talking(said) as url:
        answer = ask_here(url)

    assert answer == Answer(UNREACHABLE, detail="The connection broke, or what came was no answer.")


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", b"a"])
def test_an_answer_that_never_ends_is_not_waited_for(said: bytes) -> None:
    """Neither silence nor a byte now and then holds it up beyond its time, which is that of two tries."""
    started = monotonic()
    with talking(said, *[b"A"] * 40, every=0.05) as url:
        answer = ask_here(url, seconds=0.3)
        lasted = monotonic() - started

    assert answer == Answer(UNREACHABLE, detail="It took too long.")
    assert 0.6 <= lasted < 1.5


def test_no_more_of_an_answer_is_read_than_its_limit() -> None:
    """What comes after the limit is as if it did not come: here the answer proper."""
    interim = b"HTTP/1.1 100 Continue\r\n\r\n"
    with talking(interim * (BYTES // len(interim) + 1), b"HTTP/1.1 200 OK\r\n\r\n") as url:
        assert ask_here(url).outcome == UNREACHABLE

    with talking(interim * 1000, b"HTTP/1.1 200 OK\r\n\r\n", connections=1) as url:
        assert ask_here(url) == Answer(FOUND, 200)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of “localhost”, signed by itself, with its key."""
    if which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    made = tmp_path / "localhost.pem"
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(made), "-out", f"{made}.crt"]
    subprocess.run(["openssl", *command.split(), *names, *files], check=True, capture_output=True)
    made.write_text(made.read_text() + Path(f"{made}.crt").read_text())
    return made


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_is_verified_against_the_name_of_the_host(
    certificate: Path, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    asked_for = []
    tls.sni_callback = lambda connection, name, context: asked_for.append(name)
    with serving(tls=tls, name="localhost") as host:
        right = ask_here(host.url)
        wrong = ask_here(host.url.replace("localhost", "127.0.0.1"))

    assert right == Answer(FOUND, 200)
    assert wrong == Answer(UNREACHABLE, detail="No secure connection: its certificate may not hold.")
    assert asked_for == ["localhost", None, None]


def test_a_certificate_that_nobody_signed_is_not_trusted(tls: ssl.SSLContext) -> None:
    with serving(tls=tls, name="localhost") as host:
        answer = ask_here(host.url)

    assert answer == Answer(UNREACHABLE, detail="No secure connection: its certificate may not hold.")
    assert host.asked == []
