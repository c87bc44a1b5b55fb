"""The budget of what a visitor downloads."""

from pathlib import Path

from audit.sizes import LIMIT, own_files, result


def test_style_sheets_and_scripts_count_and_nothing_else(tmp_path: Path) -> None:
    for name, size in {"css/a.css": 10, "js/b.js": 20, "icon.svg": 40}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * size)

    assert own_files(tmp_path) == {"css/a.css": 10, "js/b.js": 20}


def test_limit_itself_is_within_the_budget() -> None:
    assert result({"All": ("static/", LIMIT)}).findings == []


def test_byte_too_many_is_found() -> None:
    found = result({"All": ("static/", LIMIT + 1)})

    assert [(one.page, one.what) for one in found.findings] == [("All", "60,001 bytes are 1 too many")]
    assert found.rows[1] == ["All", "static/", "60,001", "60,000"]
