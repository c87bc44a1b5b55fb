"""Who stands behind events: organisations, people, projects."""

from collections.abc import Iterable

from events.jsonld.people import presented
from events.jsonld.things import Thing, bodies, other_names, page_thing, paragraphs, reference, thing
from events.models import Appearance, Speaker
from events.phrases import content
from organisations.models import Office, Organisation, Project


def organisation(
    organisation: Organisation, children: Iterable[Organisation], offices: Iterable[Office], language: str
) -> Thing:
    """``organisation``, its parent loaded, with the bodies right below it.

    Of ``offices`` those of the body itself: others belong to the bodies below.
    """
    name, parent = content(organisation, "name", language)[0], organisation.parent
    own = [office for office in offices if office.organisation_id == organisation.pk]
    has_address = organisation.place or organisation.country
    address = thing("PostalAddress", addressLocality=organisation.place, addressCountry=organisation.country)
    return page_thing(
        "Organization",
        organisation.get_absolute_url(),
        name=name,
        alternateName=other_names(name, [organisation.acronym, organisation.original_name]),
        description=paragraphs(organisation, "description", language),
        sameAs=organisation.website,
        address=address if has_address else None,
        parentOrganization=parent and reference(parent, "Organization", "name", language),
        subOrganization=bodies(children, language),
        location=[place(office, language) for office in own],
        contactPoint=[
            contact(office, language) for office in own if office.phone or office.fax or office.email
        ],
    )


def place(office: Office, language: str) -> Thing:
    # In the lines of the source: which of them is the street is not stated.
    country = thing("PostalAddress", addressCountry=office.country) if office.country else None
    name = content(office, "name", language)[0]
    return thing(
        "Place",
        name=name,
        alternateName=other_names(name, [office.original_name]),
        address=office.address or office.postal_address or country,
        url=office.website,
    )


def contact(office: Office, language: str) -> Thing:
    return thing(
        "ContactPoint",
        name=content(office, "name", language)[0],
        telephone=office.phone,
        faxNumber=office.fax,
        email=office.email,
    )


def person(speaker: Speaker, appearances: Iterable[Appearance], language: str) -> Thing:
    """``speaker`` as announced last: expects public ``appearances``, latest first, each with its event."""
    appearances = list(appearances)
    name = content(speaker, "name", language)[0]
    latest = presented(appearances[0], language) if appearances else {}
    events = {one.session.event_id: one.session.event for one in appearances}
    return page_thing(
        "Person",
        speaker.get_absolute_url(),
        name=name,
        alternateName=other_names(name, [speaker.original_name]),
        **latest,
        performerIn=[reference(event, "Event", "title", language) for event in events.values()],
    )


def project(project: Project, language: str) -> Thing:
    """``project``, its funder loaded. schema.org has no place for what it costs in all."""
    name, funder = content(project, "name", language)[0], project.funder
    funding_body = funder and reference(funder, "Organization", "name", language)
    return page_thing(
        "Project",
        project.get_absolute_url(),
        name=name,
        alternateName=other_names(name, [project.acronym, project.original_name]),
        slogan=content(project, "tagline", language)[0],
        description=paragraphs(project, "description", language),
        sameAs=project.website,
        funder=funding_body,
        funding=grant(project, funding_body),
    )


def grant(project: Project, funder: Thing | None) -> Thing | None:
    if project.funder_contribution is None:
        return None
    # As text: what is an exact amount here is none as a number of JSON.
    amount = thing("MonetaryAmount", value=f"{project.funder_contribution:f}", currency=project.currency)
    return thing("MonetaryGrant", amount=amount, funder=funder)
