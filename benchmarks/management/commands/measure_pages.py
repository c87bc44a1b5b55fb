import json
from typing import Any

from django.core.management.base import BaseCommand

from benchmarks.pages import measure


class Command(BaseCommand):
    help = "Print as JSON what pages cost over the database in use, which must hold sample sessions."

    def handle(self, **options: Any) -> None:
        self.stdout.write(json.dumps(measure()))
