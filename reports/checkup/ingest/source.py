"""What a stranger's file is read into: the document, and where each piece of it stands in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reports.document import Document

Kind = Literal["docx", "xlsx", "xls", "pdf", "txt", "html", "md"]


class Unreadable(ValueError):
    """A file that cannot be read; ``str(error)`` is one Chinese sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A paragraph of a Word file, counted from 0 over all ``w:p`` of its part, those of tables among them."""

    paragraph: int
    part: Literal["document", "footnotes", "endnotes"] = "document"


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A cell of a workbook, as ``B7``; of a merged area its upper left cell."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class PagePlace:
    """An area of a page of a PDF, counted from 0.

    ``box`` is left, top, right and bottom in points from the upper left corner of the page; ``rest`` is
    where a paragraph or a cell goes on that the page cuts.
    """

    page: int
    box: tuple[float, float, float, float]
    rest: "PagePlace | None" = None


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of a text file, counted from 0; in HTML the line that the element begins in."""

    line: int


Place = WordPlace | SheetPlace | PagePlace | LinePlace


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block stands; of a table also each cell, by the row and column of its upper left corner."""

    place: Place
    cells: Mapping[tuple[int, int], Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read; ``places`` has one entry for each of the document's blocks, in their order."""

    document: Document
    kind: Kind
    places: tuple[BlockPlace, ...]
