import pytest
from django.db import IntegrityError, transaction

from events.models import CatalogueVersion

pytestmark = pytest.mark.django_db


def test_there_is_one_version() -> None:
    CatalogueVersion.renew()

    with pytest.raises(IntegrityError, match="one_catalogue_version"), transaction.atomic():
        CatalogueVersion(pk=2).save()
    assert CatalogueVersion.objects.count() == 1


def test_version_is_empty_until_the_first_write_and_another_after_each() -> None:
    versions = [CatalogueVersion.current()]
    for _time in range(2):
        CatalogueVersion.renew()
        versions.append(CatalogueVersion.current())

    assert versions[0] == ""
    assert len(set(versions)) == 3
    assert [len(version) for version in versions] == [0, 32, 32]


def test_no_version_comes_again_when_an_older_database_is_brought_back() -> None:
    CatalogueVersion.renew()
    backup = CatalogueVersion.current()
    CatalogueVersion.renew()
    lost = CatalogueVersion.current()
    CatalogueVersion.objects.update(token=backup)

    CatalogueVersion.renew()

    assert CatalogueVersion.current() not in {backup, lost}
