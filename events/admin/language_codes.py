"""Codes that a field for a language proposes (BCP 47)."""

from django.utils.translation import get_language

from events import cldr

PROPOSED = [
    *("ar", "bn", "cs", "de", "el", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt"),
    *("pt-br", "ro", "ru", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh", "zh-hans", "zh-hant"),
]
"""Languages that a field for one proposes; any other code is taken, too."""


def proposed_languages() -> list[tuple[str, str]]:
    """Code and name of each."""
    return [(code, cldr.language_name(code, get_language())) for code in PROPOSED]
