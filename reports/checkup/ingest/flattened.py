"""Lists that lost their shape: a head of words, then rows of words and figures alike, cell after cell."""

import re
from collections.abc import Iterator, Sequence

from reports.checkup.ingest.cells import Kind, Token
from reports.checkup.tables.sections import AMOUNTS, Meaning

_TOTAL = re.compile("合计|总计|共计|小计|总额")
_CAPTION = re.compile("单位[:：]|^[表附]|表$|年度[)）]$|^[(（]?[一二三四五六七八九十]+[、)）]")
_RATE = re.compile("率|比|%|进度|程度|幅|占|完成|情况|得分|值|目标")
_FIGURES = (*AMOUNTS, Meaning.RATE, Meaning.SHARE, Meaning.WEIGHT, Meaning.SCORE)
_OF_POINTS = (Meaning.WEIGHT, Meaning.SCORE)
_MOST_COLUMNS = 12
_FIRST_LOOK = 60  # tokens, before all of them are tried
_LEAST_ROWS = 2  # besides the head; three where there are two columns only

Row = tuple[Token | None, ...]
"""The cells of a row; ``None`` where it has none."""


def listing(tokens: Sequence[Token], start: int, stop: int) -> tuple[Row, ...]:
    """Return the rows of the list that begins with a token and ends before another; nothing if none does.

    A column holds figures, or words, in all rows, and there is one of each at least. A row may lack the cells
    before its name that were merged with those above, and a total those before its figures.
    """
    near = [one.kind for one in tokens[start : min(stop, start + 2 * _MOST_COLUMNS)]]
    named = next((place for place, kind in enumerate(near) if kind is not Kind.WORDS), len(near))
    if named < 2 or Kind.FIGURE not in near:
        return ()
    soon = tokens[start : min(stop, start + _FIRST_LOOK)]
    widths = [width for width in range(2, min(named, _MOST_COLUMNS) + 1) if _rows(soon, width)]
    if not widths:
        return ()
    within = tokens[start:stop]
    rows = max((_rows(within, width) for width in widths), key=score)
    taken = sum(one is not None for row in rows for one in row)
    behind = within[taken : taken + len(rows[0])] if rows else ()
    goes_on = sum(one.kind is Kind.FIGURE for one in behind) > 1  # in a way that was not understood
    return () if goes_on else rows


def _rows(tokens: Sequence[Token], width: int) -> tuple[Row, ...]:
    head = tokens[:width]
    first = [one.kind for one in tokens[width : 2 * width]]
    if Kind.SENTENCE in first or Kind.WORDS not in first or Kind.FIGURE not in first:
        return ()
    if any(_CAPTION.search(one.words) or one.words.endswith(":") for one in head):
        return ()
    if any(one.meaning in _OF_POINTS for one in tokens[width : 2 * width]):
        return ()  # a row begins with no heading: 执行率 | 得分 | 年度资金总额:
    rows: list[Row] = [tuple(head)]
    place = width
    while row := next(_next(tokens, place, first), None):
        rows.append(row)
        place += sum(one is not None for one in row)
    if len(rows) - 1 < _LEAST_ROWS + (width == 2):
        return ()
    return tuple(rows) if all(_is_column(column) for column in zip(*rows, strict=True)) else ()


def _is_column(cells: Sequence[Token | None]) -> bool:
    """Whether percentages stand beneath a heading of rates only, and no words beneath one of figures."""
    head, *below = [one for one in cells if one is not None]
    rates = [one for one in below if one.figure is not None and one.figure.is_rate]
    if head.meaning in _FIGURES and any(one.kind is Kind.WORDS for one in below):
        return False
    return not rates or bool(_RATE.search(head.words))


def _next(tokens: Sequence[Token], place: int, wanted: Sequence[Kind]) -> Iterator[Row]:
    """The ways to read a row that begins with a token, the likeliest first."""
    width = len(wanted)
    leading = next((number for number, kind in enumerate(wanted) if kind is not Kind.WORDS), width)
    near = tokens[place : place + width]
    near_kinds = [one.kind for one in near]
    for lost in range(max(leading, 1)):
        cells, kinds = near[: width - lost], near_kinds[: width - lost]
        if len(cells) < width - lost or Kind.SENTENCE in kinds or kinds.count(Kind.BLANK) == len(kinds):
            continue
        if all(
            kind in (there, Kind.BLANK) or there is Kind.BLANK
            for kind, there in zip(kinds, wanted[lost:], strict=True)
        ):
            yield (*[None] * lost, *cells)
    name = next((number for number, kind in enumerate(wanted) if kind is Kind.WORDS), 0)
    columns = [number for number in range(name + 1, width) if wanted[number] is Kind.FIGURE]
    cells = tokens[place : place + 1 + len(columns)]
    if len(cells) == 1 + len(columns) and _TOTAL.match(cells[0].words):
        figures = dict(zip(columns, cells[1:], strict=True))
        if all(one.kind is Kind.FIGURE for one in figures.values()):
            yield tuple(cells[0] if number == name else figures.get(number) for number in range(width))


def score(rows: tuple[Row, ...]) -> int:
    """How much a reading explains: the cells that it takes, less those that it says were merged away."""
    return sum(-3 if one is None else 1 for row in rows for one in row)
