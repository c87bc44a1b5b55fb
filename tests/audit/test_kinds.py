"""Which pages the audit looks at."""

import re

from audit.kinds import ARCHIVE, KINDS, SAMPLES, Kind, Page, pages


def test_each_kind_has_a_name_of_its_own() -> None:
    names = [kind.name for kind in KINDS]
    assert sorted(set(names)) == sorted(names)


def test_page_is_below_each_language() -> None:
    kinds = [Kind("speaker", "speakers/{speaker}/")]

    found, lacking = pages(kinds, ARCHIVE, ["en", "ar"], {"speaker": "ada"})

    assert found == [Page("speaker", "en", "/en/speakers/ada/"), Page("speaker", "ar", "/ar/speakers/ada/")]
    assert lacking == []


def test_whole_path_stays_as_it_is() -> None:
    found, _lacking = pages([Kind("start", "/admin/")], ARCHIVE, ["ko"], {})
    assert found == [Page("start", "ko", "/admin/")]


def test_kind_without_a_record_is_named_and_left_out() -> None:
    kinds = [Kind("home", ""), Kind("project", "projects/{project}/"), Kind("topic", "topics/{topic}/")]

    found, lacking = pages(kinds, ARCHIVE, ["en"], {"project": None})

    assert [page.kind for page in found] == ["home"]
    assert lacking == ["project", "topic"]


def test_kind_of_another_catalogue_is_not_lacking() -> None:
    kinds = [Kind("cancelled", "events/{cancelled}/", catalogues=(SAMPLES,))]
    assert pages(kinds, ARCHIVE, ["en"], {}) == ([], [])


def test_only_the_login_page_of_the_admin_is_for_strangers() -> None:
    found, _lacking = pages(KINDS, ARCHIVE, ["en"], {"series_key": "1"})
    assert [page.kind for page in found if page.is_admin and not page.is_for_the_signed_in] == [
        "admin: login"
    ]


def test_placeholders_are_plain_names() -> None:
    for kind in KINDS:
        assert re.sub(r"{[a-z_]+}", "", kind.path).count("{") == 0
