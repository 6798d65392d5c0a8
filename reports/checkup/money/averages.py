"""Columns of averages in tables of money: 户均补助, an amount over a count of its row."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from projects.money import half_up
from reports.checkup.arithmetic import Outcome, Verdict, spelled
from reports.checkup.findings import Kind, Ledger
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.tables.columns import place_of, report_on
from reports.checkup.tables.sections import Column, Meaning, Row, Section, measured

_AVERAGE = re.compile(
    "[人户亩生床校村户家处件]均|平均|单(?:位|公里|平方米|[座台套个床处])(?:造价|成本|投资|费用|面积)|每[\u4e00-\u9fff]{1,3}(?:补[助贴]|支出|费用|成本|投入|金额)"
)
_EACH = re.compile("([人户亩生床校村家件])均")
_FEWEST = 3
_MOST = 10
"""So many columns are tried as total and as count."""


def is_average(column: Column) -> bool:
    """Whether a column tells what each gets, so that its figures do not add up."""
    return _AVERAGE.search(column.name) is not None


def check_averages(section: Section, rows: Sequence[Row], ledger: Ledger) -> None:
    """An average is the amount of its row over the count, in the two columns where most rows show it."""
    for column in filter(is_average, section.columns):
        others = [
            one
            for one in section.columns
            if one is not column and not is_average(one) and one.meaning is not Meaning.SERIAL
        ]
        judged = [
            [(row, verdict) for row in rows if (verdict := _average_of(row, column, *pair)) is not None]
            for pair in product(others[:_MOST], repeat=2)
            if pair[0] is not pair[1]
        ]
        named = _by_name(column, others, rows)
        best = max([named, *judged], key=lambda one: sum(verdict.holds for _row, verdict in one))
        held = sum(verdict.holds for _row, verdict in best)
        of_few = bool(named) and best is named and held == len(named) - 1
        of_few |= held == len(best) - 1 == _FEWEST - 1 and all(_is_telling(row, column) for row, _one in best)
        if not of_few and (held < _FEWEST or held * 3 < len(best) * 2):
            continue
        for row, verdict in best:
            if verdict.holds:
                ledger.agree(place_of(row, column))
            report_on(
                verdict,
                Kind.RATIO,
                ledger,
                row,
                column,
                certain=held > 1,
                rule=f"{column.name} = 总额 ÷ 数量",
                message=f"“{row.label}”的“{column.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
            )


def _is_telling(row: Row, column: Column) -> bool:
    """Whether a figure has so many digits that two rows show by no chance what it is of."""
    value = _value(row, column)
    return value is not None and len(value.value.as_tuple().digits) > 1


def _by_name(column: Column, others: Sequence[Column], rows: Sequence[Row]) -> list[tuple[Row, Verdict]]:
    """The rows of 户均补助 held against the only amount of money and the only count of 户."""
    found = _EACH.search(half_width(column.name))
    counts = [one for one in others if found and found[1] in one.name and one.meaning is None]
    money = [
        one
        for one in others
        if one not in counts and any((value := _value(row, one)) and value.is_money for row in rows)
    ]
    if len(counts) != 1 or len(money) != 1:
        return []
    return [
        (row, verdict)
        for row in rows
        if (verdict := _average_of(row, column, money[0], counts[0])) is not None
    ]


def _average_of(row: Row, column: Column, whole: Column, count: Column) -> Verdict | None:
    printed, over, under = (_value(row, one) for one in (column, whole, count))
    if (
        printed is None
        or over is None
        or under is None
        or under.value <= 0
        or under.is_money
        or under.is_rate
    ):
        return None
    if over.is_rate or over.is_money != printed.is_money:
        return None
    value = over.base / under.value
    slack = printed.half + over.half / under.value
    computed = spelled(
        replace(printed, value=half_up(value / printed.factor, max(printed.places, 0)), unit="")
    )
    return Verdict(Outcome.AGREE if abs(value - printed.base) <= slack else Outcome.DIFFER, computed)


def _value(row: Row, column: Column) -> Quantity | None:
    return measured(row.slots[column.index], column.unit)
