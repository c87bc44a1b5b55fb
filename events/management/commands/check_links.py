from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from queue import SimpleQueue
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.choices import LinkOutcome
from events.links.addresses import BROKEN, forget_unused, remember, to_ask
from events.links.asking import PAUSE, Answer, Permit, ask, is_public

WORKERS = 8


def natural(value: str) -> int:
    if not value.isdecimal():
        raise ArgumentTypeError(f"{value!r} is no whole number")
    return int(value)


def by_host(urls: Iterable[str]) -> list[list[str]]:
    hosts: dict[str | None, list[str]] = defaultdict(list)
    for url in urls:
        try:
            host = urlsplit(url).hostname
        except ValueError:
            host = None
        hosts[host].append(url)
    return list(hosts.values())


def answers(urls: Iterable[str], may_ask: Permit, pause: float) -> Iterator[tuple[str, Answer]]:
    """Each address with its answer as it comes; a host is asked one thing at a time, with pauses."""
    come: SimpleQueue[tuple[str, Answer] | Future] = SimpleQueue()
    stopped = Event()

    def ask_host(urls: list[str]) -> None:
        for number, url in enumerate(urls):
            if stopped.wait(pause if number else 0):
                return
            come.put((url, ask(url, may_ask, pause=pause)))

    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            hosts = [pool.submit(ask_host, urls) for urls in by_host(urls)]
            for host in hosts:
                host.add_done_callback(come.put)
            left = len(hosts)
            while left:
                match come.get():
                    case Future() as host:
                        host.result()
                        left -= 1
                    case answer:
                        yield answer
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)


class Command(BaseCommand):
    help = "Ask the addresses that the catalogue links to, and keep what they answer."
    may_ask: Permit = staticmethod(is_public)
    pause: float = PAUSE

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--older-than", type=natural, default=7, metavar="DAYS", help="ask anew after so many days"
        )
        parser.add_argument(
            "--limit", type=natural, default=500, help="how many are asked at most, the oldest first"
        )

    def handle(self, *, older_than: int, limit: int, **options: Any) -> None:
        forgotten = forget_unused()
        counts = Counter()
        for url, answer in answers(
            to_ask(timezone.now() - timedelta(days=older_than), limit), self.may_ask, self.pause
        ):
            remember(url, answer, timezone.now())
            counts[answer.outcome] += 1
            if answer.outcome in BROKEN:
                said = filter(None, [answer.outcome.value, str(answer.status or ""), answer.detail])
                self.stdout.write(f"{url}: {' '.join(said)}")
        if options["verbosity"]:
            found = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in LinkOutcome)
            self.stdout.write(f"{counts.total()} addresses asked: {found}. {forgotten} forgotten.")
