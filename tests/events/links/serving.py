"""A host on this machine that answers as a test says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from typing import Any

from events.links.asking import Answer, ask

type Answers = dict[str, int | tuple[int, str]]
"""By method and path, or by path alone: a status, or a status and where it redirects to."""


@dataclass
class Host:
    url: str
    asked: list[str] = field(default_factory=list)
    """Method and path of each request."""
    headers: list[dict[str, str]] = field(default_factory=list)


def handler(host: Host, answers: Answers) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            host.asked.append(f"{self.command} {self.path}")
            host.headers.append(dict(self.headers))
            said = answers.get(f"{self.command} {self.path}", answers.get(self.path, 200))
            status, target = said if isinstance(said, tuple) else (said, "")
            self.send_response(status, "As told")
            if target:
                # As it stands, which need not be Latin-1.
                self._headers_buffer.append(b"Location: " + target.encode() + b"\r\n")
            self.end_headers()

        do_GET = do_HEAD = answer  # noqa: N815 the names that the base class looks for

        def log_message(self, *args: Any) -> None:
            """Silent."""

    return Handler


@contextmanager
def serving(
    answers: Answers | None = None, tls: SSLContext | None = None, name: str = "127.0.0.1"
) -> Iterator[Host]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *args: None  # what a client does not like, it tells by going
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    host = Host(f"{'https' if tls else 'http'}://{name}:{server.server_port}")
    server.RequestHandlerClass = handler(host, {} if answers is None else answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def anywhere(address: object, port: int) -> bool:
    """For ``may_ask``: this machine, too."""
    return True


def ask_here(url: str, seconds: float = 5) -> Answer:
    """Ask a host on this machine, which is not public."""
    return ask(url, anywhere, seconds=seconds, pause=0)
