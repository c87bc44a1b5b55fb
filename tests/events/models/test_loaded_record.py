import pytest

from events.models import LoadedRecord
from tests.refusing import WHOLE, assert_refused

pytestmark = pytest.mark.django_db


def test_record_is_remembered_once() -> None:
    LoadedRecord.objects.create(model="events.topic", key='["a"]', values={"name": "A"})

    second = LoadedRecord.objects.create(model="events.topic", key='["b"]', values={"name": "B"})

    assert_refused(second, WHOLE, "key", key='["a"]')
