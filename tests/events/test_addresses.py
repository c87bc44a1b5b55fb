import pytest

from events.addresses import in_languages

CODES = ["ar", "en", "es", "fr", "ko", "pl", "zh-hans"]


def everywhere(rest: str) -> list[str]:
    return [f"/{code}/{rest}" for code in CODES]


@pytest.mark.parametrize(
    "path",
    ["", "events/", "events/heat/", "events/?when=all&topic=rain&tz=Asia%2FSeoul", "help/?q=%3Cb%3E"],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_page_keeps_its_path_and_query_in_every_language(language: str, path: str) -> None:
    assert [page.path for page in in_languages(f"/{language}/{path}")] == everywhere(path)


@pytest.mark.parametrize("path", ["/", "/nowhere", "/admin/login/?next=/admin/", "/english/", "/e/n/"])
def test_address_without_a_language_leads_home(path: str) -> None:
    assert [page.path for page in in_languages(path)] == everywhere("")


@pytest.mark.parametrize("path", ["/en-gb/events/", "/zh-cn/events/", "/EN/events/", "/ar", "/en?a=b"])
def test_address_that_only_looks_like_one_of_ours_leads_to_one(path: str) -> None:
    assert {page.path for page in in_languages(path)} <= {*everywhere(""), *everywhere("events/")}


def test_each_language_is_named_in_itself_in_its_own_direction() -> None:
    assert [(page.name, page.direction) for page in in_languages("/en/")] == [
        ("العربية", "rtl"),
        ("English", "ltr"),
        ("español", "ltr"),
        ("français", "ltr"),
        ("한국어", "ltr"),
        ("polski", "ltr"),
        ("简体中文", "ltr"),
    ]
