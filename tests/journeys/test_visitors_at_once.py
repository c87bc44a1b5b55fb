"""Several visitors ask at the same moment, each answered by a thread of its own."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.request import urlopen

from django.conf import settings
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from events.importing import loader

VISITORS, QUESTIONS = 4, 15


def test_each_is_answered(live_server: LiveServer) -> None:
    loader.load(settings.BASE_DIR / "fixtures", now=timezone.now())

    def ask(visitor: int) -> list[int]:
        addresses = [f"/en/events/?when=all&q={visitor}{question}" for question in range(QUESTIONS)]
        answers = []
        for address in addresses:
            with urlopen(live_server.url + address, timeout=30) as answer:
                assert answer.read()
                answers.append(answer.status)
        return answers

    with ThreadPoolExecutor(VISITORS) as pool:
        answered = [status for statuses in pool.map(ask, range(VISITORS)) for status in statuses]

    assert answered == [HTTPStatus.OK] * VISITORS * QUESTIONS
