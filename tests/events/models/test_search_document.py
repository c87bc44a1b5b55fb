import pytest

from events.models import SearchDocument, Session
from events.models.search_document import BETWEEN
from events.search import store
from events.text import terms
from tests.factories import make_session


def indexed(*texts: list[str]) -> list[str]:
    """The terms of a document of ``texts``, without what stands between them."""
    return [term for term in SearchDocument(texts=texts).terms.split(" ") if term != BETWEEN]


def test_terms_are_those_of_all_texts_in_their_order() -> None:
    assert indexed(["topic", "en", "Heat, rain"], ["place", "", "水"]) == ["aheat", "arain", "b0ldg"]
    assert indexed() == [""]


def test_title_stands_there_twice_the_second_time_as_a_title() -> None:
    assert indexed(["title", "en", "Heat"], ["topic", "en", "Rain"]) == ["aheat", "taheat", "arain"]


def test_word_of_several_parts_stands_there_in_parts_and_as_one() -> None:
    assert indexed(["organisation", "", "COP27 day"]) == ["acop", "a27", "aday", "acop27"]
    assert indexed(["title", "", "C40"]) == ["ac", "a40", "ac40", "tac", "ta40", "tac40"]


def test_something_stands_between_two_texts() -> None:
    found = SearchDocument(texts=[["topic", "en", "Heat"], ["topic", "en", "Rain"]]).terms.split(" ")

    assert found[found.index("aheat") + 1] == BETWEEN
    assert BETWEEN not in (*terms("x X tx ax bx")[0], *terms("x-x")[1])


def test_something_stands_after_words_written_as_one() -> None:
    found = SearchDocument(texts=[["topic", "en", "l’eau"], ["topic", "en", "Rain"]]).terms.split(" ")

    assert found[found.index("aleau") + 1] == BETWEEN


@pytest.mark.django_db
def test_document_belongs_to_its_session_and_goes_with_it() -> None:
    session, other = make_session(), make_session()
    store([SearchDocument(session=one, texts=[["topic", "en", "Heat"]]) for one in (session, other)])
    document = SearchDocument.objects.get(pk=session.pk)

    assert (document.session, str(document)) == (session, str(session.pk))
    assert SearchDocument.objects.get_by_natural_key(*document.natural_key()) == document
    session.delete()
    assert [one.session for one in SearchDocument.objects.all()] == [other]
    assert list(Session.objects.matching("heat")) == [other]
