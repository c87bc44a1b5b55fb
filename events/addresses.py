"""Addresses of pages: whole ones, and those of the same page in each language of the site."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from events import cldr


def absolute(path: str) -> str:
    return settings.SITE_URL + path


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


def for_all_others(path: str) -> str:
    """Where those are sent who read none of the languages that the page at ``path`` is in."""
    default = next(page.path for page in in_languages(path) if page.code == settings.LANGUAGE_CODE)
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("root") if default == reverse("home") else default
