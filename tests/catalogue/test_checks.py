from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import WARNING, run_checks

from catalogue.checks import translations_are_compiled
from catalogue.interface_texts import language_path, translated_languages


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose interface is compiled in every language."""
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    for language in translated_languages():
        path = language_path(language).with_suffix(".mo")
        path.parent.mkdir(parents=True)
        path.touch()
    return tmp_path


@pytest.mark.usefixtures("compiled")
def test_nothing_is_said_where_all_is_compiled() -> None:
    assert translations_are_compiled() == []


@pytest.mark.usefixtures("compiled")
def test_languages_that_are_not_compiled_are_named() -> None:
    for language in ("pl", "zh-hans"):
        language_path(language).with_suffix(".mo").unlink()

    (warning,) = translations_are_compiled()

    assert (warning.id, warning.level) == ("catalogue.W001", WARNING)
    assert warning.msg == "The interface is not compiled in: pl, zh-hans. Its texts will be English."
    assert warning.hint == "Run manage.py compile_messages."


@pytest.mark.usefixtures("compiled")
def test_translations_that_are_not_compiled_do_not_count() -> None:
    path = language_path("ar")
    path.with_suffix(".mo").rename(path)

    assert [one.msg for one in translations_are_compiled()] == [
        "The interface is not compiled in: ar. Its texts will be English."
    ]


@pytest.mark.django_db  # which checks of fields ask what it can
@pytest.mark.usefixtures("compiled")
def test_check_is_among_those_that_run_by_themselves() -> None:
    assert [one.id for one in run_checks()] == []
    language_path("fr").with_suffix(".mo").unlink()

    assert [one.id for one in run_checks()] == ["catalogue.W001"]
