"""Rows that begin too far left: where a text keeps a table's rows, it leaves out what merged cells cover."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from reports.checkup.numbers import figure, half_width, is_blank
from reports.checkup.tables.sections import AMOUNTS, SHORT, Meaning, meaning

SIGN = re.compile("[≥≤><=═]|>=|<=|正向|反向|逆向|定性|定量|等于")
"""What stands in a column of 指标性质."""
_MEASURE = re.compile(r"%|‰|[^\d\s,。;:]{1,6}")
_DIVIDED = re.compile("^(?:金额|数额|[小合]计|总[数额]|预算数|决算数|执行数|实际数|完成数)$")
"""What the first of the headings is called that divide another."""
_MOST_SHIFTED = 12
_LONGEST_LEVEL = 60
FIRST_LEVEL = re.compile(
    "(项目)?(产出|效益|效果|满意度?|成本|决策|过程|管理|投入|绩效|完成)|预算执行率?|履职(效能|效益)"
)
_SECOND_LEVEL = re.compile(
    "(产出)?(数量|质量|时效|成本)|(经济|社会|生态环境)成本|(经济|社会|生态|环境)效益|可持续(影响|发展)"
    "|(服务对象|社会公众|社会公众或服务对象)?满意度?"
)
_NAMES = (Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)

Row = tuple[str, ...]


def fits(held: Meaning | None, text: str) -> bool:
    """Whether a cell may stand beneath such a heading."""
    read = figure(text)
    words = re.sub(r"\s", "", half_width(text))
    match held:
        case Meaning.WEIGHT | Meaning.SCORE:
            return read is not None and read.unit in ("", "分", "%") and -100 <= read.value <= 100
        case Meaning.NATURE:
            return bool(SIGN.fullmatch(words))
        case Meaning.UNIT:
            return read is None and bool(_MEASURE.fullmatch(words))
        case Meaning.RATE:
            return read is not None and read.unit in ("", "%")
        case Meaning.TARGET | Meaning.ACTUAL:
            return not re.fullmatch(rf"{SIGN.pattern}|%|‰", words)
        case _ if held in AMOUNTS:
            return read is not None and not read.is_rate
    return True


def realigned(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Move rows right to where their cells fit the headings best, as far as blanks at their ends allow."""
    result: list[Row] = []
    head: list[Meaning | None] = []
    for above, row in pairwise(((), *rows)):
        if (divided := _divides_the_last(above, row)) is not None:
            result.append(divided)
            continue
        held = [meaning(cell) or SHORT.get(cell) for cell in row]
        if len({one for one in held if one is not None}) > 1 and not any(figure(cell) for cell in row):
            head = held
            result.append(row)
            continue
        blanks = len(row) - max((place for place, cell in enumerate(row, start=1) if cell), default=len(row))
        shifts = range(min(blanks, _MOST_SHIFTED) + 1) if head and row[0] else range(1)
        moved = [("",) * shift + row[: len(row) - shift] for shift in shifts]
        kept = head
        result.append(min(moved, key=lambda one: (misfits(kept, one), -_hits(kept, one))))
    return tuple(result)


def _divides_the_last(above: Row, row: Row) -> Row | None:
    """The second row of a head moved to below the last heading, which it divides; nothing if it does not.

    项目 | 上年决算数 | 本年执行数 | | | over 金额 | 占预算% | 比上年增长%.
    """
    filled = [len(cells) - sum(1 for _one in takewhile(is_blank, reversed(cells))) for cells in (above, row)]
    spare, last = len(above) - filled[0], filled[0] - 1
    whole = all(
        not is_blank(cell) and figure(cell) is None for cell in (*above[: last + 1], *row[: filled[1]])
    )
    if not spare or last < 1 or filled[1] != spare + 1 or not whole or not _DIVIDED.search(row[0]):
        return None
    return ("",) * last + row[: spare + 1]


def level(words: str) -> str:
    """The level that a cell names, 产出 for 产出指标（50分）; nothing where it names none."""
    if len(words) > _LONGEST_LEVEL:
        return ""
    bare = re.sub(r"\(.*?\)$", "", words)
    stem = re.sub("指标等?$", "", bare)
    second = _SECOND_LEVEL.fullmatch(stem)
    return stem if second or (bare != stem and FIRST_LEVEL.fullmatch(stem)) else ""


def _hits(head: Sequence[Meaning | None], row: Row) -> int:
    """How many figures stand where the headings ask for figures."""
    return sum(
        held in (*AMOUNTS, Meaning.RATE, Meaning.WEIGHT, Meaning.SCORE) and figure(cell) is not None
        for held, cell in zip(head, row, strict=False)
    )


def _misplaced(held: Meaning | None, cell: str) -> bool:
    """Whether a cell names a level that stands in another column."""
    words = re.sub(r"\s", "", half_width(cell))
    stem = level(words) if words.endswith("指标") or "指标(" in words else ""
    first = bool(FIRST_LEVEL.fullmatch(stem)) and not _SECOND_LEVEL.fullmatch(stem)
    return bool(stem) and held is not Meaning.LEVEL1 and (first or held is not Meaning.LEVEL2)


def misfits(head: Sequence[Meaning | None], row: Row) -> int:
    """How many cells of a row cannot stand beneath their headings; names are no figures."""
    first = next((place for place, held in enumerate(head) if held not in (None, Meaning.SERIAL, *_NAMES)), 0)
    return sum(
        not fits(held, cell)
        or _misplaced(held, cell)
        or (figure(cell) is not None and (held in _NAMES or (place < first and held is not Meaning.SERIAL)))
        for place, (held, cell) in enumerate(zip(head, row, strict=False))
        if not is_blank(cell)
    )
