"""Ingest: a stranger's file becomes a ``Document``, whatever program wrote it.

The mapping, which the checks and the ``--json`` of the check-up count by:

- ``document.title`` is ``()``, ``document.attachments`` is ``()``: every line and every table of the
  file is one of ``document.blocks``, in reading order. A title, a table's caption, its unit line
  (单位：万元) above it and its note below it are blocks of their own:
  ``Paragraph(runs=(Text(text),))``. Empty lines are no blocks. Footnotes follow the last block; the
  text of a text box follows the paragraph that it hangs on.
- ``Heading(level, number, title)``: by style or by its number, 一、 level 1, （一） 2, 1. 3, （1） 4,
  where the line is short and no sentence. ``number`` is ``""`` for a heading that has none.
  ``block.text`` is the printed line in any case.
- ``Table(caption="", columns=(Column(1),) * width, head=(), rows=…)``: a plain grid of **all** rows,
  heading rows among them, ``total`` is ``None``, ``unit`` ``""``, ``note`` ``()``. Merged cells are one
  ``Cell`` with ``rowspan`` and ``colspan``; every other place has a cell of its own, blank ones too, so
  that ``table.placed()`` covers the grid and never raises. A cell's row and column are those of
  ``PlacedCell`` (upper left corner, from 0).
- ``Cell.text`` is what the file shows: 97.58% for a stored 0.9758 under that format, lines within the
  cell parted by a line feed. ``Cell.number`` is ``None``, ``is_header`` ``False``, ``align`` ``None``:
  what a cell means is for the checks to understand. Text is otherwise as written (full-width digits,
  thousands separators, blanks within), without the blanks at its ends and without characters that
  cannot be printed.
- A row of a table that runs over several pages stands once; repeated heads and the running heads and
  numbers of pages are left out. A table within a cell becomes text of that cell, a line for each of its
  rows, tabs between.
- In a workbook, the visible sheets follow each other. What stands above, between and below the tables of a
  sheet (its title, its unit, its notes) is a paragraph for each cell; hidden rows and columns are kept.
- A PDF does not tell the breaks that were made in a cell from those that the width of the cell made: the
  first stay as far as the room at the end of the line tells. Compare words without white space.
- Tracked changes are read as accepted: inserted text stands, deleted text does not.
"""

from collections.abc import Callable
from importlib import import_module

from reports.checkup.ingest.guard import DAMAGED, kind_of
from reports.checkup.ingest.source import (
    BlockPlace,
    Kind,
    LinePlace,
    PagePlace,
    Place,
    SheetPlace,
    Source,
    Unreadable,
    WordPlace,
)

__all__ = [
    "BlockPlace",
    "Kind",
    "LinePlace",
    "PagePlace",
    "Place",
    "SheetPlace",
    "Source",
    "Unreadable",
    "WordPlace",
    "read",
]

_READERS: dict[Kind, tuple[str, str]] = {
    "docx": ("word", "read"),
    "xlsx": ("workbook", "read_xlsx"),
    "xls": ("workbook", "read_xls"),
    "pdf": ("pdf", "read"),
    "txt": ("text", "read_text"),
    "md": ("text", "read_markdown"),
    "html": ("web", "read"),
}
"""The module and its function that read each kind."""


def _reader(kind: Kind) -> Callable[[bytes], Source]:
    """Return what reads a kind of file, imported only now: the libraries of all take half a second."""
    module, function = _READERS[kind]
    reader: Callable[[bytes], Source] = getattr(import_module(f"{__name__}.{module}"), function)
    return reader


def read(name: str, content: bytes) -> Source:
    """Read a file; its name tells by its suffix what it should be.

    Raises:
        Unreadable: if it is something else, may not be opened, is damaged or holds nothing to check.
        MemoryError: if it takes more than there is, which says nothing of the file.
    """
    reader = _reader(kind_of(name, content))
    try:
        return reader(content)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # the parsers raise what they like over a damaged file
        raise Unreadable(DAMAGED) from error
