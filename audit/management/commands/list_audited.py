import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from audit.records import records, session_key, withdrawn


class Command(BaseCommand):
    help = "Make a throw-away database ready for the audit, and print as JSON what its pages are of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--withdraw", action="store_true", help="withdraw an event, for the page it leaves"
        )

    def handle(self, *, withdraw: bool, **options: Any) -> None:
        gone = {"withdrawn": withdrawn()} if withdraw else {}
        found = {
            "languages": [code for code, _name in settings.LANGUAGES],
            "records": records() | gone,
            "session_key": session_key(),
            "session_cookie": settings.SESSION_COOKIE_NAME,
        }
        self.stdout.write(json.dumps(found))
