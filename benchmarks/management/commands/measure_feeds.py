import json
from typing import Any

from django.core.management.base import BaseCommand

from benchmarks.feeds import measure


class Command(BaseCommand):
    help = "Print as JSON what feeds cost over the database in use, which must hold sample sessions."

    def handle(self, **options: Any) -> None:
        self.stdout.write(json.dumps(measure()))
