"""What keeps the site from running as it should, told before it starts."""

from typing import Any

from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from catalogue.interface_texts import language_path, translated_languages


@register
def translations_are_compiled(**kwargs: Any) -> list[CheckWarning]:
    missing = [code for code in translated_languages() if not language_path(code).with_suffix(".mo").exists()]
    if not missing:
        return []
    return [
        CheckWarning(
            f"The interface is not compiled in: {', '.join(missing)}. Its texts will be English.",
            hint="Run manage.py compile_messages.",
            id="catalogue.W001",
        )
    ]
