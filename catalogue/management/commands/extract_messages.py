from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue import interface_texts


def files() -> Iterator[tuple[Path, bytes]]:
    """(path, content that it should have) of the template and of each language's file."""
    template = interface_texts.extracted(settings.BASE_DIR)
    yield interface_texts.template_path(), interface_texts.template_file(template)
    for language in interface_texts.translated_languages():
        catalog = interface_texts.renewed(language, template)
        yield interface_texts.language_path(language), interface_texts.language_file(catalog, language)


class Command(BaseCommand):
    help = "Bring the files of the interface's texts below locale/ in step with code and templates."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where one is stale, or not translated"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            self.check_files()
            return
        for path, wanted in files():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted)

    def check_files(self) -> None:
        for path, wanted in files():
            if not path.exists() or path.read_bytes() != wanted:
                raise CommandError(f"{path.relative_to(settings.BASE_DIR)} is stale: run `make messages`.")
        for language in interface_texts.translated_languages():
            if faults := list(interface_texts.faults(language)):
                raise CommandError("\n".join(faults))
