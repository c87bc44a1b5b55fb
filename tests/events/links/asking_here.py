"""Asking a host on this machine, which is not public."""

from events.links.asking import Answer, ask
from tests.events.links.serving import anywhere


def ask_here(url: str, seconds: float = 5) -> Answer:
    return ask(url, anywhere, seconds=seconds, pause=0)
