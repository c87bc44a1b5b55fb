"""Texts on the picture beside a link: what the fonts can write, and what has room."""

import pytest

from events import social_image
from tests.events.pictures import drawn, heat, lines_drawn, within_the_margin
from tests.factories import make_event, make_involvement, make_offer, make_organisation, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is drawn."""
    return lines_drawn(monkeypatch)


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
