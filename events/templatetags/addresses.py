"""The address of a page, and of it in each language of the site."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from events import cldr
from events.addresses import absolute, for_all_others, in_languages

register = template.Library()
register.simple_tag(absolute)


@register.simple_tag
def territory_locale() -> str:
    """The language of the page where it is most spoken, as Open Graph wants it: ``zh_CN``."""
    return cldr.territory_locale(get_language())


@register.inclusion_tag("components/language_switch.html")
def language_switch(path: str) -> dict[str, Any]:
    """Leads to the same page, with the same choices, in another language. ``path`` is with its query."""
    return {"pages": in_languages(path), "language": get_language()}


@register.inclusion_tag("components/page_addresses.html", takes_context=True)
def page_addresses(context: Context, query: str = "") -> dict[str, Any]:
    """The page's own address for search engines, and that of its translations.

    ``query`` is as much of the query as makes it another page, with its ``?``.
    """
    address = context["request"].path + query
    return {"canonical": address, "pages": in_languages(address), "default": for_all_others(address)}
