"""Lists that lost their shape: a head of words, then rows of words and figures alike, cell after cell."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from reports.checkup.ingest.cells import Token
from reports.checkup.tables import AMOUNTS, Meaning

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?")
_TOTAL = re.compile("合计|总计|共计|小计|总额")
_CAPTION = re.compile("单位[:：]|^[表附]|表$|年度[)）]$|^[(（]?[一二三四五六七八九十]+[、)）]")
_RATE = re.compile("率|比|%|进度|程度|幅|占|完成|情况|得分|值|目标")
_FIGURES = (*AMOUNTS, Meaning.RATE, Meaning.SHARE, Meaning.WEIGHT, Meaning.SCORE)
_LONGEST_CELL = 40
_MOST_COLUMNS = 12
_FIRST_LOOK = 60  # tokens, before all of them are tried
_LEAST_ROWS = 2  # besides the head; three where there are two columns only

Row = tuple[Token | None, ...]
"""The cells of a row; ``None`` where it has none."""


class _Kind(Enum):
    WORDS = auto()
    FIGURE = auto()
    BLANK = auto()
    SENTENCE = auto()


def listing(tokens: Sequence[Token], start: int, stop: int) -> tuple[Row, ...]:
    """Return the rows of the list that begins with a token and ends before another; nothing if none does.

    A column holds figures, or words, in all rows, and there is one of each at least. A row may lack the cells
    before its name that were merged with those above, and a total those before its figures.
    """
    near = tokens[start : min(stop, start + 2 * _MOST_COLUMNS)]
    kinds = [_kind(one) for one in near[:2]]
    if kinds != [_Kind.WORDS] * 2 or not any(_kind(one) is _Kind.FIGURE for one in near):
        return ()
    soon = tokens[start : min(stop, start + _FIRST_LOOK)]
    widths = [width for width in range(2, _MOST_COLUMNS + 1) if _rows(soon, width)]
    if not widths:
        return ()
    within = tokens[start:stop]
    rows = max((_rows(within, width) for width in widths), key=score)
    taken = sum(one is not None for row in rows for one in row)
    behind = within[taken : taken + len(rows[0])] if rows else ()
    goes_on = sum(_kind(one) is _Kind.FIGURE for one in behind) > 1  # in a way that was not understood
    return () if goes_on else rows


def _rows(tokens: Sequence[Token], width: int) -> tuple[Row, ...]:
    head = tokens[:width]
    first = [_kind(one) for one in tokens[width : 2 * width]]
    has_both = _Kind.WORDS in first and _Kind.FIGURE in first
    if {_kind(one) for one in head} != {_Kind.WORDS} or _Kind.SENTENCE in first or not has_both:
        return ()
    if any(_CAPTION.search(one.words) for one in head):
        return ()
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
    if head.meaning in _FIGURES and any(_kind(one) is _Kind.WORDS for one in below):
        return False
    return not rates or bool(_RATE.search(head.words))


def _next(tokens: Sequence[Token], place: int, wanted: Sequence[_Kind]) -> Iterator[Row]:
    """The ways to read a row that begins with a token, the likeliest first."""
    width = len(wanted)
    leading = next((number for number, kind in enumerate(wanted) if kind is not _Kind.WORDS), width)
    for lost in range(max(leading, 1)):
        cells = tokens[place : place + width - lost]
        kinds = [_kind(one) for one in cells]
        if len(cells) < width - lost or _Kind.SENTENCE in kinds or set(kinds) == {_Kind.BLANK}:
            continue
        if all(
            kind in (there, _Kind.BLANK) or there is _Kind.BLANK
            for kind, there in zip(kinds, wanted[lost:], strict=True)
        ):
            yield (*[None] * lost, *cells)
    name = next((number for number, kind in enumerate(wanted) if kind is _Kind.WORDS), 0)
    columns = [number for number in range(name + 1, width) if wanted[number] is _Kind.FIGURE]
    cells = tokens[place : place + 1 + len(columns)]
    if len(cells) == 1 + len(columns) and _TOTAL.match(cells[0].words):
        figures = dict(zip(columns, cells[1:], strict=True))
        if all(_kind(one) is _Kind.FIGURE for one in figures.values()):
            yield tuple(cells[0] if number == name else figures.get(number) for number in range(width))


def score(rows: tuple[Row, ...]) -> int:
    """How much a reading explains: the cells that it takes, less those that it says were merged away."""
    return sum(-3 if one is None else 1 for row in rows for one in row)


def _kind(token: Token) -> _Kind:
    text = token.text
    if _FIGURE.fullmatch(text):
        return _Kind.FIGURE
    if text in ("", "—", "——", "-", "/", "－"):
        return _Kind.BLANK
    return _Kind.SENTENCE if len(text) > _LONGEST_CELL or "。" in text else _Kind.WORDS
