from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

CODE = """
from django.utils.translation import gettext, gettext_lazy as _, ngettext, npgettext_lazy, pgettext

title = _("Title")
# Translators: of a person
role = pgettext("person", "Role")
count = ngettext("%(n)s speaker", "%(n)s speakers", n) % {"n": gettext("many")}
span = npgettext_lazy("length", "day", "days")
joined = gettext(
    "one "
    "text"
)
plain = "not for translators"
"""

TEMPLATE = """
{# Translators: a greeting #}
{% translate "Hello" %}
    <p title="{% translate 'May' context 'month' as month %}">it's plain (text
  {% include "part.html" with label=_("Label") only %}{{ name|default:_("nobody") }}
{% blocktranslate trimmed count n=sessions|length context "list" %}
    {{ n }} session
{% plural %}
    {{ n }} sessions
{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path, settings: Settings) -> Path:
    """A project of one module and no texts of its own otherwise, in English alone."""
    settings.BASE_DIR = tmp_path
    settings.LANGUAGES = [("en", "English")]
    (tmp_path / "templates" / "events").mkdir(parents=True)
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "words.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def extracted(project: Path) -> set[tuple]:
    """(text or texts, context, comments, files) of each message in the written file."""
    call_command("extract_messages")
    with (project / "locale" / "django.pot").open("rb") as file:
        return {
            (message.id, message.context, *message.auto_comments, *(path for path, line in message.locations))
            for message in read_po(file)
            if message.id
        }


def test_python_texts_are_extracted(project: Path) -> None:
    assert extracted(project) == {
        ("Title", None, "events/words.py"),
        ("Role", "person", "Translators: of a person", "events/words.py"),
        (("%(n)s speaker", "%(n)s speakers"), None, "events/words.py"),
        ("many", None, "events/words.py"),
        (("day", "days"), "length", "events/words.py"),
        ("one text", None, "events/words.py"),
    }


@pytest.mark.parametrize("name", ["events/list.html", "robots.txt", "events/feed.xml"])
def test_template_texts_are_extracted(project: Path, name: str) -> None:
    (project / "events" / "words.py").write_text("", encoding="utf-8")
    (project / "templates" / name).write_text(TEMPLATE, encoding="utf-8")
    assert extracted(project) == {
        ("Hello", None, "Translators: a greeting", f"templates/{name}"),
        ("May", "month", f"templates/{name}"),
        ("Label", None, f"templates/{name}"),
        ("nobody", None, f"templates/{name}"),
        (("%(n)s session", "%(n)s sessions"), "list", f"templates/{name}"),
    }


def test_same_texts_same_bytes_wherever_they_stand(project: Path) -> None:
    call_command("extract_messages")
    first = (project / "locale" / "django.pot").read_bytes()
    (project / "events" / "words.py").write_text(f"import os\n\n{CODE}", encoding="utf-8")
    call_command("extract_messages")
    assert (project / "locale" / "django.pot").read_bytes() == first


def test_check_names_the_stale_file_and_leaves_it(project: Path) -> None:
    call_command("extract_messages")
    call_command("extract_messages", "--check")
    before = (project / "locale" / "django.pot").read_bytes()
    (project / "events" / "words.py").write_text("""x = gettext("New")""", encoding="utf-8")
    with pytest.raises(CommandError, match=r"^locale/django\.pot is stale: run `make messages`\.$"):
        call_command("extract_messages", "--check")
    assert (project / "locale" / "django.pot").read_bytes() == before


def test_check_fails_without_a_file(project: Path) -> None:
    with pytest.raises(CommandError, match="is stale"):
        call_command("extract_messages", "--check")


def test_each_language_has_a_file_that_keeps_its_translations(project: Path, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("pl", "Polski")]
    call_command("extract_messages")
    path = project / "locale" / "pl" / "LC_MESSAGES" / "django.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "Title"\nmsgstr ""', 'msgid "Title"\nmsgstr "Tytuł"'),
        encoding="utf-8",
    )
    (project / "events" / "words.py").write_text("""x = gettext("New"), gettext("Title")""", encoding="utf-8")
    call_command("extract_messages")
    with path.open("rb") as file:
        catalog = read_po(file, locale="pl")
    assert {message.id: message.string for message in catalog if message.id} == {"New": "", "Title": "Tytuł"}


def test_check_names_what_is_not_translated(project: Path, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("pl", "Polski")]
    (project / "events" / "words.py").write_text("""x = gettext("New")""", encoding="utf-8")
    call_command("extract_messages")
    with pytest.raises(CommandError, match=r"^pl: “New” is not translated$"):
        call_command("extract_messages", "--check")
