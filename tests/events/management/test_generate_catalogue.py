import pytest
from django.core.management import CommandError, call_command

from events.models import Event, LanguageOffer, Speaker
from organisations.models import Organisation
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def test_command_says_what_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("generate_catalogue", "--sessions", "20", "--seed", "5")

    counts = [model.objects.count() for model in (Event, Organisation, Speaker, LanguageOffer)]
    assert capsys.readouterr().out == (
        "Made 20 sessions, {} events, {} organisations, {} speakers, {} language offers.\n".format(*counts)
    )


def test_command_refuses_a_database_with_events() -> None:
    make_event()

    with pytest.raises(CommandError, match="holds events already"):
        call_command("generate_catalogue")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--sessions", "0"], "“0” is less than 1"),
        (["--sessions=-5"], "“-5” is less than 1"),
        (["--sessions", "many"], "“many” is not a whole number"),
        (["--sessions", "1.5"], "“1.5” is not a whole number"),
        (["--seed", "x"], "“x” is not a whole number"),
    ],
)
def test_command_refuses_bad_arguments(arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("generate_catalogue", *arguments)

    assert not Event.objects.exists()
