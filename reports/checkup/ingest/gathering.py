"""What every reader ends in: lines become headings and paragraphs, cells become tables without holes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from projects.packages import MOST_COLUMNS, MOST_ROWS
from reports.checkup.ingest.source import BlockPlace, Kind, Place, Source, Unreadable
from reports.document import Block, Cell, Column, Document, Heading, Paragraph, Table, Text

MOST_BLOCKS = 50_000
"""Lines and tables of a file."""
MOST_CELLS = 200_000
"""Cells of all tables of a file."""
MOST_CHARACTERS = 5_000_000
"""Characters of a file, in lines and in cells."""

_LONGEST_HEADING = 40
_LONGEST_STYLED_HEADING = 80
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = " \t\u3000"
_NUMBERS = (
    re.compile(r"[一二三四五六七八九十百]{1,4}、\s*"),
    re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]\s*"),
    re.compile(r"\d{1,2}(?:[．、]|\.(?!\d))\s*"),
    re.compile(r"[（(]\d{1,2}[）)]\s*"),
)
_SENTENCE = re.compile("[。；;！!？?，,：:\n\t]")


def tidy(text: str) -> str:
    """Return a text as a document can hold it: no break but line feeds, no blanks at its ends."""
    text = _BREAKS.sub("\n", text).replace("\xa0", " ")
    text = _UNPRINTABLE.sub("", _INVISIBLE.sub("", text))
    return "\n".join(line.strip(_BLANKS) for line in text.split("\n")).strip()


@dataclass(slots=True)
class Spanned:
    """A cell where a file has it: its upper left corner, its span, its words, its place in the file."""

    row: int
    column: int
    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1


class Gathering:
    """Takes the lines and the tables of a file in reading order.

    Raises:
        Unreadable: from any of its methods, for more than a check-up takes.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._places: list[BlockPlace] = []
        self._cells = 0
        self._characters = 0

    def line(self, text: str, place: Place, *, level: int | None = None) -> None:
        """Take a line; ``level`` is that of a heading's style. A blank one is left out."""
        if text := tidy(text):
            self._count(0, (text,))
            self._add(_as_block(text, level), BlockPlace(place))

    def table(self, cells: Iterable[Spanned], place: Place) -> None:
        """Take a table; one without words is left out."""
        listed = list(cells)
        height = max((cell.row + cell.rowspan for cell in listed), default=0)
        width = max((cell.column + cell.colspan for cell in listed), default=0)
        if width > MOST_COLUMNS or height > MOST_ROWS:
            raise Unreadable(f"有一张表超过了{MOST_ROWS}行或{MOST_COLUMNS}栏，请删去多余的行和栏后再送检。")
        self._count(width * height, (cell.text for cell in listed))
        if not any(tidy(cell.text) for cell in listed):
            return
        table, places = _grid(listed, height, width)
        self._add(table, BlockPlace(place, places))

    def source(self, kind: Kind) -> Source:
        """Return what was taken.

        Raises:
            Unreadable: if that was nothing.
        """
        if not self._blocks:
            raise Unreadable("文件里没有文字，也没有表格。")
        return Source(Document(title=(), blocks=tuple(self._blocks)), kind, tuple(self._places))

    def _add(self, block: Block, place: BlockPlace) -> None:
        if len(self._blocks) == MOST_BLOCKS:
            raise Unreadable(f"文件超过了{MOST_BLOCKS}段，请删去与自评无关的内容后再送检。")
        self._blocks.append(block)
        self._places.append(place)

    def _count(self, cells: int, texts: Iterable[str]) -> None:
        self._cells += cells
        self._characters += sum(map(len, texts))
        if self._cells > MOST_CELLS:
            raise Unreadable(f"文件的表格超过了{MOST_CELLS}格，请删去与自评无关的表后再送检。")
        if self._characters > MOST_CHARACTERS:
            raise Unreadable(f"文件超过了{MOST_CHARACTERS}字，请删去与自评无关的内容后再送检。")


def _as_block(text: str, level: int | None) -> Heading | Paragraph:
    longest = _LONGEST_HEADING if level is None else _LONGEST_STYLED_HEADING
    if len(text) <= longest:
        for numbered, pattern in enumerate(_NUMBERS, start=1):
            number = pattern.match(text)
            rest = text[number.end() :] if number else ""
            if number and rest and (level is not None or not _SENTENCE.search(rest)):
                return Heading(numbered, number[0], rest)
        if level is not None:
            return Heading(level, "", text)
    return Paragraph((Text(text),))


def _grid(cells: Iterable[Spanned], height: int, width: int) -> tuple[Table, dict[tuple[int, int], Place]]:
    """Lay cells into a grid: a span that meets another cell stops before it, blank cells fill holes."""
    taken: set[tuple[int, int]] = set()  # by cells placed before
    rows: list[list[tuple[int, Cell]]] = [[] for _ in range(height)]
    places: dict[tuple[int, int], Place] = {}
    listed = sorted(cells, key=lambda cell: (cell.row, cell.column))
    busy = {(cell.row, cell.column) for cell in listed}  # taken, or the corner of a cell still to come
    for cell in listed:
        if (cell.row, cell.column) in taken:
            continue
        across, down = 1, 1
        while across < cell.colspan and (cell.row, cell.column + across) not in busy:
            across += 1
        while down < cell.rowspan and not any(
            (cell.row + down, cell.column + right) in busy for right in range(across)
        ):
            down += 1
        area = {(cell.row + below, cell.column + right) for below in range(down) for right in range(across)}
        taken |= area
        busy |= area
        text = tidy(cell.text)
        rows[cell.row].append(
            (cell.column, Cell((Text(text),) if text else (), rowspan=down, colspan=across))
        )
        places[cell.row, cell.column] = cell.place
    for row, placed in enumerate(rows):
        placed += [(column, Cell()) for column in range(width) if (row, column) not in taken]
        placed.sort(key=lambda item: item[0])
    table = Table(
        caption="",
        columns=(Column(1),) * width,
        head=(),
        rows=tuple(tuple(cell for _, cell in placed) for placed in rows),
    )
    return table, places
