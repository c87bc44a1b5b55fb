"""A picture of an event, for chat applications to show beside a link: date, title, organisers, languages.

Drawn in the fonts that are installed with the project, which know Latin, Greek and Cyrillic letters: what is
written in another script is left to the words that applications show beside the picture. Pure: loaded objects
in, PNG out.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext
from PIL import Image, ImageDraw, ImageFont

from events import cldr
from events.choices import OfferMode
from events.colours import ACCENT, BRICK, INK, MUTED, OCHRE, PAPER
from events.models import Event, Session
from events.phrases import content, shared_status

WIDTH, HEIGHT = 1200, 630
MARGIN, TEXT_START = 72, 400
SERIF = ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf")
SANS = ("font_source_sans_pro", "SourceSansPro-Regular.ttf")
BOLD = ("font_source_sans_pro", "SourceSansPro-Semibold.ttf")
DATE_MIDDLE = (MARGIN + TEXT_START - 64) // 2
MOST_LINES = 4
DIRECTING = {"Cc", "Cf"}
"""Categories of characters that are not seen but direct others."""
MISSING = "\uffff"
"""No character, which fonts show as what they have for one that they lack."""


@cache
def font(face: tuple[str, str], size: int) -> ImageFont.FreeTypeFont:
    package, name = face
    path = files(package) / "files" / name
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def drawn_width(used: ImageFont.FreeTypeFont, text: str) -> int:
    """In pixels. Not by ``getlength()``, which was seen to be too short."""
    return round(used.getbbox(text)[2])


@cache
def shape(face: tuple[str, str], char: str) -> bytes:
    return bytes(font(face, 32).getmask(char))


@cache
def is_known(char: str) -> bool:
    """Whether each font has it."""
    return char == " " or all(shape(face, char) != shape(face, MISSING) for face in (SERIF, SANS, BOLD))


def writable(text: str) -> str:
    """``text`` without the signs that the fonts lack; empty where they lack a letter or a digit."""
    chars = [
        char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in DIRECTING
    ]
    if not all(is_known(char) for char in chars if char.isalnum()):
        return ""
    return " ".join("".join(char if is_known(char) else " " for char in chars).split())


def in_writing(record: object, field: str, language: str) -> str:
    """The field in the language of the page, else in the first that the fonts can write; else empty."""
    codes = dict.fromkeys([language, *settings.MODELTRANSLATION_LANGUAGES])
    return next(filter(None, (writable(content(record, field, code)[0]) for code in codes)), "")


def shortened(line: str, used: ImageFont.FreeTypeFont, width: int) -> str:
    """The line, or as much of it as there is room for."""
    if drawn_width(used, line) <= width:
        return line
    line = line.removesuffix(" …")
    lengths = range(len(line) + 1)
    fitting = bisect_right(lengths, width, key=lambda length: drawn_width(used, f"{line[:length]} …")) - 1
    words = line[: fitting + 1].rpartition(" ")[0]
    return f"{words or line[:fitting]} …"


@dataclass
class Picture:
    """Something to draw on, with the place where the next line of text begins."""

    draw: ImageDraw.ImageDraw
    y: int = MARGIN

    def lines(self, text: str, face: tuple[str, str], size: int, color: str, most: int) -> None:
        """``text`` in at most so many lines, cut with an ellipsis where it is longer."""
        used, width, lines = font(face, size), WIDTH - TEXT_START - MARGIN, []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and drawn_width(used, longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
        for line in lines:
            self.draw.text((TEXT_START, self.y), shortened(line, used, width), fill=color, font=used)
            self.y += round(size * 1.2)

    def chips(self, names: Iterable[tuple[str, bool]]) -> None:
        """(language, whether it is spoken on the floor): solid where it is, outlined elsewhere."""
        used, x = font(BOLD, 28), TEXT_START
        for name, is_floor in names:
            width = drawn_width(used, name) + 28
            if x + width > WIDTH - MARGIN:
                break
            box = (x, self.y, x + width, self.y + 46)
            self.draw.rounded_rectangle(box, 6, fill=ACCENT if is_floor else None, outline=ACCENT, width=3)
            self.draw.text((x + 14, self.y + 22), name, PAPER if is_floor else ACCENT, used, anchor="lm")
            x += width + 12
        self.y += 62


def draw_days(draw: ImageDraw.ImageDraw, days: list[date], color: str, language: str) -> None:
    """One day, or the first and the last below each other, at the picture's start; in brick struck out."""
    size, top = (230, 130) if len(days) == 1 else (130, 90)
    for day in days:
        month = cldr.date_part(day, "LLL", language)
        named = f"{day:%m}" if month[0].isdigit() or not writable(month) else month
        draw.text((DATE_MIDDLE, top), str(day.day), color, font(SERIF, size), anchor="mt")
        if color == BRICK:
            middle = top + size * 0.34
            draw.line((DATE_MIDDLE - size * 0.6, middle, DATE_MIDDLE + size * 0.6, middle), BRICK, size // 16)
        draw.text((DATE_MIDDLE, top + size * 0.86), f"{named} {day.year}", MUTED, font(SANS, 38), anchor="mt")
        top += 200


def draw_date(draw: ImageDraw.ImageDraw, sessions: list[Session], language: str) -> None:
    """What is known of the date. What is uncertain is ochre and in a frame: it never looks exact."""
    color, known = INK, [session for session in sessions if session.first_local_day]
    if not sessions or not all(session.is_dated for session in sessions):
        color = OCHRE
        draw.rounded_rectangle((MARGIN - 12, 56, TEXT_START - 52, 490), 10, outline=OCHRE, width=4)
    if known:
        days = {min(one.first_local_day for one in known), max(one.last_local_day for one in known)}
        is_off = all(session.is_off for session in sessions)
        draw_days(draw, sorted(days), BRICK if is_off else color, language)
    else:
        draw.text((DATE_MIDDLE, 273), "?", OCHRE, font(SERIF, 220), anchor="mm")


def social_image(event: Event, sessions: list[Session], language: str) -> bytes:
    """A PNG of 1200 × 630 pixels. Expects what the page of the event loads."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 18, HEIGHT), fill=ACCENT)
    draw_date(draw, sessions, language)
    picture = Picture(draw)
    status, kind = writable(shared_status(sessions)), writable(event.get_kind_display())
    picture.lines(status, BOLD, 32, BRICK, most=1)
    picture.lines(kind, SANS, 32, MUTED, most=1)
    picture.lines(in_writing(event, "title", language), SERIF, 56, INK, most=MOST_LINES)
    picture.y += 14
    organisers = filter(None, (in_writing(one, "name", language) for one in event.announcers))
    picture.lines(", ".join(organisers), SANS, 34, MUTED, most=2)
    picture.y += 18
    picture.chips(spoken(sessions))
    foot = writable(gettext("Climate webinar catalogue")) or settings.SITE_URL.partition("://")[2]
    draw.text((TEXT_START, HEIGHT - 44), foot, ACCENT, font(BOLD, 30), anchor="ls")
    output = BytesIO()
    image.quantize(32, Image.Quantize.FASTOCTREE).save(output, "PNG")
    return output.getvalue()


def spoken(sessions: list[Session]) -> list[tuple[str, bool]]:
    """(name, whether it is spoken on the floor) of each language: in itself, or its code."""
    offers = [offer for session in sessions for offer in session.language_offers.all()]
    floor = {offer.language for offer in offers if offer.mode == OfferMode.FLOOR}
    codes = dict.fromkeys(offer.language for offer in offers)
    names = {code: cldr.endonym(code) for code in codes}
    return [
        (writable(names[code]) or code.upper(), code in floor)
        for code in sorted(codes, key=lambda code: code not in floor)
    ]
