"""Pages that lead to others."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from events.addresses import absolute
from events.jsonld.things import Thing, page_thing, thing
from events.models import Session
from events.phrases import catalogue_name


def collection(name: str, address: str, sessions: Iterable[Session], language: str) -> Thing:
    """A page at the path ``address`` that lists ``sessions``, loaded ``for_cards()``, in their order."""
    items = [
        thing("ListItem", position=position, url=absolute(session.get_absolute_url()))
        for position, session in enumerate(sessions, start=1)
    ]
    main = thing("ItemList", numberOfItems=len(items), itemListElement=items)
    return page_thing("CollectionPage", address, name=name, inLanguage=language, mainEntity=main)


def website(language: str) -> Thing:
    """The site in ``language``, and where a search engine may send a question."""
    name = catalogue_name(gettext("Climate webinar catalogue"))
    question = absolute(reverse("sessions")) + "?q={search_term_string}"
    action = thing("SearchAction", target=thing("EntryPoint", urlTemplate=question))
    # Not of schema.org itself but of its annotations of actions.
    action["query-input"] = "required name=search_term_string"
    return page_thing("WebSite", reverse("home"), name=name, inLanguage=language, potentialAction=action)


def breadcrumbs(steps: Iterable[tuple[str, str | None]]) -> Thing:
    """Names and paths from the home page on; the last, being the page itself, may go without a path."""
    items = [
        thing("ListItem", position=position, name=name, item=path and {"@id": absolute(path)})
        for position, (name, path) in enumerate(steps, start=1)
    ]
    return thing("BreadcrumbList", itemListElement=items)
