import gc
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.importing.samples import NotEmptyError, generate
from events.models import Event, LanguageOffer, Session, Speaker
from organisations.models import Organisation

REPORTED = (Session, Event, Organisation, Speaker, LanguageOffer)


def whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a whole number") from None


def positive_number(text: str) -> int:
    number = whole_number(text)
    if number < 1:
        raise ArgumentTypeError(f"“{text}” is less than 1")
    return number


class Command(BaseCommand):
    help = "Fill a database that holds no event with sample sessions around now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sessions", type=positive_number, default=200, help="how many sessions (default: %(default)s)"
        )
        parser.add_argument(
            "--seed",
            type=whole_number,
            default=1,
            help="the same seed makes the same samples (default: %(default)s)",
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where the database holds an event already"
        )

    def handle(self, *, sessions: int, seed: int, if_empty: bool, **options: Any) -> None:
        if if_empty and Event.objects.exists():
            return
        # What is loaded by now stays. Looking at it over and over was a third of the time.
        gc.freeze()
        try:
            made = generate(sessions, seed=seed, now=timezone.now())
        except NotEmptyError as error:
            raise CommandError(
                "This database holds events already, and samples never mix with them: nothing was made."
            ) from error
        finally:
            gc.unfreeze()
        counts = (f"{made[model]} {model._meta.verbose_name_plural}" for model in REPORTED)
        self.stdout.write(f"Made {', '.join(counts)}.")
