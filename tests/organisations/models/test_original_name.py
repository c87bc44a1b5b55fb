from collections.abc import Callable

import pytest

from organisations.models.original_name import OriginalNameModel
from tests.factories import make_event, make_office, make_organisation, make_project, make_speaker
from tests.refusing import WHOLE, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db

MAKERS = [make_organisation, make_office, make_project, make_event, make_speaker]


def test_each_model_with_an_original_name_is_tried() -> None:
    assert {type(make()) for make in MAKERS} == set(OriginalNameModel.__subclasses__())


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("values", [{"original_name": "고양시"}, {"original_language": "ko"}])
def test_original_name_and_its_language_belong_together(
    make: Callable[[], OriginalNameModel], values: dict[str, str]
) -> None:
    assert_refused(make(), WHOLE, "original_language", **values)


@pytest.mark.parametrize("make", MAKERS)
def test_original_language_is_a_bcp_47_code(make: Callable[[], OriginalNameModel]) -> None:
    values = {"original_name": "고양시", "original_language": "Korean"}

    assert_refused(make(), "original_language", "original_language", **values)
    assert wrong_fields(make(), **values | {"original_language": "ko"}) == set()


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("codes", ["en, fr", "en  fr", " en", "English"])
def test_own_translations_are_language_codes(make: Callable[[], OriginalNameModel], codes: str) -> None:
    assert_refused(make(), "own_translations", "own_translations", own_translations=codes)
    assert wrong_fields(make(), own_translations="en zh-hans pt-br") == set()


@pytest.mark.parametrize(("language", "own"), [("en", True), ("zh-hans", True), ("zh", False), ("fr", False)])
def test_own_translation_is_known_by_its_whole_code(language: str, own: bool) -> None:
    organisation = make_organisation(own_translations="en zh-hans")

    assert organisation.is_own_translation(language) is own
