"""What the site says about a machine on which something is missing."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from perfeval import checks


@pytest.fixture
def machine(settings: Settings, tmp_path: Path) -> Path:
    """Give the site a machine on which nothing is installed: an empty folder."""
    modules = tmp_path / "node_modules"
    settings.BASE_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    settings.STATICFILES_DIRS = [
        tmp_path / "static",
        ("bootstrap", modules / "bootstrap" / "dist"),
        ("icons", modules / "icons" / "font"),
    ]
    settings.FONT_DIRS = [tmp_path / "fonts"]
    return tmp_path


def test_this_machine_has_everything() -> None:
    assert [message for message in run_checks() if message.id.startswith("perfeval.")] == []


def test_missing_libraries_are_named_with_the_packages_that_have_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = {"pango-1.0", "pangoft2-1.0"}
    monkeypatch.setattr(checks, "find_library", lambda name: None if name in gone else f"lib{name}.so.0")
    (error,) = checks.libraries()
    assert error.id == "perfeval.E001"
    assert error.is_serious()
    assert error.msg.endswith("no PDF can be made: pango-1.0, pangoft2-1.0.")
    assert error.hint == "On Debian, as root: apt-get install libpango-1.0-0 libpangoft2-1.0-0"


def test_missing_front_end_files_are_named(machine: Path) -> None:
    (machine / "node_modules" / "icons" / "font").mkdir(parents=True)
    (error,) = checks.front_end()
    assert error.id == "perfeval.E002"
    assert error.is_serious()
    assert str(machine / "node_modules" / "bootstrap" / "dist") in error.msg
    assert "icons" not in error.msg
    assert "make setup" in error.hint


@pytest.mark.parametrize(("debug", "served"), [(False, True), (True, False)])
def test_a_real_site_serves_the_collected_files(
    machine: Path, settings: Settings, *, debug: bool, served: bool
) -> None:
    settings.DEBUG = debug
    for prefix in ("bootstrap", "icons"):
        (settings.STATIC_ROOT / prefix).mkdir(parents=True)
    assert (checks.front_end() == []) is served


@pytest.mark.parametrize(
    ("engine", "folder", "refused"),
    [("sqlite3", "no", True), ("sqlite3", ".", False), ("postgresql", "no", False)],
)
def test_the_folder_of_a_sqlite_file_must_exist(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, engine: str, folder: str, *, refused: bool
) -> None:
    database = {"ENGINE": f"django.db.backends.{engine}", "NAME": str(tmp_path / folder / "x.sqlite3")}
    monkeypatch.setitem(checks.settings.DATABASES, "default", database)
    messages = checks.database_folder()
    assert [message.id for message in messages] == ["perfeval.E003"] * refused
    assert all(f"mkdir -p {tmp_path / folder}" in message.hint for message in messages)


def test_missing_faces_are_named_with_what_stands_in(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.renderers.faces.SYSTEM_FOLDERS", ())
    messages = checks.document_faces()
    assert {message.id for message in messages} == {"perfeval.W001"}
    assert not any(message.is_serious() for message in messages)
    text = "\n".join(message.msg for message in messages)
    assert "仿宋_GB2312" in text
    assert "FandolFang-Regular.otf" in text
    assert "Noto" in text


def test_a_font_folder_that_does_not_exist_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.FONT_DIRS = [tmp_path / "fetched", tmp_path, tmp_path / "typo"]
    (warning,) = checks.font_folders()
    assert (warning.id, warning.msg) == (
        "perfeval.W002",
        f"The font folder {tmp_path / 'typo'} does not exist.",
    )
