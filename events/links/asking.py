"""What an address elsewhere answers when it is asked for its page.

Only public addresses are asked: an editor could otherwise make the server look around in its own network.
"""

import io
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic, sleep
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_noop as _

from events.choices import LinkOutcome

SECONDS = 10
"""For one try, with all its redirects; only the look-up of a name takes what the resolver takes."""
PAUSE = 1
REDIRECTS = 5
BYTES = 64 * 1024
"""How much of an answer is read; only its head is wanted."""
PORTS = {"http": 80, "https": 443}
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last four bytes
REDIRECTING = {301, 302, 303, 307, 308}
# Somebody is there who does not answer programs, or wants to know who asks: a visitor may well see the page.
# 999 is LinkedIn's own.
GUARDED = {401, 403, 429, 999}
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}

type Address = IPv4Address | IPv6Address
type Permit = Callable[[Address, int], bool]
"""Whether a host's address may be asked at a port."""


@dataclass(frozen=True)
class Answer:
    """``detail`` is an English sentence that translations know."""

    outcome: LinkOutcome
    status: int | None = None
    detail: str = ""


class NotAskedError(Exception):
    """Why an address is left alone."""


def is_public(address: Address, port: int) -> bool:
    if isinstance(address, IPv6Address):
        inner = IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else address.ipv4_mapped
        # Tunnels (RFC 3056, RFC 4380) lead to an address that is not the one that was looked at.
        if inner is None and (address.sixtofour or address.teredo or address.is_site_local):
            return False
        address = inner or address
    return (
        port in PORTS.values()
        and address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
    )


class PromptReader(io.RawIOBase):
    """What a socket receives, up to BYTES of it and until ``deadline``."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self.sock, self.deadline, self.left = sock, deadline, BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.left:
            return 0
        self.sock.settimeout(time_left(self.deadline))
        count = self.sock.recv_into(memoryview(buffer)[: self.left])
        self.left -= count
        return count


class PromptSocket:
    """As much of a socket as http.client uses."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self.sock, self.deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(time_left(self.deadline))
        self.sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(PromptReader(self.sock, self.deadline))

    def close(self) -> None:
        self.sock.close()


def user_agent() -> str:
    return f"climate-webinar-catalogue link check (+{settings.SITE_URL})"


def time_left(deadline: float) -> float:
    if (left := deadline - monotonic()) <= 0:
        raise TimeoutError
    return left


def taken_apart(url: str) -> tuple[SplitResult, str, int]:
    """The parts of ``url``, its host in ASCII, its port. Raises NotAskedError where it is not to be asked."""
    try:
        parts = urlsplit(iri_to_uri(url))
        port = parts.port or PORTS.get(parts.scheme)
        host = (urlsplit(url).hostname or "").encode("idna").decode()
    except ValueError as error:  # UnicodeError, of names that cannot be, is one
        raise NotAskedError(_("This is no address of a web page.")) from error
    if parts.scheme not in PORTS or not host:
        raise NotAskedError(_("This is no address of a web page."))
    if parts.username is not None or parts.password is not None:
        raise NotAskedError(_("The address holds a user name."))
    return parts, host, port


def places(host: str, port: int, may_ask: Permit) -> list[tuple]:
    """Where ``host`` is reached. The name is looked up just here: what was looked at is what is asked."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(may_ask(ip_address(place[0]), port) for *_kind, place in found):
        raise NotAskedError(_("It leads to an address that is not public, or to an unusual port."))
    return [(family, place) for family, *_kind, place in found]


def connection(family: int, place: tuple, seconds: float) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect(place)
    except OSError:
        sock.close()
        raise
    return sock


def first_connection(found: list[tuple], deadline: float) -> socket.socket:
    """To the first place that takes one; each gets its share of the time."""
    *others, last = found
    for number, (family, place) in enumerate(others):
        with suppress(OSError):
            return connection(family, place, time_left(deadline) / (len(found) - number))
    return connection(*last, time_left(deadline))


def request(url: str, method: str, deadline: float, may_ask: Permit) -> tuple[int, str]:
    """The status that ``url`` answers with, and the address that it names instead of its own, if any."""
    parts, host, port = taken_apart(url)
    sock = first_connection(places(host, port, may_ask), deadline)
    try:
        if parts.scheme == "https":
            sock.settimeout(time_left(deadline))
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        http = HTTPConnection(host, port)
        http.default_port = PORTS[parts.scheme]  # which is not named in “Host”
        http.sock = PromptSocket(sock, deadline)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        http.request(method, target, headers={"User-Agent": user_agent(), "Accept": "*/*"})
        answer = http.getresponse()
    finally:
        sock.close()
    # Headers are read as Latin-1, and some sites write theirs in UTF-8.
    location = answer.headers.get("Location", "").encode("latin-1").decode(errors="replace")
    return answer.status, urljoin(url, location) if location else ""


def followed(url: str, method: str, deadline: float, may_ask: Permit) -> Answer:
    """What is said at the end of the redirects, of which each is looked at like the first address."""
    for _hop in range(REDIRECTS + 1):
        status, target = request(url, method, deadline, may_ask)
        if status >= 400 and method == "HEAD" and status != HTTPStatus.TOO_MANY_REQUESTS:
            # Many a server knows GET only, and says of HEAD anything from 403 to 501.
            method = "GET"
            status, target = request(url, method, deadline, may_ask)
        if status not in REDIRECTING or not target:
            return judged(status)
        url = target
    return Answer(LinkOutcome.UNREACHABLE, status, _("It redirects without end."))


def judged(status: int) -> Answer:
    if 200 <= status < 300:
        return Answer(LinkOutcome.FOUND, status)
    if status in GUARDED:
        return Answer(LinkOutcome.FOUND, status, _("Somebody is there, who does not let programs in."))
    if status in GONE:
        return Answer(LinkOutcome.MISSING, status)
    return Answer(LinkOutcome.UNREACHABLE, status, _("The server answers with an error."))


def asked(url: str, method: str, may_ask: Permit, seconds: float) -> Answer:
    """What one try brings."""
    silent = LinkOutcome.UNREACHABLE
    try:
        return followed(url, method, monotonic() + seconds, may_ask)
    except NotAskedError as reason:
        return Answer(LinkOutcome.NOT_ASKED, detail=str(reason))
    except socket.gaierror:
        return Answer(silent, detail=_("The name of the host is not known."))
    except TimeoutError:
        return Answer(silent, detail=_("It took too long."))
    except ssl.SSLError:
        return Answer(silent, detail=_("No secure connection: its certificate may not hold."))
    except ConnectionRefusedError:
        return Answer(silent, detail=_("The host takes no connections."))
    except (OSError, HTTPException, ValueError):
        return Answer(silent, detail=_("The connection broke, or what came was no answer."))


def ask(url: str, may_ask: Permit = is_public, *, seconds: float = SECONDS, pause: float = PAUSE) -> Answer:
    """What ``url`` answers; where it does not, it is asked once more after a pause."""
    answer = asked(url, "HEAD", may_ask, seconds)
    if answer.outcome == LinkOutcome.UNREACHABLE:
        sleep(pause)
        answer = asked(url, "GET", may_ask, seconds)
    return answer
