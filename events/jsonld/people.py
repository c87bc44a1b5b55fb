"""Persons at sessions."""

from events.jsonld.things import Thing, reference
from events.models import Appearance, Session
from events.phrases import content


def performers(session: Session, language: str) -> list[Thing]:
    return [
        reference(appearance.speaker, "Person", "name", language) | presented(appearance, language)
        for appearance in session.appearances.all()
    ]


def presented(appearance: Appearance, language: str) -> Thing:
    """What the announcement says of the person; what it does not say is left out."""
    affiliation = appearance.affiliation
    said = {
        "honorificPrefix": appearance.honorific,
        "jobTitle": content(appearance, "role", language)[0],
        "affiliation": affiliation and reference(affiliation, "Organization", "name", language),
    }
    return {name: value for name, value in said.items() if value}
