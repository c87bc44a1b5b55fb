from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events.models import Citation
from events.models.citation import OWNERS
from tests.factories import (
    make_appearance,
    make_citation,
    make_event,
    make_organisation,
    make_session,
    make_source,
    make_speaker,
)
from tests.organisations.test_natural_keys import MAKERS
from tests.refusing import WHOLE, assert_database_refuses, assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def unowned(**values: Any) -> Citation:
    return Citation(**{"source": make_source(), "first_line": 1, "last_line": 1, "tokens": ["a"]} | values)


def assert_owners_refused(citation: Citation) -> None:
    assert wrong_fields(citation) == {WHOLE}
    with pytest.raises(IntegrityError, match="citation_has_one_owner"), transaction.atomic():
        Citation.objects.bulk_create([citation])


def test_citation_without_owner_is_refused() -> None:
    assert_owners_refused(unowned())


@pytest.mark.parametrize("names", list(pairwise([*OWNERS, next(iter(OWNERS))])))
def test_citation_of_two_owners_is_refused(names: tuple[str, str]) -> None:
    assert_owners_refused(unowned(**{name: MAKERS[OWNERS[name]._meta.model_name]() for name in names}))


@pytest.mark.parametrize("name", OWNERS)
def test_citation_knows_its_one_owner(name: str) -> None:
    owner = MAKERS[OWNERS[name]._meta.model_name]()

    citation = make_citation(**{name: owner})

    assert (citation.owner_name, citation.owner) == (name, owner)


@pytest.mark.parametrize("name", OWNERS)
def test_citation_stands_on_the_page_of_its_owner(name: str) -> None:
    owner = MAKERS[OWNERS[name]._meta.model_name]()
    pages = {"office": "organisation", "language_offer": "session", "appearance": "session"}
    page = getattr(owner, pages.get(name, "event"), owner)

    assert make_citation(**{name: owner}).page == getattr(page, "event", page)


@pytest.mark.parametrize("name", OWNERS)
def test_owner_cites_the_same_lines_once_for_a_fact(name: str) -> None:
    citation = make_citation(**{name: MAKERS[OWNERS[name]._meta.model_name]()}, first_line=1, last_line=2)
    again = make_citation(
        **{name: citation.owner}, source=citation.source, first_line=1, last_line=3, tokens=["b"]
    )

    assert_refused(again, WHOLE, "last_line", last_line=2)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (0, 0)])
def test_lines_count_from_one_and_stand_in_order(first: int, last: int) -> None:
    assert_refused(make_citation(), WHOLE, "citation_lines_in_order", first_line=first, last_line=last)


@pytest.mark.parametrize("tokens", ["Zoom", [2024], [""], [" "], {"a": "b"}, [["a"]], None])
def test_tokens_are_a_list_of_words(tokens: Any) -> None:
    assert wrong_fields(make_citation(), tokens=tokens) == {"tokens"}


def test_fact_is_a_field_of_the_owner() -> None:
    assert wrong_fields(make_citation(session=make_session()), fact="starts_at") == set()
    assert wrong_fields(make_citation(event=make_event()), fact="starts_at") == {"fact"}


def test_fact_is_named_in_words() -> None:
    session = make_session()
    appearance = make_appearance(session, speaker=make_speaker(name="Li Li"))

    assert make_citation(event=session.event, fact="title").fact_name == "title"
    assert make_citation(event=session.event).fact_name == "event"
    assert make_citation(session=session, fact="starts_at").fact_name == "starts"
    assert make_citation(session=session).fact_name == "session"
    assert make_citation(appearance=appearance).fact_name == "Li Li"
    assert make_citation(appearance=appearance, fact="mode").fact_name == "Li Li: mode"


def test_lines_read_as_one_or_as_a_range() -> None:
    assert Citation(first_line=9, last_line=9).lines == "line 9"
    assert Citation(first_line=9, last_line=11).lines == "lines 9–11"


def test_citation_without_owner_has_none() -> None:
    citation = unowned()

    assert (citation.owner_name, citation.owner) == ("", None)


def test_database_wants_tokens() -> None:
    assert_database_refuses(make_citation(organisation=make_organisation()), "tokens", tokens=None)
