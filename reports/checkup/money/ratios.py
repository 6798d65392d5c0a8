"""Columns of ratios: 师生比 1:18 of 40 教师 and 720 学生."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width
from reports.checkup.tables.columns import place_of
from reports.checkup.tables.sections import Column, Row, Section, Slot

_RATIO = re.compile(r"1\s*[:：]\s*(?P<times>[0-9]{1,5}(?:\.[0-9]{1,4})?)")
_FEWEST = 2
_MOST_COLUMNS = 8


def check_ratios(section: Section, ledger: Ledger) -> None:
    """What is printed as 1:n is the quotient of the two columns that all other rows show."""
    for column in section.columns:
        rows = [(row, found) for row in section.rows if (found := _ratio(row.slots[column.index]))]
        if len(rows) <= _FEWEST:
            continue
        others = [one for one in section.columns if one is not column][:_MOST_COLUMNS]
        for first, second in permutations(others, 2):
            judged = [*_judged(first, second, rows)]
            wrong = [(row, value) for row, value, holds in judged if not holds]
            if len(wrong) > 1 or len(judged) - len(wrong) < _FEWEST:
                continue
            for row, value in wrong:
                _report(row, column, first, second, value, ledger)
            break


def _ratio(slot: Slot) -> Decimal | None:
    found = _RATIO.fullmatch(half_width(slot.text).strip())
    return Decimal(found["times"]) if found is not None else None


def _judged(
    first: Column, second: Column, rows: Sequence[tuple[Row, Decimal]]
) -> Iterator[tuple[Row, Decimal, bool]]:
    for row, printed in rows:
        one, other = (row.slots[each.index].figure for each in (first, second))
        if one is None or other is None or not one.value:
            continue
        value = other.base / one.base
        places = max(-int(printed.as_tuple().exponent), 0)
        yield row, half_up(value, max(places, 1)), half_up(value, places) == printed


def _report(row: Row, column: Column, first: Column, second: Column, value: Decimal, ledger: Ledger) -> None:
    if any(ledger.differs(place_of(row, one)) for one in (column, first, second)):
        return
    slot = row.slots[column.index]
    computed = f"1:{number_text(value)}"
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        slot.place,
        f"“{row.label}”的“{column.name}”印为{slot.text.strip()}，按“{first.name}”与“{second.name}”计算为{computed}。",
        rule=f"{column.name} = {first.name} : {second.name}",
        text=row.text,
        printed=slot.text.strip(),
        computed=computed,
    )
