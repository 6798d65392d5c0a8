"""Tables that lost their shape: one cell a line, as they come out of web pages and old files."""

import re
from collections.abc import Sequence
from enum import Enum, auto

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?")
_LONGEST_CELL = 40
_MOST_COLUMNS = 12
_LEAST_ROWS = 2  # besides the head; three where there are two columns only

Rows = tuple[tuple[int, ...], ...]


class _Kind(Enum):
    WORDS = auto()
    FIGURE = auto()
    DASH = auto()
    SENTENCE = auto()


class Flattened:
    """Looks for such tables in the lines of a text; blank lines count for nothing."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [number for number, line in enumerate(lines) if line.strip()]
        self._kinds = [_kind(lines[number].strip()) for number in self._lines]
        self._index = {number: index for index, number in enumerate(self._lines)}

    def find(self, start: int) -> Rows:
        """Return the lines of each row's cells of the table that begins in a line; nothing if none does.

        It has a head of words, then rows of words and figures alike: a column holds figures, or words, in
        all rows, and there is one of each at least.
        """
        index = self._index.get(start)
        if index is None or not self._may_begin(index):
            return ()
        best = max((self._rows(index, width) for width in range(2, _MOST_COLUMNS + 1)), key=_size)
        return tuple(tuple(self._lines[cell] for cell in row) for row in best)

    def _may_begin(self, index: int) -> bool:
        near = self._kinds[index : index + 2 * _MOST_COLUMNS]
        return near[:2] == [_Kind.WORDS] * 2 and _Kind.FIGURE in near

    def _rows(self, start: int, width: int) -> list[range]:
        head = self._kinds[start : start + width]
        first = self._kinds[start + width : start + 2 * width]
        has_both = _Kind.WORDS in first and _Kind.FIGURE in first
        if set(head) != {_Kind.WORDS} or _Kind.SENTENCE in first or not has_both:
            return []
        rows = [range(start, start + width)]
        for index in range(start + width, len(self._kinds) - width + 1, width):
            row = self._kinds[index : index + width]
            if any(kind not in (wanted, _Kind.DASH) for kind, wanted in zip(row, first, strict=True)):
                break
            rows.append(range(index, index + width))
        return rows if len(rows) - 1 >= _LEAST_ROWS + (width == 2) else []


def _size(rows: list[range]) -> int:
    return sum(map(len, rows))


def _kind(text: str) -> _Kind:
    if _FIGURE.fullmatch(text):
        return _Kind.FIGURE
    if text in ("—", "——", "-", "/", "－"):
        return _Kind.DASH
    return _Kind.SENTENCE if len(text) > _LONGEST_CELL or "。" in text else _Kind.WORDS
