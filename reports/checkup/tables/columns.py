"""The figures of a table by rows and columns: which there are, and what is said of one that is wrong."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reports.checkup.arithmetic import (
    Outcome,
    Verdict,
    of_sum,
    rate_readings,
)
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section, measured

_NOT_ADDITIVE = re.compile(
    "%|进度|系数|单价|标准|平均|[人户场次亩校村日月年班车件]均|满意|率|比例|年份|年度$|电话|日期|时间|排名|定额|分$|分值|得分|单产"
    "|[(（](?:万?元|公斤|千克|吨|人)/"
)
_COMPARED = re.compile("(?:19|20)[0-9]{2}年?[比较]|[比较]上年|同比|增减|增长[率额]|增幅|变化")
"""A row that tells by how much the rows above it differ."""
_POINTS = (Meaning.WEIGHT, Meaning.SCORE)
_CHANGED = re.compile("调整|调增|调减|追加|核减|压减|结转")
_DIFFERENCE = re.compile("增减|较上年|比上年")
"""A column that follows from two others."""
_FEWEST_TELLING = 2
"""So many rates show that they are of the figures as printed."""


def money_rows(section: Section) -> tuple[Row, ...]:
    """The rows down to the first whose amounts are words: there another part of the form begins."""
    columns = section.of(*AMOUNTS, Meaning.RATE)
    result: list[Row] = []
    for row in section.rows:
        cells = [row.slots[column.index] for column in columns]
        if columns and not any(slot.figure for slot in cells) and any(not slot.is_blank for slot in cells):
            break
        figures = [slot for slot in cells if slot.figure]
        spans = len({*figures}) < len(figures)  # one figure for several columns is no amount of theirs
        if not (spans or _is_moved(row, section) or _COMPARED.match(row.label)):
            result.append(row)
    return tuple(result)


def _is_moved(row: Row, section: Section) -> bool:
    """Whether a row begins further right than its headings: its name stands where an amount should."""
    first = next((place for place, slot in enumerate(row.slots) if not slot.is_blank), 0)
    return row.slots[first].figure is None and any(one.index == first for one in section.of(*AMOUNTS))


def numeric_columns(section: Section, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of figures that can be added or divided."""
    result = []
    for column in section.columns:
        if column.meaning in (Meaning.SHARE, *AMOUNTS):
            result.append(column)
        elif column.meaning in (None, Meaning.LAST_YEAR):
            cells = [slot for row in rows if not (slot := row.slots[column.index]).is_blank]
            figures = [slot for slot in cells if slot.figure is not None and not slot.figure.is_rate]
            if len(figures) >= 2 and len(figures) == len(cells) and not _NOT_ADDITIVE.search(column.name):
                result.append(column)
    return tuple(result)


def value_in(row: Row, column: Column) -> Quantity | None:
    """The figure of a row in a column, in the column's unit."""
    unit = "%" if column.meaning in (Meaning.SHARE, Meaning.RATE, Meaning.GROWTH) else column.unit
    return measured(row.slots[column.index], unit)


def place_of(row: Row, column: Column) -> Place:
    """Where that figure stands."""
    return row.slots[column.index].place


def is_adjusted(row: Row, section: Section) -> bool:
    """Whether a row, or one that a total is of, tells that its budget was changed."""
    change = section.one(Meaning.ADJUSTMENT)
    rows = section.rows if row.is_total else (row,)
    return any(
        (change is not None and (value := value_in(one, change)) is not None and value.value != 0)
        or is_explained(one)
        for one in rows
    )


def is_explained(row: Row) -> bool:
    """Whether a remark in a row speaks of a change of its budget or of what was carried over."""
    return any(_CHANGED.search(slot.words) for slot in row.slots if slot.words != row.label)


def is_difference(column: Column) -> bool:
    """Whether a column tells by how much two others differ."""
    return _DIFFERENCE.search(column.name) is not None


def sum_of(column: Column, whole: Row, parts: Sequence[Row]) -> Verdict | None:
    """Hold a row's figure against the sum of others'; nothing where either is missing."""
    return sum_of_figures(column, value_in(whole, column), [value_in(row, column) for row in parts])


def sum_of_figures(
    column: Column, printed: Quantity | None, parts: Sequence[Quantity | None]
) -> Verdict | None:
    """Hold a figure of a column against the sum of others of it; nothing where either is missing."""
    values = [value for value in parts if value is not None]
    if printed is None or not values:
        return None
    return of_sum(
        printed,
        values,
        rounded=not (is_counted(printed, values) or column.meaning in _POINTS),
        differences=is_difference(column),
        exact_zeros=column.meaning is not Meaning.SHARE,  # 0.00% is less than half of its last place
    )


def as_printed(
    judged: Sequence[tuple[Row, Verdict]], column: Column
) -> tuple[list[tuple[Row, Verdict]], Row | None]:
    """Take for wrong the one rate that is right only if figures were rounded, where those beside it are not.

    The others are what the printed figures come to, to the last digit: 98.76%, 98.14% and one 97% of 19.8
    and 20. Returns the verdicts with that one turned, and its row.
    """
    explained = [
        row for row, verdict in judged if verdict.outcome is Outcome.RESIDUE and _is_off(row, verdict, column)
    ]
    residues = sum(verdict.outcome is Outcome.RESIDUE for _row, verdict in judged)
    figures = [
        figure
        for row, verdict in judged
        if verdict.outcome is Outcome.AGREE and (figure := row.slots[column.index].figure) is not None
    ]
    telling = sum(figure.places > 0 and figure.value not in (0, 1, 100) for figure in figures)
    if len(explained) != 1 or residues > 1 or telling < _FEWEST_TELLING:
        return [*judged], None
    (odd,) = explained
    return [
        (row, replace(verdict, outcome=Outcome.DIFFER) if row is odd else verdict) for row, verdict in judged
    ], odd


def _is_off(row: Row, verdict: Verdict, column: Column) -> bool:
    """Whether a rate is off by more than cutting its digits would do."""
    figure = row.slots[column.index].figure
    if figure is None or not verdict.computed.endswith("%"):
        return False
    computed = Decimal(verdict.computed.rstrip("%"))
    readings = (one.base * 100 for one in rate_readings(figure, column.title))
    step = Decimal(1).scaleb(-max(figure.places, 0))
    return all(abs(abs(one) - abs(computed)) > step for one in readings)


def is_counted(printed: Quantity, values: Sequence[Quantity]) -> bool:
    """Whether the figures are counts: whole numbers that are no money and no rates."""
    return all(one.places <= 0 and not (one.is_money or one.is_rate) for one in (printed, *values))


def report_on(
    verdict: Verdict,
    kind: Kind,
    ledger: Ledger,
    row: Row,
    column: Column,
    *,
    certain: bool,
    rule: str,
    message: str,
) -> None:
    """Enter what a verdict says; ``message`` gets the printed figure and its end."""
    if verdict.outcome is Outcome.AGREE:
        return
    slot = row.slots[column.index]
    ending = "。"
    if verdict.outcome is Outcome.RESIDUE:
        severity, ending = Severity.RESIDUE, "，相差在四舍五入的尾差之内。"
    else:
        severity = Severity.ERROR if certain else Severity.WARNING
        if verdict.factor:
            kind, ending = Kind.UNIT, "，两者相差整倍数，可能用错了单位。"
    ledger.find(
        kind,
        severity,
        slot.place,
        message.format(printed=slot.text.strip()) + ending,
        rule=rule,
        text=row.text,
        printed=slot.text.strip(),
        computed=verdict.computed,
    )
