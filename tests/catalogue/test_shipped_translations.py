"""The translations of the interface that ship."""

from gettext import GNUTranslations

import pytest
from django.core.management import call_command
from django.utils.translation import ngettext, override

from catalogue import interface_texts

LANGUAGES = interface_texts.translated_languages()
CITATIONS = ("%(count)s citation", "%(count)s citations")


def test_all_languages_but_that_of_the_code_are_translated() -> None:
    assert LANGUAGES == ["ar", "es", "fr", "ko", "pl", "zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert len(interface_texts.kept(language)) > 500
    assert list(interface_texts.faults(language)) == []


def test_files_are_in_step() -> None:
    call_command("extract_messages", "--check")


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_file_holds_every_translation(language: str) -> None:
    texts = [
        one
        for one in interface_texts.kept(language)
        if isinstance(one.id, str) and one.id and not one.context
    ]
    with interface_texts.language_path(language).with_suffix(".mo").open("rb") as file:
        read = GNUTranslations(file)

    assert [(one.id, read.gettext(one.id)) for one in texts] == [(one.id, one.string) for one in texts]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ar",
            {
                0: "لا إحالات",
                1: "إحالة واحدة",
                2: "إحالتان",
                3: "3 إحالات",
                11: "11 إحالة",
                100: "100 إحالة",
                103: "103 إحالات",
            },
        ),
        ("pl", {1: "1 przypis", 2: "2 przypisy", 5: "5 przypisów", 12: "12 przypisów", 22: "22 przypisy"}),
    ],
)
def test_number_has_the_form_that_its_language_wants(language: str, said: dict[int, str]) -> None:
    with override(language):
        assert {number: ngettext(*CITATIONS, number) % {"count": number} for number in said} == said
