"""Descriptions of pages for search engines, within the page."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from events.jsonld import CONTEXT, Thing

register = template.Library()

# Nothing that HTML could take for markup: the end of the element, a comment, an entity.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag
def jsonld(thing: Thing) -> SafeString:
    """``{% jsonld description %}``: a node as a script element, which no browser runs."""
    written = json.dumps({"@context": CONTEXT} | thing, ensure_ascii=False, separators=(",", ":"))
    safe = mark_safe(written.translate(ESCAPES))  # noqa: S308 escaped here
    return format_html('<script type="application/ld+json">{}</script>', safe)
