"""Hosts that take no connection, connections that break or last, and certificates that may not hold."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from threading import Thread
from time import monotonic, sleep

import pytest

from events.choices import LinkOutcome
from events.links.asking import BYTES, Answer
from tests.events.links.serving import ask_here, serving

FOUND, UNREACHABLE = LinkOutcome.FOUND, LinkOutcome.UNREACHABLE


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
