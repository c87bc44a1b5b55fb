from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.models import CalendarEntry, Event
from events.upkeep import bring_up_to_date, problems


class Command(BaseCommand):
    help = "Find calendar entries that do not say what the catalogue says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="render them anew")

    def handle(self, *, repair: bool, **options: Any) -> None:
        now = timezone.now()
        if repair:
            renewed = bring_up_to_date(Event.objects.all(), now, thorough=True)
            if options["verbosity"]:
                self.stdout.write(f"{renewed} calendar entries renewed.")
            return
        if found := list(problems(now)):
            raise CommandError("\n".join([*found, f"{len(found)} problems; --repair mends them."]))
        self.stdout.write(f"{CalendarEntry.objects.count()} calendar entries are up to date.")
