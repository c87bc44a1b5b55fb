import pytest
from django.db.models import ProtectedError

from tests.factories import make_appearance, make_session
from tests.refusing import WHOLE, assert_refused

pytestmark = pytest.mark.django_db


def test_speaker_stands_once_in_a_session() -> None:
    session = make_session()
    first, second = make_appearance(session), make_appearance(session)

    assert_refused(second, WHOLE, "speaker", speaker=first.speaker)


def test_mode_is_kept_by_the_database() -> None:
    assert_refused(make_appearance(), "mode", "appearance_mode", mode="hologram")


def test_speaker_who_appears_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        make_appearance().speaker.delete()
