import pytest

from events.models import Event, Speaker, Topic
from events.slugs import free_slug
from organisations.models import Organisation
from tests.factories import make_event, make_speaker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Heat in Cities: What Now?", "heat-in-cities-what-now"),
        ("  Łódź – Kraków  ", "odz-krakow"),
        ("COP 30", "cop-30"),
        ("a_b", "a_b"),
        ("기후 웨비나", "event"),
        ("기후 Climate", "climate"),
        ("طقس", "event"),
        ("…", "event"),
        ("", "event"),
        ("<b>x</b>", "bxb"),
    ],
)
def test_slug_is_made_of_the_name(name: str, slug: str) -> None:
    assert free_slug(Event, name) == slug


@pytest.mark.parametrize(
    ("model", "slug"), [(Speaker, "speaker"), (Topic, "topic"), (Organisation, "organisation")]
)
def test_name_without_a_latin_letter_is_called_by_its_kind(model: type, slug: str) -> None:
    assert free_slug(model, "고양") == slug


def test_slug_that_is_taken_gets_the_next_number() -> None:
    found = [make_event(slug=free_slug(Event, "Heat")).slug for _number in range(4)]

    assert found == ["heat", "heat-2", "heat-3", "heat-4"]


def test_number_that_was_left_out_is_taken() -> None:
    for slug in ("heat", "heat-3", "heat-wave"):
        make_event(slug=slug)

    assert free_slug(Event, "Heat") == "heat-2"


def test_slug_of_another_kind_of_record_is_free() -> None:
    make_speaker(slug="heat")

    assert free_slug(Event, "Heat") == "heat"


def test_name_of_wildcards_finds_no_others() -> None:
    make_event(slug="a-b")

    assert free_slug(Event, "a_b") == "a_b"


def test_slug_of_a_long_name_fits_with_its_number() -> None:
    name = "heat " * 100

    slugs = [make_event(slug=free_slug(Event, name)).slug for _number in range(12)]

    assert slugs[0] == "-".join(["heat"] * 23)[:114].strip("-")
    assert slugs[-1] == f"{slugs[0]}-12"
    assert max(map(len, slugs)) <= Event._meta.get_field("slug").max_length


def test_long_name_is_not_cut_at_a_hyphen() -> None:
    assert free_slug(Event, "x" * 113 + " heat") == "x" * 113
