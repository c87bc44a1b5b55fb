from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.publishing import publish_due


class Command(BaseCommand):
    help = "Publish the drafts whose time has come. For a timer, once a minute."

    def handle(self, **options: Any) -> None:
        due = publish_due(timezone.now())
        for event in due.published:
            self.stdout.write(f"Published: {event.slug}")
        if due.held_back:
            raise CommandError(
                "\n".join(f"Held back: {event.slug}: {reason}" for event, reason in due.held_back)
            )
