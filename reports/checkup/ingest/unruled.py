"""Tables of a PDF that no rules enclose: lines with gaps at the same places."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.checkup.ingest.pages import Box, Line, Ruled, RuledCell

_LEAST_ROWS = 3
_FARTHEST = 2.5  # times the type's size between the tops of two rows

Span = tuple[float, float]


@dataclass(slots=True)
class _Row:
    top: float
    bottom: float
    size: float
    cells: dict[tuple[int, int], str]  # by their first and last column


def with_tables(parts: Sequence[Line | Ruled]) -> Iterator[Line | Ruled]:
    """Yield the parts of a page, runs of lines that make a table as one."""
    start = 0
    while start < len(parts):
        run = _run(parts, start)
        table = _table(run) if run else None
        if table is None:
            yield parts[start]
            start += 1
        else:
            yield table
            start += len(run)


def _run(parts: Sequence[Line | Ruled], start: int) -> list[Line]:
    """Return the lines from ``start`` on that have gaps, or stand under one that has."""
    run: list[Line] = []
    gapless = 0
    for part in parts[start:]:
        if not isinstance(part, Line) or (
            run and part.box[1] - run[-1].box[1] > _FARTHEST * max(part.size, run[-1].size)
        ):
            break
        gapless = 0 if len(part.pieces) > 1 else gapless + 1
        if gapless > 1 or (gapless and not run):
            break
        run.append(part)
    while run and len(run[-1].pieces) == 1:
        run.pop()
    return run


def _table(run: Sequence[Line]) -> Ruled | None:
    counts = Counter(len(line.pieces) for line in run if len(line.pieces) > 1)
    if sum(counts.values()) < _LEAST_ROWS:
        return None
    width = max(counts, key=lambda count: (counts[count], count))
    full = [line for line in run if len(line.pieces) == width]
    columns = _merged([(piece.left, piece.right) for line in full for piece in line.pieces])
    if len(columns) != width or len(full) < _LEAST_ROWS + (width == 2):
        return None
    rows: list[_Row] = []
    for line in run:
        cells: dict[tuple[int, int], str] = {}
        for piece in line.pieces:
            reached = [
                number
                for number, (left, right) in enumerate(columns)
                if piece.left < right and piece.right > left
            ] or [min(range(width), key=lambda number: abs(columns[number][0] - piece.left))]
            key = reached[0], reached[-1]
            cells[key] = f"{cells[key]} {piece.text}" if key in cells else piece.text
        only = next(iter(cells)) if len(line.pieces) == 1 else None
        if only is not None and rows and only in rows[-1].cells:  # the second line of a cell
            rows[-1].cells[only] += cells[only]
            rows[-1].bottom = line.box[3]
        else:
            rows.append(_Row(line.box[1], line.box[3], line.size, cells))
    return _drawn(run[0].page, rows, columns)


def _drawn(page: int, rows: Sequence[_Row], columns: Sequence[Span]) -> Ruled:
    """Put rules half-way between the rows and the columns."""
    tops = [rows[0].top, *((above.bottom + row.top) / 2 for above, row in pairwise(rows))]
    tops.append(rows[-1].bottom)
    lefts = [
        columns[0][0],
        *((before[1] + column[0]) / 2 for before, column in pairwise(columns)),
        columns[-1][1],
    ]
    cells: list[RuledCell] = []
    for number, row in enumerate(rows):
        free = set(range(len(columns)))
        for (first, last), text in row.cells.items():
            box: Box = (lefts[first], tops[number], lefts[last + 1], tops[number + 1])
            if free >= set(range(first, last + 1)):
                cells.append(RuledCell(box, text))
                free -= set(range(first, last + 1))
        cells += [
            RuledCell((lefts[column], tops[number], lefts[column + 1], tops[number + 1]), "")
            for column in sorted(free)
        ]
    return Ruled(page, (lefts[0], tops[0], lefts[-1], tops[-1]), tuple(cells))


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    return merged
