from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.importing.verification import problems
from events.models import Citation


class Command(BaseCommand):
    help = "Verify that each fact cites a source, and that what it cites stands there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="where the source documents lie")

    def handle(self, *, directory: Path, **options: Any) -> None:
        if found := problems(directory):
            raise CommandError("\n".join([*found, f"{len(found)} problems."]))
        self.stdout.write(f"{Citation.objects.count()} citations hold.")
