"""A document as the checks look at it: its tables upright and joined, their sections, sentences and year.

Everything here is found once and held against nothing; the checks only look.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reports.checkup.findings import Place
from reports.checkup.grading import Scale, scale_of
from reports.checkup.numbers import half_width
from reports.checkup.prose.sentences import Sentence, sentences
from reports.checkup.tables.sections import Grid, Section, grid, meaning, sections, upright, with_spans
from reports.checkup.wording.dates import budget_year
from reports.document import Block, Document, Table

_UNIT_LINE = re.compile("单位[:：]?(?:[^\\s,，、:：()（）]{1,4}[、,，/])*(?:人民币)?(亿元|万元|元)")
_NAME_LABEL = re.compile("^项目名称$")
_CLOSING = re.compile("总分|合计|总计|总得分|自评得分")
_DEADLINE = re.compile(
    "(?:≤|于|在)?(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号]|[上中下]旬)?[底末]?(?:之?以?前|内)[\u4e00-\u9fff]{0,6}"
)
_PROSE_CELL = 12
"""A cell with more characters than this is read as prose as well."""
_TITLES = 6
"""So many lines at the beginning may name the document."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line, or a cell that may hold sentences."""

    text: str
    place: Place
    sentences: tuple[Sentence, ...]

    @property
    def in_table(self) -> bool:
        """Whether it is a cell."""
        return self.place.row >= 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A table with its parts; ``line`` stands above it, ``project`` is the one that it is the form of."""

    block: int
    rows: Grid
    sections: tuple[Section, ...]
    project: str
    line: str


class Reading:
    """What the checks look at in a document of the plain form of ``reports.checkup.ingest``."""

    def __init__(self, document: Document) -> None:
        self.blocks: Sequence[Block] = document.blocks
        self.grids: Mapping[int, Grid] = {
            number: upright(with_spans(grid(block, number)))
            for number, block in enumerate(self.blocks)
            if isinstance(block, Table)
        }

    @cached_property
    def lines(self) -> list[str]:
        """Everything outside the tables."""
        return [text for _number, text in self._numbered_lines()]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The tables, those that are continued in one."""
        return [
            Piece(
                number,
                rows,
                tuple(sections(rows, self._unit_above(number))),
                next(_names_in(rows), ""),
                self._line_above(number),
            )
            for number, rows in self._joined()
        ]

    @cached_property
    def sections(self) -> list[Section]:
        """The sections of all tables, from top to bottom."""
        return [section for piece in self.pieces for section in piece.sections]

    @cached_property
    def passages(self) -> list[Passage]:
        """Every text that may hold sentences: the lines, and the cells that are more than a label."""
        result: list[Passage] = []
        for number, block in enumerate(self.blocks):
            if isinstance(block, Table):
                slots = dict.fromkeys(slot for row in self.grids[number] for slot in row)
                found = [
                    (slot.text, slot.place)
                    for slot in slots
                    if slot.figure is None and len(slot.text) > _PROSE_CELL
                ]
            else:
                found = [(block.text, Place(number))] if hasattr(block, "text") else []
            result += [Passage(text, place, tuple(sentences(text, place))) for text, place in found]
        return result

    @cached_property
    def prose(self) -> list[tuple[str, Place]]:
        """The texts as they are written, each with its place."""
        return [(one.text, one.place) for one in self.passages]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of all texts."""
        return [sentence for one in self.passages for sentence in one.sentences]

    @cached_property
    def titles(self) -> list[str]:
        """What stands alone in a row of a table."""
        return [
            slots[0].text for rows in self.grids.values() for row in rows if len(slots := list({*row})) == 1
        ]

    @cached_property
    def year(self) -> int | None:
        """The year that the document is of."""
        return budget_year(self.lines) or budget_year(self.titles)

    @cached_property
    def projects(self) -> list[str]:
        """The names of the projects that the tables are forms of."""
        return [name for rows in self.grids.values() for name in _names_in(rows)]

    @cached_property
    def names(self) -> list[str]:
        """What the document may be called: its first lines, and the names of its projects."""
        return [*(line for line in self.lines[:_TITLES] if "。" not in line), *self.projects]

    @cached_property
    def scale(self) -> Scale:
        """The bands of its grades."""
        return scale_of(text for text, _place in self.prose)

    @property
    def ends_with_tables(self) -> bool:
        """Whether nothing stands behind the last table, or the beginning of one more row at most."""
        last = max(self.grids, default=-1)
        behind = [text for number, text in self._numbered_lines() if number > last]
        return len(behind) < 2 and not any("。" in text for text in behind)

    def labelled(self) -> Iterator[tuple[str, str, Place]]:
        """Yield every line, and every cell with the words to its left; an empty one between tells nothing.

        A line below a deadline is what was done by then, in a form that has lost its table.
        """
        for number, block in enumerate(self.blocks):
            if isinstance(block, Table):
                for row in self.grids[number]:
                    label = ""
                    for left, slot in pairwise(dict.fromkeys(row)):
                        label = left.words or label
                        yield label, slot.text, slot.place
            elif hasattr(block, "text"):
                above = self._line_above(number).strip()
                yield above if _DEADLINE.fullmatch(above) else "", block.text, Place(number)

    def _numbered_lines(self) -> Iterator[tuple[int, str]]:
        for number, block in enumerate(self.blocks):
            if not isinstance(block, Table) and hasattr(block, "text"):
                yield number, block.text

    def _joined(self) -> list[tuple[int, Grid]]:
        """The tables; one that follows another at once, as wide and without headings, continues it."""
        result: list[tuple[int, Grid]] = []
        for number, rows in self.grids.items():
            previous = result[-1] if result else None
            if (
                previous
                and number
                and isinstance(self.blocks[number - 1], Table)
                and len(previous[1][0]) == len(rows[0])
            ):
                head = [slot.words for slot in rows[0]]
                heads = [
                    place for place, row in enumerate(previous[1]) if head == [slot.words for slot in row]
                ]
                repeats = bool(heads) and (heads[-1] == 0 or _is_open(previous[1][heads[-1] + 1 :]))
                if repeats or any(slot.figure is not None for slot in rows[0]):
                    result[-1] = (previous[0], previous[1] + (rows[1:] if repeats else rows))
                    continue
            result.append((number, rows))
        return result

    @cached_property
    def _unit(self) -> str:
        named = {unit for line in self.lines if (unit := _unit_in(line))}
        return named.pop() if len(named) == 1 else "万元"

    def _line_above(self, number: int) -> str:
        """The last line before a table."""
        above = self.blocks[number - 1] if number else None
        return "" if isinstance(above, Table) else getattr(above, "text", "")

    def _unit_above(self, number: int) -> str:
        """The unit that the lines above a table name, or else the only one that any line names, or 万元."""
        for block in reversed(self.blocks[max(0, number - 3) : number]):
            if isinstance(block, Table):
                break
            if named := _unit_in(getattr(block, "text", "")):
                return named
        return self._unit


def _unit_in(line: str) -> str:
    """The unit of money that a line names; nothing where it names none."""
    found = _UNIT_LINE.search(re.sub(r"\s", "", half_width(line)))
    return found[1] if found else ""


def _is_open(rows: Grid) -> bool:
    """Whether no total closes the rows of a form: they go on where its headings are said again."""
    firsts = (next((slot.words for slot in row if slot.words), "") for row in rows)
    return not any(_CLOSING.match(words) for words in firsts)


def _names_in(rows: Grid) -> Iterator[str]:
    """What stands beside 项目名称 in a form; where it heads a column, other headings stand there too."""
    for row in rows:
        slots = list(dict.fromkeys(row))
        if len(slots) > 1 and _NAME_LABEL.match(slots[0].words) and meaning(slots[-1].text) is None:
            yield slots[1].words
