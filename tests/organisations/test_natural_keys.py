from collections.abc import Callable
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

from events.models import CatalogueVersion, Citation, LoadedRecord, OtherName, Remit
from events.models.citation import OWNERS
from organisations.natural_keys import NaturalKeyModel
from tests import factories

pytestmark = pytest.mark.django_db


def make_other_name() -> OtherName:
    return factories.saved(OtherName(event=factories.make_event(), name="اسم آخر", language="ar"))


def make_loaded_record() -> LoadedRecord:
    return factories.saved(LoadedRecord(model="events.topic", key=f'["{uuid4()}"]', values={"name_en": "A"}))


MAKERS: dict[str, Callable[[], NaturalKeyModel]] = {
    "organisation": factories.make_organisation,
    "office": factories.make_office,
    "project": factories.make_project,
    "source": factories.make_source,
    "topic": factories.make_topic,
    "speaker": factories.make_speaker,
    "event": factories.make_event,
    "othername": make_other_name,
    "session": factories.make_session,
    "languageoffer": factories.make_offer,
    "appearance": factories.make_appearance,
    "involvement": factories.make_involvement,
    "resource": factories.make_resource,
    "citation": factories.make_citation,
    "calendarentry": factories.make_entry,
    "change": factories.make_change,
    "linkcheck": factories.make_link_check,
    "loadedrecord": make_loaded_record,
    "searchdocument": factories.make_search_document,
    "searchword": factories.make_search_word,
    "sessionset": factories.make_session_set,
}


def test_every_model_has_a_natural_key() -> None:
    models = [model for app in ("organisations", "events") for model in apps.get_app_config(app).get_models()]
    models.remove(Remit)  # of an account, which is no part of the catalogue

    assert [model for model in models if not issubclass(model, NaturalKeyModel)] == []
    # Of the site itself there is one row, which has none beside it.
    assert MAKERS.keys() == {model._meta.model_name for model in models} - {"catalogueversion", "timeline"}


@pytest.mark.parametrize("name", MAKERS)
def test_natural_key_finds_its_record_among_others(name: str) -> None:
    record = MAKERS[name]()
    MAKERS[name]()

    assert type(record).objects.get_by_natural_key(*record.natural_key()) == record


def test_natural_key_finds_the_version_of_the_catalogue() -> None:
    CatalogueVersion.renew()
    version = CatalogueVersion.objects.get()

    assert version.natural_key() == (1,)
    assert CatalogueVersion.objects.get_by_natural_key(1) == version


@pytest.mark.parametrize("owner_name", OWNERS)
def test_natural_key_of_a_citation_begins_with_its_owner(owner_name: str) -> None:
    owner = MAKERS[OWNERS[owner_name]._meta.model_name]()
    source = factories.make_source()
    citation = factories.make_citation(source=source, first_line=3, last_line=4, **{owner_name: owner})
    factories.make_citation(source=source, first_line=3, last_line=4)

    assert citation.natural_key() == (owner_name, *owner.natural_key(), source.slug, 3, 4, "")
    assert Citation.objects.get_by_natural_key(*citation.natural_key()) == citation


@pytest.mark.parametrize("key", [(), ("body", "body")])
def test_key_of_the_wrong_length_is_a_value_error(key: tuple[str, ...]) -> None:
    organisation = factories.make_organisation(slug="body")

    with pytest.raises(ValueError, match="zip"):
        type(organisation).objects.get_by_natural_key(*key)


def test_unknown_key_finds_nothing() -> None:
    session = factories.make_session()

    with pytest.raises(ObjectDoesNotExist):
        type(session).objects.get_by_natural_key(session.event.slug, session.number + 1)


def test_label_names_kind_and_key() -> None:
    session = factories.make_session(factories.make_event(slug="learning-cities-2024"), number=3)

    assert session.label() == "session learning-cities-2024 3"
