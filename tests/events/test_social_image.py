"""The picture beside a link to an event."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from events import social_image
from events.choices import InvolvementRole, OfferMode
from tests.events.jsonld.loading import loaded
from tests.events.pictures import DATE, WORDS, amount, drawn, heat, lines_drawn, looks_alike
from tests.factories import make_involvement, make_offer, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is drawn."""
    return lines_drawn(monkeypatch)


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
