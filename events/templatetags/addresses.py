"""The address of a page in each language of the site."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import get_language

from events import cldr

register = template.Library()


@dataclass(frozen=True)
class Translated:
    """A page in one language: ``path`` holds its query, too."""

    code: str
    name: str
    direction: str
    path: str


def in_languages(path: str) -> list[Translated]:
    """The page at ``path`` in each language; the home pages where it is in none."""
    codes = [code for code, _name in settings.LANGUAGES]
    _root, prefix, rest = [*path.split("/", 2), "", ""][:3]
    if prefix not in codes:
        rest = ""
    return [Translated(code, cldr.endonym(code), cldr.direction(code), f"/{code}/{rest}") for code in codes]


@register.simple_tag
def absolute(path: str) -> str:
    return settings.SITE_URL + path


@register.simple_tag
def territory_locale() -> str:
    """The language of the page where it is most spoken, as Open Graph wants it: ``zh_CN``."""
    return cldr.territory_locale(get_language())


@register.inclusion_tag("components/language_switch.html")
def language_switch(path: str) -> dict[str, Any]:
    """Leads to the same page, with the same choices, in another language. ``path`` is with its query."""
    return {"pages": in_languages(path), "language": get_language()}


def at(pages: list[Translated], language: str) -> str:
    return next(page.path for page in pages if page.code == language)


@register.inclusion_tag("components/page_addresses.html", takes_context=True)
def page_addresses(context: Context, query: str = "") -> dict[str, Any]:
    """The page's own address for search engines, and that of its translations.

    ``query`` is as much of the query as makes it another page, with its ``?``.
    """
    path = context["request"].path
    pages = in_languages(path + query)
    return {
        "SITE_URL": settings.SITE_URL,
        "canonical": path + query,
        "pages": pages,
        "default": reverse("root") if path == reverse("home") else at(pages, settings.LANGUAGE_CODE),
    }
