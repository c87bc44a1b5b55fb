"""The files of the interface's texts: what is kept, what is compiled, what is found wrong in them."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from pytest_django import Settings

from catalogue import interface_texts

SESSIONS = ("%(count)s session", "%(count)s sessions")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, settings: Settings) -> Path:
    """A project without any file yet."""
    settings.BASE_DIR = tmp_path
    return tmp_path


def template(*texts: str | tuple[str, str]) -> Catalog:
    catalog = Catalog()
    for text in texts:
        catalog.add(text)
    return catalog


def write(language: str, content: str) -> None:
    """Gives ``language`` a file of ``content``; a header only if it holds one."""
    path = interface_texts.language_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def entry(text: str, *forms: str, plural: str = "", flags: str = "") -> str:
    lines = [f"#, {flags}"] if flags else []
    lines.append(f'msgid "{text}"')
    if plural:
        lines.append(f'msgid_plural "{plural}"')
        lines += [f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)]
    else:
        lines.append(f'msgstr "{forms[0]}"')
    return "\n".join(lines) + "\n\n"


def counted(*forms: str, flags: str = "") -> str:
    """An entry of the text that counts sessions."""
    return entry(SESSIONS[0], *forms, plural=SESSIONS[1], flags=flags)


def faults(language: str, content: str) -> list[str]:
    write(language, content)
    return list(interface_texts.faults(language))


def compiled(language: str, content: str) -> GNUTranslations:
    write(language, content)
    return GNUTranslations(BytesIO(interface_texts.compiled(language)))


def test_file_of_a_language_lies_where_django_looks(project: Path) -> None:
    paths = [interface_texts.language_path(code).relative_to(project) for code in ("pl", "zh-hans")]

    assert [path.as_posix() for path in paths] == [
        "locale/pl/LC_MESSAGES/django.po",
        "locale/zh_Hans/LC_MESSAGES/django.po",
    ]


def test_renewing_keeps_what_is_translated_drops_what_is_gone_and_makes_place_for_what_is_new() -> None:
    write("pl", entry("Title", "Tytuł") + entry("Gone", "Minęło") + counted("a", "b", "c"))

    catalog = interface_texts.renewed("pl", template("Title", "New", SESSIONS))

    found = {message.id: message.string for message in catalog if message.id}
    assert found == {"Title": "Tytuł", "New": None, SESSIONS: ("a", "b", "c")}
    assert "Gone" not in interface_texts.language_file(catalog, "pl").decode()


def test_text_like_one_that_is_gone_is_not_taken_for_it() -> None:
    write("pl", entry("All sessions", "Wszystkie sesje"))

    catalog = interface_texts.renewed("pl", template("All session"))

    assert [(one.string, one.fuzzy) for one in catalog if one.id] == [(None, False)]


def test_renewed_file_reads_back_as_it_was_written() -> None:
    write("pl", entry("Title", "Tytuł „X”\\n"))
    content = interface_texts.language_file(interface_texts.renewed("pl", template("Title", SESSIONS)), "pl")
    write("pl", content.decode())

    again = interface_texts.language_file(interface_texts.renewed("pl", template("Title", SESSIONS)), "pl")

    assert again == content
    assert content.decode().count('msgid "Title"\nmsgstr "Tytuł „X”\\n"\n') == 1


@pytest.mark.parametrize(
    ("language", "forms"), [("ar", 6), ("es", 2), ("fr", 2), ("ko", 1), ("pl", 3), ("zh-hans", 1)]
)
def test_file_of_a_language_has_its_plural_rule_and_a_place_for_each_form(language: str, forms: int) -> None:
    catalog = interface_texts.renewed(language, template(SESSIONS))

    content = interface_texts.language_file(catalog, language).decode()

    assert f'"Language: {language}\\n"\n"Plural-Forms: nplurals={forms}; plural=' in content
    assert [content.count(f'msgstr[{number}] ""') for number in range(forms + 1)] == [1] * forms + [0]


def test_what_is_translated_is_compiled_with_the_rule_of_its_language() -> None:
    header = interface_texts.language_file(Catalog(), "pl").decode()
    polish = compiled("pl", header + entry("Title", "Tytuł") + counted("sesja", "sesje", "sesji"))

    assert polish.gettext("Title") == "Tytuł"
    assert [polish.ngettext(*SESSIONS, number) for number in (1, 2, 5, 22)] == [
        "sesja",
        "sesje",
        "sesji",
        "sesje",
    ]


@pytest.mark.parametrize("forms", [("sesja", "", "sesji"), ("sesja", "sesje"), ("", "", "")])
def test_text_without_one_of_its_plural_forms_is_not_compiled(forms: tuple[str, ...]) -> None:
    header = interface_texts.language_file(Catalog(), "pl").decode()
    polish = compiled("pl", header + counted(*forms) + entry("Title", "Tytuł"))

    assert [polish.ngettext(*SESSIONS, number) for number in (1, 2, 5)] == [
        SESSIONS[0],
        SESSIONS[1],
        SESSIONS[1],
    ]
    assert polish.gettext("Title") == "Tytuł"


def test_what_is_fuzzy_or_empty_is_not_compiled() -> None:
    polish = compiled(
        "pl", entry("Title", "Tytuł", flags="fuzzy") + entry("Name", "") + entry("Day", "Dzień")
    )

    assert [polish.gettext(text) for text in ("Title", "Name", "Day")] == ["Title", "Name", "Dzień"]


@pytest.mark.parametrize(
    ("text", "translation"),
    [("Title", "Tytuł"), ("<b>%(one)s</b> of %(all)s", "%(all)s, a z nich <b>%(one)s</b>")],
)
def test_no_fault_is_found_in_a_whole_translation(text: str, translation: str) -> None:
    assert faults("pl", entry(text, translation)) == []


def test_missing_and_fuzzy_translations_are_faults() -> None:
    assert faults(
        "pl", entry("Title", "") + entry("Name", "Nazwa", flags="fuzzy") + entry("Day", "Dzień")
    ) == [
        "pl: “Title” is not translated",
        "pl: “Name” is marked as fuzzy",
    ]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("%(count)s sessions", "sesje"),
        ("%(count)s sessions", "%(number)s sesji"),
        ("%(count)s sessions", "%(count)s sesji z %(all)s"),
        ("%(count)s sessions", "%(count)s sesji, %(count)s"),
        ("sessions", "%s sesji"),
        ("<b>sessions</b>", "<strong>sesje</strong>"),
        ("<b>sessions</b>", "<b>sesje"),
        ('<a href=\\"x\\">sessions</a>', '<a href=\\"y\\">sesje</a>'),
        ("sessions", "<script>sesje</script>"),
    ],
)
def test_other_placeholders_or_tags_are_a_fault(text: str, translation: str) -> None:
    (fault,) = faults("pl", entry(text, translation))

    assert fault.startswith(f"pl: “{text}” holds [".replace('\\"', '"'))


@pytest.mark.parametrize(
    ("language", "forms", "other"),
    [("ar", 6, 2), ("fr", 2, 1), ("ko", 1, 2), ("pl", 3, 2), ("zh-hans", 1, 2)],
)
def test_number_of_plural_forms_is_that_of_the_language(language: str, forms: int, other: int) -> None:
    header = f'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals={other}; plural={other - 1};\\n"\n\n'

    assert faults(language, counted(*["%(count)s"] * forms)) == []
    assert faults(language, header + counted(*["%(count)s"] * other)) == [
        f"{language}: “{SESSIONS[0]}” has {other} plural forms of {forms}"
    ]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("pl", ("jedna", "%(count)s sesje", "%(count)s sesji")),
        ("ar", ("لا", "واحدة", "اثنتان", "%(count)s", "%(count)s .", "%(count)s :")),
        ("es", ("una", "%(count)s sesiones")),
    ],
)
def test_form_for_one_number_may_say_it_in_words(language: str, forms: tuple[str, ...]) -> None:
    assert faults(language, counted(*forms)) == []


@pytest.mark.parametrize(
    ("language", "forms", "at_fault"),
    [
        ("pl", ("jedna", "kilka", "%(count)s sesji"), "kilka"),
        ("pl", ("jedna", "%(count)s sesje", "wiele"), "wiele"),
        ("fr", ("une", "%(count)s séances"), "une"),  # which stands for none, too
        ("ko", ("회의",), "회의"),
        ("ar", ("لا", "واحدة", "اثنتان", "بضع", "%(count)s .", "%(count)s :"), "بضع"),
        ("pl", ("jedna %(other)s", "%(count)s sesje", "%(count)s sesji"), "jedna %(other)s"),
        ("pl", ("<b>jedna</b>", "%(count)s sesje", "%(count)s sesji"), "<b>jedna</b>"),
    ],
)
def test_form_for_several_numbers_says_which(language: str, forms: tuple[str, ...], at_fault: str) -> None:
    (fault,) = faults(language, counted(*forms))

    assert f"its translation {at_fault!r} needs ['%(count)s']" in fault


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("jedna z %(all)s", 0),
        ("%(count)s z %(all)s", 0),
        ("%(count)s", 1),
        ("jedna", 1),
        ("jedna z %(other)s", 1),
        ("<b>jedna</b>", 1),
    ],
)
def test_form_for_one_number_leaves_out_the_number_alone(form: str, count: int) -> None:
    every = "%(count)s z %(all)s"
    found = faults("pl", entry("%(count)s of %(all)s", form, every, every, plural="%(count)s of %(all)s"))

    assert len(found) == count


def test_missing_plural_form_is_a_fault() -> None:
    assert faults("pl", counted("%(count)s sesja", "", "%(count)s sesji")) == [
        f"pl: “{SESSIONS[0]}” is not translated"
    ]
