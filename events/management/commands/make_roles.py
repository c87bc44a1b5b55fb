from typing import Any

from django.core.management.base import BaseCommand

from events.roles import make_roles


class Command(BaseCommand):
    help = "Make the roles of editors, or mend them. Can be run again at any time."

    def handle(self, **options: Any) -> None:
        lines = list(make_roles())
        self.stdout.write("\n".join(lines or ["The roles are as they should be."]))
