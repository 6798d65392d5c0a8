import re
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.fontBuilder import FontBuilder

from reports.renderers import faces, html


def font(path: Path, family: str) -> Path:
    """Write a font file that holds nothing but its names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef"])
    builder.setupNameTable({"familyName": {"en": family}, "styleName": {"en": "Regular"}})
    builder.save(path)
    return path


@pytest.fixture
def no_system_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "SYSTEM_FOLDERS", ())


@pytest.mark.usefixtures("no_system_faces")
class TestFind:
    def test_a_stand_in_is_found_by_its_file_name(self, tmp_path: Path) -> None:
        path = font(tmp_path / "FandolFang-Regular.otf", "FandolFang R")
        assert faces.find([tmp_path]) == {"FandolFang-Regular.otf": path}

    def test_a_licensed_face_goes_before_it_whatever_its_file_is_called(self, tmp_path: Path) -> None:
        font(tmp_path / "free" / "FandolFang-Regular.otf", "FandolFang R")
        licensed = font(tmp_path / "bought" / "simfang.ttf", "仿宋_GB2312")
        folders = [tmp_path / "free", tmp_path / "bought"]
        assert faces.find(folders) == faces.find(folders[::-1]) == {"FandolFang-Regular.otf": licensed}

    def test_the_better_family_goes_before_the_lesser(self, tmp_path: Path) -> None:
        better = font(tmp_path / "a.ttf", "仿宋_GB2312")
        font(tmp_path / "b.ttf", "FangSong")
        assert faces.find([tmp_path]) == {"FandolFang-Regular.otf": better}

    def test_a_later_folder_wins(self, tmp_path: Path) -> None:
        font(tmp_path / "1" / "a.ttf", "SimHei")
        later = font(tmp_path / "2" / "a.ttf", "SimHei")
        assert faces.find([tmp_path / "1", tmp_path / "2"]) == {"FandolHei-Regular.otf": later}

    def test_what_is_no_font_and_what_is_no_folder_are_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / "broken.ttf").write_bytes(b"no font")
        (tmp_path / "readme.txt").write_text("text")
        assert faces.find([tmp_path, tmp_path / "absent"]) == {}

    def test_what_serves_nothing_is_missing(self, tmp_path: Path) -> None:
        font(tmp_path / "a.ttf", "SimHei")
        assert [face.families[0] for face in faces.missing([tmp_path])] == [
            "方正小标宋简体",
            "仿宋_GB2312",
            "楷体_GB2312",
            "宋体",
            "Times New Roman",
        ]


def test_this_machine_lacks_no_face() -> None:
    assert faces.missing(settings.FONT_DIRS) == ()


def test_the_style_sheet_names_every_stand_in_that_a_browser_loads() -> None:
    named = re.findall(r'url\("\.\./fonts/(.+?)"\)', html.stylesheet("faces.css"))
    assert named == [face.stand_in for face in faces.FACES if face.stand_in.startswith("Fandol")]
