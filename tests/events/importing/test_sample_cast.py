from random import Random

import pytest

from events.importing.sample_cast import make_cast, size
from organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sessions", "organisations", "topics", "speakers"), [(200, 26, 12, 60), (10**5, 600, 24, 3000)]
)
def test_cast_grows_more_slowly_than_the_sessions(
    sessions: int, organisations: int, topics: int, speakers: int
) -> None:
    cast = make_cast(Random(1), sessions)

    assert len(cast.organisations) + len(cast.providers) == Organisation.objects.count() == organisations
    assert len(cast.topics) == topics
    assert len(cast.speakers) == speakers


def test_cast_grows_no_further() -> None:
    assert size(10**9, 60, 3000) == size(10**5, 60, 3000)
