from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from organisations.validators import (
    validate_country,
    validate_currency,
    validate_language,
    validate_languages,
)

GOOD = [
    (validate_country, ["DE", "KR", "SA", "GB"]),
    (validate_language, ["ko", "ar", "zh-hans", "pt-br", "es-419", "zh-hant-tw", "ase"]),
    (validate_languages, ["pl", "pl en", "zh-hans en"]),
    (validate_currency, ["EUR", "KRW"]),
]
BAD = [
    (validate_country, ["", "de", "UK", "XX", "DEU", "D", "DE\n", "#", "ＤＥ"]),
    (
        validate_language,
        ["", "KO", "korean", "xx", "zh_hans", "zh-Hans", "en-xx", "en-", "en\n", "ko-kore\n"],
    ),
    (validate_languages, ["", "en  fr", "en,fr", "en fr ", "en xx"]),
    (validate_currency, ["", "eur", "EURO", "€", "EUR\n"]),
]


@pytest.mark.parametrize(
    ("validate", "code"), [(validate, code) for validate, codes in GOOD for code in codes]
)
def test_known_code_is_accepted(validate: Callable[[str], None], code: str) -> None:
    validate(code)


@pytest.mark.parametrize(
    ("validate", "code"), [(validate, code) for validate, codes in BAD for code in codes]
)
def test_unknown_code_is_refused(validate: Callable[[str], None], code: str) -> None:
    with pytest.raises(ValidationError):
        validate(code)


def test_refusal_names_the_code() -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_languages("en xx")

    assert refusal.value.messages == ["“xx” is not a BCP 47 language code."]
