"""Public pages as schema.org, for JSON-LD. Pure: loaded objects in, a ``Thing`` out, no query.

Each expects ``language`` to be the active one. Addresses are absolute; what is not known is left out.
"""

from events.jsonld.bodies import organisation, person, project
from events.jsonld.events import event
from events.jsonld.pages import breadcrumbs, collection, website
from events.jsonld.things import CONTEXT, Thing

__all__ = [
    "CONTEXT",
    "Thing",
    "breadcrumbs",
    "collection",
    "event",
    "organisation",
    "person",
    "project",
    "website",
]
