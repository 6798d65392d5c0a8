"""The cells of a text that lost its tables, or the pieces of them, in their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from reports.checkup.ingest.shifted import level
from reports.checkup.numbers import Quantity, figure, half_width, is_blank
from reports.checkup.tables.sections import Meaning, meaning

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?")
_LONGEST_CELL = 40


class Kind(Enum):
    """What a cell looks like, in a column of a list."""

    WORDS = auto()
    FIGURE = auto()
    BLANK = auto()
    SENTENCE = auto()


@dataclass(frozen=True, eq=False)
class Token:
    """A cell, or a piece of one: its text, and where it stands in its line; a blank one was a cell."""

    text: str
    line: int
    start: int
    end: int

    @cached_property
    def words(self) -> str:
        return re.sub(r"\s", "", half_width(self.text))

    @cached_property
    def figure(self) -> Quantity | None:
        return figure(self.text)

    @cached_property
    def meaning(self) -> Meaning | None:
        return meaning(self.text)

    @cached_property
    def kind(self) -> Kind:
        if _FIGURE.fullmatch(self.text):
            return Kind.FIGURE
        if self.text in ("", "—", "——", "-", "/", "－"):
            return Kind.BLANK
        return Kind.SENTENCE if len(self.text) > _LONGEST_CELL or "。" in self.text else Kind.WORDS

    @property
    def is_cell(self) -> bool:
        return not self.words

    @cached_property
    def is_words(self) -> bool:
        return bool(self.words) and self.figure is None and not is_blank(self.words)

    @cached_property
    def level(self) -> str:
        return level(self.words)


def tokens_of(line: str, number: int) -> Iterator[Token]:
    """The cells of a line; where nothing but blanks parts them, its pieces."""
    if "|" in line or "\t" in line:
        found = list(re.finditer(r"[^|\t]*(?:[|\t]|$)", line))
        for cell in found[:-1]:
            text = cell[0].rstrip("|\t")
            start = cell.start() + len(text) - len(text.lstrip())
            yield Token(text.strip(), number, start, cell.start() + len(text.rstrip()))
        return
    if not line.strip():
        if line.strip(" "):
            yield Token("", number, 0, len(line))  # the blank that a page puts into an empty cell
        return
    pieces = [Token(found[0], number, found.start(), found.end()) for found in re.finditer(r"\S+", line)]
    if any(one.figure is not None or one.meaning is not None or one.level for one in pieces):
        yield from pieces
    else:
        text = line.strip()
        start = len(line) - len(line.lstrip())
        yield Token(text, number, start, start + len(text))
