from typing import Any

from django.core.management.base import BaseCommand

from catalogue import interface_texts


class Command(BaseCommand):
    help = "Compile the translations of the interface, which Django reads when it starts."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        for language in interface_texts.translated_languages():
            path = interface_texts.language_path(language).with_suffix(".mo")
            path.write_bytes(interface_texts.compiled(language))
