import pytest

from events.choices import OfferMode
from tests.factories import make_offer, make_session
from tests.refusing import WHOLE, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def test_language_stands_once_in_a_session_and_mode() -> None:
    session = make_session()
    make_offer(session, language="ko", mode=OfferMode.FLOOR)

    second = make_offer(session, language="ko", mode=OfferMode.INTERPRETATION)

    assert_refused(second, WHOLE, "mode", mode=OfferMode.FLOOR)
    assert make_offer(language="ko", mode=OfferMode.FLOOR).language == "ko"


def test_language_is_a_bcp_47_code() -> None:
    assert_refused(make_offer(), "language", "language_offer_language_shape", language="Korean")
    assert wrong_fields(make_offer(), language="xx") == {"language"}


def test_mode_is_kept_by_the_database() -> None:
    assert_refused(make_offer(), "mode", "language_offer_mode", mode="whispered")
