"""Values that are good by themselves and do not go together."""

import pytest
from django.test import Client

from events.models import Event, LanguageOffer, Resource, Session
from tests.events.admin.browser import add, change, errors, row
from tests.factories import (
    make_citation,
    make_event,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_source,
    make_speaker,
)


def test_no_event_is_a_part_of_itself(editor: Client) -> None:
    whole = make_session().event
    part = make_session(make_event(parent=whole)).event
    told = {"parent": ["An event cannot be a part of itself."]}

    own = change(editor, whole, parent=whole.pk)
    circle = change(editor, whole, parent=part.pk)

    assert errors(own) == errors(circle) == told


def test_no_body_stands_below_itself(editor: Client) -> None:
    above = make_organisation()
    below = make_organisation(parent=above)
    told = {"parent": ["A body cannot stand below itself."]}

    own = change(editor, above, parent=above.pk)
    circle = change(editor, above, parent=below.pk)

    assert errors(own) == errors(circle) == told


def test_an_offer_stands_once_in_a_session(editor: Client) -> None:
    offer = make_offer(language="ko", mode="interpretation")
    again = {"language": "ko", "mode": "interpretation"}
    told = "The session offers that language in that mode already."

    own = add(editor, LanguageOffer, session=offer.session_id, **again)
    inline = change(editor, offer.session, **row("language_offers", existing=1, **again))
    twice = row("language_offers", 0, existing=1, language="fr", mode="floor")
    twice |= row("language_offers", 1, existing=1, language="fr", mode="floor")
    both_new = change(editor, offer.session, **twice)

    assert errors(own) == {"__all__": [told]}
    assert told in errors(inline)["language_offers-1-__all__"]
    assert errors(both_new)["language_offers"] == [
        "Please correct the duplicate data for language and mode, which must be unique."
    ]
    assert list(LanguageOffer.objects.all()) == [offer]


def test_offers_of_a_new_session_are_checked_too(editor: Client) -> None:
    event = make_event()
    twice = row("language_offers", 0, language="fr", mode="floor")
    twice |= row("language_offers", 1, language="fr", mode="floor")

    response = add(editor, Session, event=event.pk, **twice)

    assert "language_offers" in errors(response)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("involvements", {"role": "host"}),
        ("resources", {"kind": "slides", "position": "1"}),
        ("other_names", {"name": "Also", "language": "en", "position": "1"}),
        ("citations", {"first_line": "1", "last_line": "2", "tokens": '["a"]', "fact": "title"}),
    ],
)
def test_rows_of_a_new_event_are_checked_too(editor: Client, prefix: str, values: dict[str, str]) -> None:
    values = values | {
        "involvements": {"organisation": make_organisation().pk, "position": "0"},
        "citations": {"source": make_source().pk},
    }.get(prefix, {})
    once = row(prefix, 0, **values)

    refused = add(editor, Event, title_en="A", slug="a", **once | row(prefix, 1, **values))
    accepted = add(editor, Event, title_en="A", slug="a", **once)

    assert prefix in errors(refused)
    assert accepted.status_code == 302
    assert getattr(Event.objects.get(), prefix).count() == 1


def test_the_fact_of_a_citation_is_checked_before_its_record_is_saved(editor: Client) -> None:
    citation = {"source": make_source().pk, "first_line": "1", "last_line": "1", "tokens": '["a"]'}

    response = add(editor, Event, title_en="A", slug="a", **row("citations", **citation, fact="colour"))

    assert errors(response) == {"citations-0-fact": ["There is no such field."]}


def test_a_citation_has_one_owner(editor: Client) -> None:
    citation = make_citation()

    response = change(editor, citation, speaker=make_speaker().pk)

    assert errors(response) == {"__all__": ["A citation belongs to exactly one record."]}


def test_a_recording_of_another_event_is_refused(editor: Client) -> None:
    event, other = make_session().event, make_session()
    recording = {"kind": "recording", "position": "0", "session": other.pk}

    own = add(editor, Resource, event=event.pk, **recording)
    inline = change(editor, event, **row("resources", **recording))

    told = ["The session belongs to another event."]
    assert errors(own) == {"session": told}
    assert errors(inline) == {"resources-0-session": told}


def test_a_recording_may_be_changed_while_its_session_is_deleted(editor: Client) -> None:
    session = make_session()
    make_session(session.event)
    make_resource(session.event, session=session)

    response = change(
        editor, session.event, **{"sessions-0-DELETE": "on", "resources-0-url": "https://example.org/"}
    )

    assert response.status_code == 302
    assert list(session.event.sessions.values_list("number", flat=True)) == [2]
    assert not Resource.objects.exists()
