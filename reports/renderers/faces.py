"""The faces of an official document, and the files that serve them.

GB/T 9704-2012 asks for 小标宋, 仿宋, 楷体, 黑体 and 宋体. The faces that offices use for them are licensed
and may be on the machine; the free Fandol family stands in where they are not.
``static/reports/faces.css`` names the stand-ins by file; ``find`` says which file is taken for each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_SUFFIXES = {".otf", ".ttf", ".ttc"}
_FAMILY, _FULL_NAME = 1, 4


@dataclass(frozen=True, slots=True)
class Face:
    """A face that documents need: the official families, the best first, and the file that stands in."""

    families: tuple[str, ...]
    stand_in: str


FACES = (
    Face(
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        "FandolSong-Bold.otf",
    ),
    Face(("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"), "FandolFang-Regular.otf"),
    Face(("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"), "FandolKai-Regular.otf"),
    Face(("黑体", "SimHei"), "FandolHei-Regular.otf"),
    Face(("宋体", "SimSun"), "FandolSong-Regular.otf"),
    Face(("Times New Roman",), "LiberationSerif-Regular.ttf"),
)


def find(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Return for each stand-in's file name the file that serves it; a name without a file is missing.

    A licensed face in the folders goes before the stand-in; a later folder before an earlier one, and
    every given folder before the system's own (where Debian puts Liberation).
    """
    licensed: dict[str, Path] = {}
    free: dict[str, Path] = {}
    for path in _files(folders):
        free[path.name] = path
        licensed.update(dict.fromkeys(_names(path), path))
    found: dict[str, Path] = {}
    for face in FACES:
        best = next((licensed[name] for name in face.families if name in licensed), None)
        if served := best or free.get(face.stand_in) or _in_system(face.stand_in):
            found[face.stand_in] = served
    return found


def missing(folders: Iterable[Path]) -> tuple[Face, ...]:
    """Return the faces that neither a licensed file nor the stand-in serves."""
    found = find(folders)
    return tuple(face for face in FACES if face.stand_in not in found)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)


def _in_system(name: str) -> Path | None:
    return next((path for folder in SYSTEM_FOLDERS for path in sorted(folder.rglob(name))), None)


def _names(path: Path) -> set[str]:
    """Read the family and full names of a font file, in every language that it has; none if unreadable."""
    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return {
                record.toUnicode() for record in font["name"].names if record.nameID in (_FAMILY, _FULL_NAME)
            }
    except (TTLibError, OSError, UnicodeDecodeError, KeyError):
        return set()
