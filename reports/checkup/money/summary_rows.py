"""Rows below a list that sum it up without adding it: 平均, 最高, 最低."""

import re
from collections.abc import Sequence
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.tables.columns import place_of
from reports.checkup.tables.sections import Column, Meaning, Row, Section

_SUMMARY = re.compile(
    "^(?:(?P<mean>平均(?:[值数分]|得分)?|均值|平均水平)|(?P<most>最高(?:[值分])?|最大值?)|(?P<least>最低(?:[值分])?|最小值?))$"
)
_FEWEST = 3
_NO_MEAN = (Meaning.SERIAL, Meaning.GRADE, Meaning.GROWTH)
_WEIGHTED = re.compile("率|比|度$|进度|单价|均|标准")
"""The mean of such figures may be one of all that they are of."""


def check_summary_rows(section: Section, ledger: Ledger) -> None:
    """A row of means, of highest or of lowest figures keeps to the rows above it."""
    named = [(row, found) for row in section.rows if (found := _SUMMARY.match(row.label))]
    plain = [
        row
        for row in section.rows
        if not (row.is_total or row.is_subtotal or row.is_part or any(row is one for one, _found in named))
    ]
    for row, found in named:
        for column in section.columns:
            if column.meaning not in _NO_MEAN:
                _hold(row, found, column, plain, ledger)


def _hold(row: Row, found: re.Match[str], column: Column, plain: Sequence[Row], ledger: Ledger) -> None:
    printed = _figure(row, column)
    values = [value for one in plain if (value := _figure(one, column)) is not None]
    if (
        printed is None
        or len(values) < _FEWEST
        or len(values) < len(plain)
        or len({one.unit for one in values}) > 1
    ):
        return
    numbers = [one.value for one in values]
    if found["mean"]:
        computed = sum(numbers, Decimal(0)) / len(numbers)
        weighted = printed.is_rate or _WEIGHTED.search(column.name) is not None
        holds = (
            min(numbers) <= printed.value <= max(numbers)
            if weighted
            else abs(computed - printed.value) < Decimal(1).scaleb(-max(printed.places, 0))
        )
    else:
        computed = (max if found["most"] else min)(numbers)
        holds = computed == printed.value
    slot = row.slots[column.index]
    if holds:
        ledger.agree(slot.place)
        return
    if any(ledger.differs(place_of(one, column)) for one in (row, *plain)):
        return
    shown = number_text(half_up(computed, max(printed.places, max(one.places for one in values), 0)))
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        slot.place,
        f"“{row.label}”的“{column.name}”印为{slot.text.strip()}，按以上各行计算为{shown}{printed.unit}。",
        rule="平均、最高、最低与各行相符",
        text=row.text,
        printed=slot.text.strip(),
        computed=shown,
    )


def _figure(row: Row, column: Column) -> Quantity | None:
    figure = row.slots[column.index].figure
    return figure if figure is not None and figure.is_exact and not figure.sign else None
