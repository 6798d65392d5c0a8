"""One cell of a column in another unit than all the others: 0.68亩 among 0.52万亩 and 0.45万亩."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.tables.sections import Column, Row, Section, Slot

_MARK = re.compile("(?P<scale>[万亿]?)(?P<unit>[^0-9万亿]*)$")
_FEWEST = 2
_SIZE = 5
"""The bare number is within so many times those of the other cells."""
_FAR = 500
"""With its unit it is so many times less or more than any of them."""


def check_odd_units(section: Section, ledger: Ledger) -> None:
    """Where every other cell of a column names one unit, the one that names another of its kind is wrong."""
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal)]
    for column in section.columns:
        cells = [*_cells(column, rows)]
        marks = Counter(mark for _row, _slot, _value, mark in cells)
        if len(marks) != 2 or min(marks.values()) > 1 or max(marks.values()) < _FEWEST:
            continue
        (common, _many), (odd, _one) = marks.most_common()
        ((row, slot, value),) = [(row, slot, value) for row, slot, value, mark in cells if mark == odd]
        others = [one for _row, _slot, one, mark in cells if mark == common]
        if _is_slip(value, odd, others, common) and not ledger.is_agreed(slot.place):
            bare = re.sub(r"[^0-9.,]", "", slot.words)
            ledger.find(
                Kind.UNIT,
                Severity.WARNING,
                slot.place,
                f"“{row.label}”的“{column.name}”为{slot.text.strip()}，其余各行均以“{common}”为单位，可能用错了单位。",
                rule="同一栏用同一单位",
                text=row.text,
                printed=slot.text.strip(),
                computed=f"{bare}{common}",
            )


def _cells(column: Column, rows: Sequence[Row]) -> Iterator[tuple[Row, Slot, Quantity, str]]:
    """Yield the cells of a column whose figures name their unit, with that unit: 万亩."""
    for row in rows:
        slot = row.slots[column.index]
        value, mark = slot.figure, _MARK.search(slot.words)
        if value is None or not value.is_exact or value.value <= 0 or slot.height > 1:
            continue
        if mark is not None and mark["unit"]:
            yield row, slot, value, mark[0]


def _is_slip(value: Quantity, odd: str, others: Sequence[Quantity], common: str) -> bool:
    """Whether a number would be of the size of the others if it had their unit, and is far from it now."""
    if odd.lstrip("万亿") != common.lstrip("万亿"):
        return False
    bare = _bare(value, odd)
    numbers = [_bare(one, common) for one in others]
    bases = [one.base for one in others]
    alike = min(numbers) <= bare * _SIZE and bare <= max(numbers) * _SIZE
    return alike and (value.base * _FAR < min(bases) or value.base > max(bases) * _FAR)


def _bare(value: Quantity, mark: str) -> Decimal:
    """The number as it is printed, whatever its unit."""
    if value.is_money:
        return value.value
    return value.value.scaleb({"万": -4, "亿": -8}.get(mark[:1], 0))
