import pytest

from tests.factories import make_source
from tests.refusing import assert_refused

pytestmark = pytest.mark.django_db


def test_languages_are_codes_between_single_spaces() -> None:
    assert_refused(make_source(), "languages", "source_languages_shape", languages="pl, en")
    assert_refused(make_source(), "languages", "source_languages_shape", languages="")
    assert make_source(languages="pl en").language_codes == ["pl", "en"]


@pytest.mark.parametrize("field", ["slug", "file_name"])
def test_document_stands_once(field: str) -> None:
    first = make_source()

    assert_refused(make_source(), field, field, **{field: getattr(first, field)})
