from argparse import ArgumentParser
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

PACKAGES = ("catalogue", "events", "organisations")
TEMPLATES = (".html", ".txt", ".xml")
LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = (
    DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in LAZY} | {"gettext_noop": None}
)
# Of our own: Babel's names its version and the hour, and so would change without a text changing.
HEADER = rb"""# Every text of the interface. Written by `make messages`; the translations are made from it.
msgid ""
msgstr ""
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


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


def messages(root: Path) -> bytes:
    """The translatable texts of the code and the templates below ``root`` as a gettext template."""
    catalog = Catalog()
    for name, code in sorted(sources(root)):
        for line, message, comments, context in extract("python", BytesIO(code), KEYWORDS, ["Translators:"]):
            catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    output = BytesIO()
    write_po(output, catalog, sort_output=True, omit_header=True, include_lineno=False)
    return HEADER + output.getvalue().rstrip() + b"\n"


class Command(BaseCommand):
    help = "Write locale/django.pot, the texts that translations are made from."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where it is stale")

    def handle(self, *, check: bool, **options: Any) -> None:
        target, wanted = settings.BASE_DIR / "locale" / "django.pot", messages(settings.BASE_DIR)
        if not check:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(wanted)
        elif not target.exists() or target.read_bytes() != wanted:
            raise CommandError("locale/django.pot is stale: run `make messages`.")
