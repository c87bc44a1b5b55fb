"""Pictures beside links to events: how they are drawn, and what is seen in them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from PIL import Image, ImageChops, ImageColor

from events import social_image
from events.models import Event, Session
from tests.events.jsonld.loading import loaded
from tests.factories import make_event, make_session

DATE, WORDS = (20, 0, 350, 630), (400, 0, 1200, 560)
"""The parts of a picture, by their edges."""


def lines_drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is drawn from now on."""
    lines: list[str] = []
    text = social_image.ImageDraw.ImageDraw.text

    def noted(self: Any, place: Any, line: str, *args: Any, **kwargs: Any) -> None:
        lines.append(line)
        text(self, place, line, *args, **kwargs)

    monkeypatch.setattr(social_image.ImageDraw.ImageDraw, "text", noted)
    return lines


def drawn(event: Event, language: str = "en") -> bytes:
    with translation.override(language):
        return social_image.social_image(*loaded(event), language)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def looks_alike(one: bytes, other: bytes, box: tuple[int, int, int, int]) -> bool:
    """But for the shades at the edges of letters, which come from the palette of each picture."""
    difference = ImageChops.difference(opened(one).crop(box), opened(other).crop(box))
    return max(most for _least, most in difference.getextrema()) < 60


def within_the_margin(png: bytes) -> bool:
    edge = opened(png).crop((1200 - social_image.MARGIN + 4, 0, 1200, 630))
    return len(edge.getcolors()) == 1


def amount(png: bytes, colour: str, box: tuple[int, int, int, int]) -> int:
    """How many pixels have ``colour``, or what the palette has for it."""
    wanted, found = ImageColor.getrgb(colour), opened(png).crop(box).getcolors(2**20)
    return sum(n for n, near in found if sum(abs(a - b) for a, b in zip(near, wanted, strict=True)) < 40)


def heat(make: Callable[..., Session] = make_session, **values: Any) -> Event:
    """The same event each time, with one session."""
    event = make_event(title_en="Urban heat", timezone="Europe/Brussels")
    make(event, **values)
    return event
