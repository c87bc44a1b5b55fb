"""Where a page stands among the others, told to search engines."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import jsonld
from events.jsonld import Thing

LISTS = {
    "sessions": _("Sessions"),
    "calendar": _("Calendar"),
    "languages": _("Languages"),
    "topics": _("Topics"),
    "speakers": _("Speakers"),
    "organisations": _("Organisations"),
    "sources": _("Sources"),
}


def trail(name: str, *, below: str = "") -> Thing:
    """From the home page, past the list that the page is ``below``, if any, to the page called ``name``."""
    steps: list[tuple[str, str | None]] = [(gettext("Home"), reverse("home"))]
    if below:
        steps.append((str(LISTS[below]), reverse(below)))
    return jsonld.breadcrumbs([*steps, (name, None)])
