from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.importing.files import CatalogueError
from events.importing.loader import load
from events.models import Event


class Command(BaseCommand):
    help = "Load the catalogue's files; what an editor changed is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--force", action="store_true", help="overwrite what editors changed")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where the database holds an event already"
        )

    def handle(self, *, directory: Path, force: bool, if_empty: bool, **options: Any) -> None:
        if if_empty and Event.objects.exists():
            return
        try:
            report = load(directory, now=timezone.now(), force=force)
        except CatalogueError as error:
            raise CommandError("Nothing was loaded.\n" + "\n".join(error.problems)) from error
        for line in report.left_alone:
            self.stdout.write(f"left alone: {line}")
        self.stdout.write(
            f"{report.created} records created, {report.updated} updated, {report.unchanged} unchanged, "
            f"{report.deleted} deleted, {len(report.left_alone)} left alone."
        )
