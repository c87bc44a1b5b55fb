"""The texts of the interface and their translations: gettext files, read and written by Babel.

``locale/django.pot`` holds every text, ``locale/<language>/LC_MESSAGES/django.po`` its translations, the
``.mo`` beside it what Django reads. Nothing here needs GNU gettext.
"""

import re
from collections.abc import Iterator
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

PACKAGES = ("catalogue", "events", "organisations")
TEMPLATES = (".html", ".txt", ".xml")
LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = (
    DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in LAZY} | {"gettext_noop": None}
)
# Of our own: Babel's names its version and the hour, and so would change without a text changing.
HEADER = """msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
MARKS = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+[^>]*>")
"""What a translation must hold as the text does: placeholders and tags."""
COUNTED = {"%(count)s", "%(number)s"}
"""The placeholders of a number that chooses the plural form."""
NUMBERS = range(1000)
"""Enough to see which numbers a plural form stands for."""


def translated_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def template_path() -> Path:
    return settings.BASE_DIR / "locale" / "django.pot"


def language_path(language: str) -> Path:
    return settings.BASE_DIR / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"


def sources(root: Path) -> Iterator[tuple[str, bytes]]:
    """(path below ``root``, Python code that makes the same gettext calls) of each file with texts."""
    for package in PACKAGES:
        for path in (root / package).rglob("*.py"):
            yield path.relative_to(root).as_posix(), path.read_bytes()
    for path in (root / "templates").rglob("*"):
        if path.suffix in TEMPLATES:
            name = path.relative_to(root).as_posix()
            # The brackets keep Python's tokenizer from reading a meaning into the template's indentation.
            yield name, f"({templatize(path.read_text(encoding='utf-8'), name)}\n)".encode()


def extracted(root: Path) -> Catalog:
    """The translatable texts of the code and the templates below ``root``."""
    catalog = Catalog()
    for name, code in sorted(sources(root)):
        for line, message, comments, context in extract("python", BytesIO(code), KEYWORDS, ["Translators:"]):
            catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def kept(language: str) -> Catalog:
    """What is translated into ``language`` so far."""
    path = language_path(language)
    if not path.exists():
        return Catalog(locale=to_locale(language))
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def renewed(language: str, template: Catalog) -> Catalog:
    """The translations of those texts that there still are, with a place for each that is new."""
    catalog = kept(language)
    catalog.update(template, no_fuzzy_matching=True)
    return catalog


def template_file(catalog: Catalog) -> bytes:
    return b"# Every text of the interface. Written by `make messages`.\n" + body(catalog, HEADER)


def language_file(catalog: Catalog, language: str) -> bytes:
    plural = get_plural(to_locale(language))
    rule = f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
    return body(catalog, f'{HEADER}"Language: {language}\\n"\n"Plural-Forms: {rule}\\n"\n')


def body(catalog: Catalog, header: str) -> bytes:
    output = BytesIO()
    write_po(
        output,
        catalog,
        sort_output=True,
        omit_header=True,
        include_lineno=False,
        ignore_obsolete=True,
        width=0,
    )
    return header.encode() + b"\n" + output.getvalue().rstrip() + b"\n"


def compiled(language: str) -> bytes:
    """The translations as Django reads them (gettext's .mo), without those that lack a plural form."""
    catalog, output = kept(language), BytesIO()
    for message in catalog:
        if message.id and not all(message.string):
            message.string = ""
    write_mo(output, catalog)
    return output.getvalue()


def faults(language: str) -> Iterator[str]:
    """What keeps a text from being read in ``language``: a sentence each."""
    for message in kept(language):
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[0]
            yield from (f"{language}: “{text}” {fault}" for fault in message_faults(message, language))


def without(mark: str, marks: list[str]) -> list[str]:
    return [one for one in marks if one != mark]


def message_faults(message: Message, language: str) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked as fuzzy"
    if isinstance(message.id, str):
        forms = {message.string: False}
        marks = sorted(MARKS.findall(message.id))
    else:
        rule = c2py(get_plural(to_locale(language)).plural_expr)
        numbers = [rule(number) for number in NUMBERS]
        if len(message.string) != len(set(numbers)):
            yield f"has {len(message.string)} plural forms of {len(set(numbers))}"
        # A form that stands for one number alone may say it in words.
        forms = {form: numbers.count(index) == 1 for index, form in enumerate(message.string)}
        marks = sorted(MARKS.findall(message.id[1]))
    for form, stands_for_one in forms.items():
        found = sorted(MARKS.findall(form))
        if not form:
            yield "is not translated"
        elif found != marks and not (stands_for_one and found in [without(mark, marks) for mark in COUNTED]):
            yield f"holds {found}, and its translation {form!r} needs {marks}"
