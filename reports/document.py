"""The document: frozen blocks that every renderer draws and none may add to.

A document is composed once from the facts of an evaluation (``reports.compose``) or read from a
stranger's file, and then drawn as HTML, PDF, DOCX or XLSX. ``Cell.text`` and ``Paragraph.text`` are
the one spelling that every format prints; no renderer formats a figure itself.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right"]

CODE_DIGITS = 12
"""How many digits of a digest stand in a footer."""

# What XML 1.0, and so a Word file or a workbook, cannot hold; and the carriage return, which it would change.
_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnprintableError(ValueError):
    """A document holds a character that not every format can print: a control character, a lone surrogate."""


class TableShapeError(ValueError):
    """The spans of a table overlap, leave a hole or reach outside its columns."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words without a figure behind them."""

    text: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """The printed spelling of one fact; ``fact`` is the fact's id."""

    text: str
    fact: str


Run = Text | FactRef


def spelled(runs: tuple[Run, ...]) -> str:
    """Return the runs as plain text, as every format prints them."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading. ``level`` 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）."""

    level: int
    number: str
    title: str
    anchor: str = ""

    @property
    def text(self) -> str:
        """The heading as printed, its number included."""
        return f"{self.number}{self.title}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``anchor`` is the key of the outline section that it belongs to."""

    runs: tuple[Run, ...]
    role: Literal["body", "attachment-note"] = "body"
    anchor: str = ""

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return spelled(self.runs)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that fills a part of its cell's width: the picture of a figure that stands beside it.

    ``length`` and ``whole``, where 100 % would end, are shares of the width, from 0 to 1. ``meaning`` says it
    to whoever does not see it.
    """

    length: Decimal
    whole: Decimal
    meaning: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    ``number`` is the printed figure as a number, in the printed unit, for formats that hold numbers
    (a rate printed as 97.58% is ``Decimal("0.9758")`` with ``percent``); ``text`` stays the spelling.
    A cell with a ``bar`` has no text.
    """

    runs: tuple[Run, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    align: Align | None = None
    is_header: bool = False
    number: Decimal | None = None
    percent: bool = False
    bar: Bar | None = None

    @property
    def text(self) -> str:
        """The cell as printed."""
        return spelled(self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` is its share of the table's width, ``align`` holds for its body cells."""

    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the row and column (from 0) of its upper left corner."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``head`` rows repeat on each page, ``total`` is the double-ruled last row.

    ``unit`` stands at the upper right (``单位：万元``), ``note`` below (the rounding residue, for one). A
    ``landscape`` one has pages of its own within the text, which lie across.
    """

    caption: str
    columns: tuple[Column, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    unit: str = ""
    note: tuple[Run, ...] = ()
    anchor: str = ""
    landscape: bool = False

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Head, body and total rows in printed order."""
        return self.head + self.rows + ((self.total,) if self.total is not None else ())

    def is_header(self, placed: PlacedCell) -> bool:
        """Tell whether a placed cell heads a column or a row."""
        return placed.cell.is_header or placed.row < len(self.head)

    def align(self, placed: PlacedCell) -> Align:
        """Return how a placed cell is aligned: its own word, else a header's or its column's."""
        if placed.cell.align is not None:
            return placed.cell.align
        return "center" if self.is_header(placed) else self.columns[placed.column].align

    def texts(self) -> Iterator[str]:
        """Yield every string of the table as printed."""
        yield from (self.caption, self.unit)
        for row in self.all_rows:
            for cell in row:
                yield cell.text
        yield spelled(self.note)

    def placed(self) -> tuple[tuple[PlacedCell, ...], ...]:
        """Place every cell in the grid, row by row, honouring the spans.

        Raises:
            TableShapeError: if two cells overlap, a cell reaches outside the table, a row span crosses
                from the head into the body, or a place stays empty.
        """
        width, height = len(self.columns), len(self.all_rows)
        taken: set[tuple[int, int]] = set()
        result: list[tuple[PlacedCell, ...]] = []
        for row, cells in enumerate(self.all_rows):
            bottom = len(self.head) if row < len(self.head) else height
            placed_row: list[PlacedCell] = []
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                # Nearly every cell covers one place, and there may be thousands.
                area = {(row, column)}
                if cell.rowspan > 1 or cell.colspan > 1:
                    downs, rights = range(cell.rowspan), range(cell.colspan)
                    area = {(row + down, column + right) for down in downs for right in rights}
                if column + cell.colspan > width or row + cell.rowspan > bottom:
                    raise TableShapeError(f"row {row}: the cell {cell.text!r} reaches outside the table")
                if area & taken:
                    raise TableShapeError(f"row {row}: the cell {cell.text!r} overlaps another")
                taken |= area
                placed_row.append(PlacedCell(row, column, cell))
                column += cell.colspan
            result.append(tuple(placed_row))
        if len(taken) != width * height:
            raise TableShapeError(f"the table {self.caption!r} has places that no cell covers")
        return tuple(result)


@dataclass(frozen=True, slots=True)
class Signature:
    """The signing office and the date as written in documents, 2021年2月3日."""

    office: str
    date: str


Block = Heading | Paragraph | Table | Signature


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment: starts on a new page with its label at the upper left and a centred title."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``title`` holds the lines of the centred title, broken at words.

    Raises:
        UnprintableError: if one of its strings holds a character that not every format can print. Lines
            within a cell are parted by a line feed alone.
    """

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()
    author: str = ""
    written_on: datetime.date | None = None
    keywords: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        meanings = (
            cell.bar.meaning for table in self.tables() for row in table.rows for cell in row if cell.bar
        )
        for text in (*self.texts(), *meanings, self.author, *self.keywords):
            if found := _UNPRINTABLE.search(text):
                raise UnprintableError(
                    f"“{text[: found.start()]}”之后的字符（U+{ord(found[0]):04X}）无法打印，请删去。"
                )

    @property
    def name(self) -> str:
        """What the document is called: its title, or that of its first attachment where it has none."""
        return "".join(self.title) or next((one.title for one in self.attachments), "")

    def texts(self) -> Iterator[str]:
        """Yield every string that is printed, in printed order."""
        yield from self.title
        for block in self.blocks:
            yield from _texts(block)
        for attachment in self.attachments:
            yield from (attachment.label, attachment.title)
            for block in attachment.blocks:
                yield from _texts(block)

    def tables(self) -> Iterator[Table]:
        """Yield every table, the attachments' last."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
        for attachment in self.attachments:
            for block in attachment.blocks:
                if isinstance(block, Table):
                    yield block


@dataclass(frozen=True, slots=True)
class Seal:
    """What the footer of a submitted document says, so that whoever holds the paper can verify it.

    ``digest`` is that of the submission's snapshot, ``address`` the page that verifies it. A seal is no part
    of the content: the digest covers the document, and cannot cover itself.
    """

    digest: str
    address: str

    @property
    def code(self) -> str:
        """The part of the digest that is printed."""
        return self.digest[:CODE_DIGITS]

    @property
    def link(self) -> str:
        """The address that answers for this very document."""
        return f"{self.address}{self.code}/"

    @property
    def line(self) -> str:
        """The seal as printed."""
        return f"验证码 {self.code}　{self.address}"

    @property
    def keyword(self) -> str:
        """The whole digest as files carry it among their keywords."""
        return f"sha256:{self.digest}"


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from block.texts()
        case Signature():
            yield from (block.office, block.date)
        case Heading() | Paragraph():
            yield block.text
