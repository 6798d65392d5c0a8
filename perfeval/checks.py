"""System checks of the machine: what the site needs and does not find, and what to do about it.

Django runs them before `migrate`, `runserver` and `check`. Errors stop the command, warnings are shown.
"""

from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from reports.renderers import faces

LIBRARIES = {
    "gobject-2.0": "libglib2.0-0",
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz": "libharfbuzz0b",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
}
"""What WeasyPrint loads when it is imported, and the Debian package that has it."""


def libraries() -> list[checks.CheckMessage]:
    """perfeval.E001: without WeasyPrint's libraries no PDF can be made.

    They are looked for, not loaded: importing WeasyPrint takes most of a second and dies without them.
    """
    missing = {library: package for library, package in LIBRARIES.items() if find_library(library) is None}
    if not missing:
        return []
    return [
        checks.Error(
            f"System libraries are missing, so that no PDF can be made: {', '.join(missing)}.",
            hint=f"On Debian, as root: apt-get install {' '.join(missing.values())}",
            id="perfeval.E001",
        )
    ]


def front_end() -> list[checks.CheckMessage]:
    """perfeval.E002: Bootstrap and its icons are installed, or collected where a real site serves them."""
    missing = [str(folder) for prefix, folder in _packages() if not _is_served(prefix, folder)]
    if not missing:
        return []
    return [
        checks.Error(
            f"Front-end files are missing, so that pages have no style: {', '.join(missing)}.",
            hint="Run `npm ci`, or `make setup`, which also works where Node is not installed.",
            id="perfeval.E002",
        )
    ]


def database_folder() -> list[checks.CheckMessage]:
    """perfeval.E003: SQLite makes its file, but not the folder of it."""
    database = settings.DATABASES["default"]
    folder = Path(database["NAME"]).parent
    if database["ENGINE"] != "django.db.backends.sqlite3" or folder.is_dir():
        return []
    return [
        checks.Error(
            f"The folder of the SQLite database does not exist: {folder}.",
            hint=f"Make it with `mkdir -p {folder}`, or correct DATABASE_URL.",
            id="perfeval.E003",
        )
    ]


def document_faces() -> list[checks.CheckMessage]:
    """perfeval.W001: a face of an official document is missing, and another one stands in."""
    return [
        checks.Warning(
            f"There is no file for {face.families[0]}: neither the face itself nor {face.stand_in}. "
            "Documents are set in Noto CJK or whatever the system has instead.",
            hint="Run `make setup`, which fetches the free faces, or name the folder of licensed ones in "
            "PERFEVAL_FONT_DIRS.",
            id="perfeval.W001",
        )
        for face in faces.missing(settings.FONT_DIRS)
    ]


def font_folders() -> list[checks.CheckMessage]:
    """perfeval.W002: a folder named in PERFEVAL_FONT_DIRS does not exist."""
    return [
        checks.Warning(
            f"The font folder {folder} does not exist.",
            hint="Correct PERFEVAL_FONT_DIRS, or make the folder and put the font files there.",
            id="perfeval.W002",
        )
        for folder in settings.FONT_DIRS[1:]
        if not folder.is_dir()
    ]


def machine(**_: Any) -> list[checks.CheckMessage]:
    """Run all of them, whichever apps Django asks about: they judge the machine."""
    return [*libraries(), *front_end(), *database_folder(), *document_faces(), *font_folders()]


def _packages() -> Iterator[tuple[str, Path]]:
    """The folders of npm's packages that are served, with the prefixes of their addresses."""
    for entry in settings.STATICFILES_DIRS:
        if isinstance(entry, tuple) and Path(entry[1]).is_relative_to(settings.BASE_DIR / "node_modules"):
            yield entry[0], Path(entry[1])


def _is_served(prefix: str, folder: Path) -> bool:
    return folder.is_dir() or (not settings.DEBUG and (settings.STATIC_ROOT / prefix).is_dir())
