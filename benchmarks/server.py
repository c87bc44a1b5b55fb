"""The production server in a process of its own, on loopback, and what it takes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

SECONDS_TO_START = 60
MEGABYTE = 1 << 20


@dataclass
class Server:
    port: int
    process: subprocess.Popen

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], int]:
        """Status, heads and length of an answer, of which no more than a piece is held."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        length = 0
        while piece := response.read(1 << 16):
            length += len(piece)
        connection.close()
        return response.status, dict(response.headers), length

    def memory(self) -> float:
        """Resident megabytes of the largest of its processes, which is the worker."""
        return max(resident(pid) for pid in descendants(self.process.pid)) / MEGABYTE

    def peak_memory_during(self, path: str, **headers: str) -> float:
        """The most megabytes that the worker held while it answered."""
        seen, done = [self.memory()], Event()

        def watch() -> None:
            while not done.wait(0.02):
                seen.append(self.memory())

        watcher = Thread(target=watch)
        watcher.start()
        self.get(path, **headers)
        done.set()
        watcher.join()
        return max(seen)

    def requests_per_second(self, path: str, seconds: float, **headers: str) -> float:
        """Of four clients that ask as fast as they are answered."""
        counts: list[int] = []
        clients = [Thread(target=self.ask, args=(path, headers, seconds, counts)) for _number in range(4)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return sum(counts) / seconds

    def ask(self, path: str, headers: dict[str, str], seconds: float, counts: list[int]) -> None:
        lines = [
            f"GET {path} HTTP/1.1",
            "Host: 127.0.0.1",
            *(f"{name}: {it}" for name, it in headers.items()),
        ]
        request = "\r\n".join([*lines, "", ""]).encode()
        end, count = time.monotonic() + seconds, 0
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            while time.monotonic() < end:
                connection.sendall(request)
                read_answer(connection)
                count += 1
        counts.append(count)


def read_answer(connection: socket.socket) -> None:
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += received(connection)
    heads, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", heads, re.IGNORECASE)
    left = (int(length[1]) if length and b" 304 " not in heads[:20] else 0) - len(body)
    while left > 0:
        left -= len(received(connection))


def received(connection: socket.socket) -> bytes:
    piece = connection.recv(1 << 16)
    if not piece:
        raise ConnectionError("The server hung up.")
    return piece


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(found for child in children for found in descendants(int(child)))]


def resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving() -> Iterator[Server]:
    """The server over the database of this process's environment."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1"]
    command += [
        "--blocking-threads",
        "4",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    process = subprocess.Popen([*command, "catalogue.wsgi:application"], env=environment)  # noqa: S603 our own
    server = Server(port, process)
    try:
        wait_for(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(server: Server) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            server.get("/constant")
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
