"""The picture beside a link to an event."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from PIL import Image, ImageChops, ImageColor
from pytest_django import DjangoAssertNumQueries

from events import social_image
from events.choices import InvolvementRole, OfferMode, SessionStatus
from events.models import Event, Session
from tests.events.jsonld.loading import loaded
from tests.factories import (
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_session,
    make_undated_session,
    make_window_session,
)

pytestmark = pytest.mark.django_db

DATE, WORDS = (20, 0, 350, 630), (400, 0, 1200, 560)
"""The parts of a picture, by their edges."""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is drawn."""
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


def test_picture_is_a_png_of_the_size_that_applications_want(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event = heat()
    make_involvement(event), make_offer(event.sessions.get())
    given = loaded(event)

    with django_assert_num_queries(0):
        png = social_image.social_image(*given, "en")

    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(png) < 100_000


def test_same_data_same_bytes() -> None:
    first, again = heat(), heat()

    assert drawn(first) == drawn(first) == drawn(again)


def test_date_title_and_languages_are_seen_each_in_its_part() -> None:
    plain = drawn(heat())
    on_another_day = drawn(
        heat(starts_at=datetime(2024, 9, 19, 11, tzinfo=UTC), ends_at=datetime(2024, 9, 19, 12, tzinfo=UTC))
    )
    renamed, heard = heat(), heat()
    renamed.title_en = "Urban heats"
    renamed.save()
    make_offer(heard.sessions.get(), language="ko")

    same = [
        (looks_alike(plain, other, DATE), looks_alike(plain, other, WORDS))
        for other in (on_another_day, drawn(renamed), drawn(heard))
    ]
    assert same == [(False, True), (True, False), (True, False)]


def test_what_is_spoken_on_the_floor_is_solid_and_what_is_interpreted_outlined() -> None:
    pictures = []
    for mode in (OfferMode.FLOOR, OfferMode.INTERPRETATION, OfferMode.CAPTIONS):
        event = heat()
        make_offer(event.sessions.get(), language="en", mode=mode)
        pictures.append(drawn(event))
    floor, interpreted, captions = pictures

    assert interpreted == captions
    solid, outlined = (amount(png, social_image.ACCENT, WORDS) for png in (floor, interpreted))
    assert solid > 2 * outlined > 0


def test_picture_is_in_the_language_of_its_page(written: list[str]) -> None:
    event = heat()
    event.title_fr = "Chaleur urbaine"
    event.save()

    drawn(event, "fr")

    assert written == ["18", "sept. 2024", "Webinaire", "Chaleur urbaine", "Catalogue de webinaires climat"]
    assert drawn(event, "fr") != drawn(event, "en")


def test_picture_says_when_what_who_and_in_which_languages(written: list[str]) -> None:
    event = heat()
    session = event.sessions.get()
    make_involvement(event, organisation=make_organisation(name="Net"))
    make_involvement(event, organisation=make_organisation(name="City"), role=InvolvementRole.HOST)
    make_involvement(event, organisation=make_organisation(name="Bank"), role=InvolvementRole.FUNDER)
    make_offer(session, language="en"), make_offer(session, language="fr")
    make_offer(session, language="ko", mode=OfferMode.FLOOR)

    drawn(event)

    assert written == [
        "18",
        "Sept 2024",
        "Webinar",
        "Urban heat",
        *["Net, City", "KO", "English", "français"],
        "Climate webinar catalogue",
    ]


@pytest.mark.parametrize(
    ("make", "values", "lines", "is_uncertain"),
    [
        (make_session, {}, ["18", "Sept 2024"], False),
        (make_day_session, {}, ["7", "Oct 2020", "28", "Oct 2020"], False),
        (make_day_session, {"last_day": date(2020, 10, 7)}, ["7", "Oct 2020"], False),
        (make_window_session, {}, ["12", "Sept 2022", "30", "Oct 2022"], True),
        (make_undated_session, {}, ["?"], True),
    ],
)
def test_date_is_told_as_far_as_it_is_known(
    make: Callable[..., Session],
    values: dict[str, Any],
    lines: list[str],
    is_uncertain: bool,
    written: list[str],
) -> None:
    png = drawn(heat(make, **values))

    assert written[: len(lines) + 1] == [*lines, "Webinar"]
    ochre, ink = (amount(png, colour, DATE) > 0 for colour in (social_image.OCHRE, social_image.INK))
    assert (ochre, ink) == (is_uncertain, not is_uncertain)


def test_several_sessions_have_their_first_and_last_day_on_the_organisers_clock(written: list[str]) -> None:
    event = make_event(title_en="Urban heat", timezone="Asia/Seoul")
    for day in (30, 3, 12):
        start = datetime(2024, 11, day, 22, tzinfo=UTC)
        make_session(event, starts_at=start, ends_at=start.replace(hour=23))

    png = drawn(event)

    assert written[:4] == ["4", "Nov 2024", "1", "Dec 2024"]
    assert amount(png, social_image.OCHRE, DATE) == 0


@pytest.mark.parametrize(
    ("make", "lines"),
    [
        (make_window_session, ["12", "Sept 2022", "18", "Sept 2024"]),
        (make_undated_session, ["18", "Sept 2024"]),
    ],
)
def test_several_sessions_are_uncertain_where_one_of_them_is(
    make: Callable[..., Session], lines: list[str], written: list[str]
) -> None:
    event = heat(make)
    make_session(event)

    png = drawn(event)

    assert written[: len(lines)] == lines
    assert (amount(png, social_image.OCHRE, DATE) > 0, amount(png, social_image.INK, DATE)) == (True, 0)


@pytest.mark.parametrize(
    ("status", "words", "is_struck_out"),
    [
        (SessionStatus.CANCELLED, ["Cancelled", "Webinar"], True),
        (SessionStatus.POSTPONED, ["Postponed", "Webinar"], True),
        (SessionStatus.TENTATIVE, ["Tentative", "Webinar"], False),
        (SessionStatus.SCHEDULED, ["Webinar", "Urban heat"], False),
    ],
)
def test_what_has_become_of_it_is_seen(
    status: SessionStatus, words: list[str], is_struck_out: bool, written: list[str]
) -> None:
    png = drawn(heat(status=status))

    assert written[:4] == ["18", "Sept 2024", *words]
    ink, brick = (amount(png, colour, DATE) > 0 for colour in (social_image.INK, social_image.BRICK))
    assert (ink, brick) == (not is_struck_out, is_struck_out)


def test_title_that_the_fonts_cannot_write_is_left_out(written: list[str]) -> None:
    event = make_event(title_en="", title_ar="حرارة المدن")
    make_session(event)
    make_involvement(event, organisation=make_organisation(name_en="", name_ko="고양시"))

    drawn(event)

    assert written == ["18", "Sept 2024", "Webinar", "Climate webinar catalogue"]


def test_title_that_the_fonts_can_write_stands_in(written: list[str]) -> None:
    drawn(make_event(title_en="Urban heat", title_ar="حرارة المدن"), "ar")

    assert written == ["?", "Urban heat", "127.0.0.1:8000"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        *(
            (same, same)
            for same in ("2º Congreso", "Città: 3ª edizione", "Łódź – €5, 50 %", "Θερμότητα, Місто")
        ),
        ("Reducing PM2.5 by 5 µg", "Reducing PM2.5 by 5 µg"),
        ("Cafe\u0301 du climat", "Café du climat"),
        ("Heat 🔥 in\u202e cities\u0007", "Heat in cities"),
        ("Heat in ٢٠٢٤", None),
        ("Heat，in cities", "Heat in cities"),
    ],
)
def test_title_is_written_without_the_signs_that_the_fonts_lack(
    title: str, line: str | None, written: list[str]
) -> None:
    drawn(make_event(title=title))

    assert written == ["?", "Webinar", *([line] if line else []), "Climate webinar catalogue"]


def test_long_title_is_cut_where_the_picture_ends(written: list[str]) -> None:
    words = [f"Word{number}" for number in range(40)]
    png = drawn(make_event(title=" ".join(words)))
    lines = [line for line in written if line.startswith("Word")]
    assert (len(lines), lines[-1].endswith(" …")) == (social_image.MOST_LINES, True)
    shown = " ".join(lines).removesuffix(" …").split()
    assert shown == words[: len(shown)] != words
    assert within_the_margin(png)


def test_long_word_does_not_leave_the_picture(written: list[str]) -> None:
    png = drawn(make_event(title=f"Klima {'schutz' * 20} heute"))

    assert [line for line in written if line.startswith("Klima")]
    assert within_the_margin(png)


def test_word_that_is_too_long_is_cut_where_the_line_ends(written: list[str]) -> None:
    png = drawn(make_event(title=f"{'schutz' * 40} heute morgen"))

    cut, *others = [line for line in written if line.startswith(("schutz", "heute"))]
    assert (cut.endswith(" …"), len(cut) > 20, others) == (True, True, ["heute morgen"])
    assert within_the_margin(png)


def test_languages_that_do_not_fit_are_left_out(written: list[str]) -> None:
    event = heat()
    for code in ("en", "fr", "es", "pl", "de", "it", "pt"):
        make_offer(event.sessions.get(), language=code)

    png = drawn(event)

    shown = set(written) & {"English", "français", "español", "polski", "Deutsch", "italiano", "português"}
    assert 3 < len(shown) < 7
    assert within_the_margin(png)
