"""Codes that models keep: ISO 3166 countries, BCP 47 languages, ISO 4217 currencies."""

import re
from functools import cache
from importlib.resources import files

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CODE = r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
BCP47_SHAPE = f"^{CODE}$"
"""Language, script and region in lower case, as Django writes them: ``ko``, ``zh-hans``, ``pt-br``."""
BCP47_LIST_SHAPE = f"^{CODE}( {CODE})*$"


@cache
def iso_countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, from the table that the time zone database ships."""
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines() if line and not line.startswith("#"))


@cache
def cldr() -> Locale:
    return Locale.parse("en")


def validate_country(code: str) -> None:
    if code not in iso_countries():
        raise ValidationError(_("“%(code)s” is not an ISO 3166 country code."), params={"code": code})


def validate_language(code: str) -> None:
    """``code`` is a BCP 47 tag of language, script and region, each of which CLDR knows."""
    parts = code.split("-")
    known = re.match(BCP47_SHAPE, code) and parts[0] in cldr().languages
    for part in parts[1:]:
        known = known and (part.title() in cldr().scripts or part.upper() in cldr().territories)
    if not known:
        raise ValidationError(_("“%(code)s” is not a BCP 47 language code."), params={"code": code})


def validate_languages(codes: str) -> None:
    """``codes`` holds language codes separated by single spaces."""
    for code in codes.split(" "):
        validate_language(code)


def validate_currency(code: str) -> None:
    if code not in cldr().currencies:
        raise ValidationError(_("“%(code)s” is not an ISO 4217 currency code."), params={"code": code})
