"""The same column in two units: 支出（万元） beside 支出（元）."""

import re
from itertools import combinations

from projects.money import YUAN_IN, half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width
from reports.checkup.tables.columns import place_of, value_in
from reports.checkup.tables.sections import Column, Section

_UNIT = re.compile(r"\((?:单位:)?(?:亿元|万元|元)\)|[,/]?(?:亿元|万元|元)$")
_FEWEST = 2
_SLIPS = (4, -4, 8, -8)


def check_two_units(section: Section, ledger: Ledger) -> None:
    """Two columns that differ by their unit only have the same amounts, as most rows show."""
    for one, other in combinations(section.columns, 2):
        if _of(one) != _of(other) or one.unit == other.unit or not {one.unit, other.unit} <= YUAN_IN.keys():
            continue
        pairs = [
            (row, first, second)
            for row in section.rows
            if (first := value_in(row, one)) is not None and (second := value_in(row, other)) is not None
        ]
        wrong = [
            (row, first, second)
            for row, first, second in pairs
            if abs(first.base - second.base) > max(first.half, second.half)
        ]
        if len(pairs) - len(wrong) < _FEWEST or len(wrong) * 3 > len(pairs):
            continue
        for row, first, second in wrong:
            column, known, printed = other, first, second
            if ledger.is_agreed(place_of(row, other)) and not ledger.is_agreed(place_of(row, one)):
                column, known, printed = one, second, first
            slip = bool(known.base) and any(
                (printed.base / known.base).scaleb(power) == 1 for power in _SLIPS
            )
            slot = row.slots[column.index]
            computed = number_text(half_up(known.base / YUAN_IN[column.unit], 2))
            ledger.find(
                Kind.UNIT if slip else Kind.SUM,
                Severity.ERROR,
                slot.place,
                f"“{row.label}”的“{column.name}”印为{slot.text.strip()}，按另一栏换算为{computed}"
                f"{'，可能用错了单位' if slip else ''}。",
                rule="同一金额以不同单位列出应一致",
                text=row.text,
                printed=slot.text.strip(),
                computed=computed,
            )


def _of(column: Column) -> tuple[str, str]:
    """What a column is of, without its unit."""
    group, title = (_UNIT.sub("", half_width(words)) for words in (column.group, column.name))
    return (group, title) if title else (column.name, "")
